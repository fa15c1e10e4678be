"""Packages and bags packed again by other tools, which `bantin verify` must accept, as zips and unpacked.

Python's zipfile (stored and deflated, entries turned round, folder entries, other times; streamed, so that sizes stand
behind the data), Info-ZIP's zip, 7z and the JDK's jar, as far as they are installed; python and jar always are.

  rezip.py PACKAGES...    of each folder the first package and the first bag are taken; BANTIN is the program
"""
import io
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from findings import Findings, files, short


class Pipe(io.RawIOBase):
    """A file that cannot be sought in: zipfile then puts sizes and CRC behind the data."""

    def __init__(self, out):
        self.out = out

    def writable(self):
        return True

    def write(self, data):
        return self.out.write(data)


def with_python(folder, name, target, method, turned, folders, piped):
    names = sorted(path for path in (folder / name).rglob('*') if folders or path.is_file())
    if folders:
        names.insert(0, folder / name)
    with open(target, 'wb') as out, zipfile.ZipFile(Pipe(out) if piped else out, 'w', method) as archive:
        for path in reversed(names) if turned else names:
            archive.write(path, path.relative_to(folder))


def ways(folder, name, work):
    """Name of the way and the zip that it made."""
    python = {
        'stored': (zipfile.ZIP_STORED, False, False, False),
        'deflated, turned round': (zipfile.ZIP_DEFLATED, True, False, False),
        'with folders': (zipfile.ZIP_DEFLATED, False, True, False),
        'streamed': (zipfile.ZIP_DEFLATED, False, False, True),
    }
    for way, options in python.items():
        target = work / f'{len(list(work.iterdir()))}.zip'
        with_python(folder, name, target, *options)
        yield f'zipfile, {way}', target
    commands = {
        'jar': ['jar', 'cfM', 'TARGET', name],
        'zip': ['zip', '-q', '-r', '-X', 'TARGET', name],
        'zip -0': ['zip', '-q', '-r', '-0', 'TARGET', name],
        '7z': ['7z', 'a', '-bd', '-tzip', 'TARGET', name],
    }
    for way, command in commands.items():
        if shutil.which(command[0]) is None:
            continue
        target = work / f'{len(list(work.iterdir()))}.zip'
        command = [str(target) if part == 'TARGET' else part for part in command]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        yield way, target


def main():
    found = Findings('zips by other tools')
    chosen = []
    for argument in sys.argv[1:]:
        zips = files([argument], lambda name: name.endswith('.zip'))
        chosen += [next((path for path in zips if path.name.endswith('-bag.zip') == bag), None) for bag in (False, True)]
    for path in filter(None, chosen):
        with tempfile.TemporaryDirectory() as there:
            folder, work = Path(there) / 'open', Path(there) / 'zips'
            work.mkdir()
            with zipfile.ZipFile(path) as archive:
                archive.extractall(folder)
            name = next(folder.iterdir()).name
            for way, target in [*ways(folder, name, work), ('unpacked', folder / name)]:
                found.checked += 1
                run = subprocess.run([os.environ['BANTIN'], 'verify', '--lang', 'en', str(target)],
                                     capture_output=True, text=True)
                if run.returncode != 0:
                    found.add(f'{path.name}: {way}', short(run.stdout + run.stderr))
    found.end()


main()
