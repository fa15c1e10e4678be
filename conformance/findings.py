"""What the checks share: which files are meant, and how findings are printed."""
import os
import sys
from pathlib import Path


def files(arguments, wanted):
    """Every file that is named, or lies below a folder that is named, and whose name `wanted` accepts; sorted."""
    found = set()
    for argument in map(Path, arguments):
        if argument.is_file():
            found.add(argument)
        else:
            found.update(path for path in argument.rglob('*') if path.is_file() and wanted(path.name))
    return sorted(found)


def packages(arguments):
    return files(arguments, lambda name: name.endswith('.zip') and not name.endswith('-bag.zip'))


def cores():
    return len(os.sched_getaffinity(0))


def short(text, length=240):
    text = ' '.join(str(text).split())
    return text if len(text) <= length else text[:length] + ' …'


class Findings:
    """Findings by file. `end` prints the last line; nothing checked is a failure too."""

    def __init__(self, what):
        self.what, self.checked, self.bad, self.notes = what, 0, {}, []

    def add(self, path, *lines):
        self.bad.setdefault(str(path), []).extend(lines)

    def end(self, extra=''):
        for path, lines in self.bad.items():
            print(path, *lines[:20], sep='\n    ')
        count = sum(map(len, self.bad.values()))
        print(f'{self.checked} {self.what}, {len(self.bad)} failed, {count} findings{extra}')
        sys.exit(0 if self.checked and not self.bad else 1)
