"""Every *-bag.zip, by the Library of Congress's bagit-python: completeness, Payload-Oxum, every checksum."""
import logging
import sys
import tempfile
import zipfile
from pathlib import Path

import bagit

from findings import Findings, files, short

logging.disable(logging.CRITICAL)


def main():
    found = Findings('bags')
    for path in files(sys.argv[1:], lambda name: name.endswith('-bag.zip')):
        found.checked += 1
        with tempfile.TemporaryDirectory() as folder:
            with zipfile.ZipFile(path) as archive:
                archive.extractall(folder)
            inside = list(Path(folder).iterdir())
            try:
                if len(inside) != 1:
                    raise bagit.BagError(f'{len(inside)} things in the zip, not one folder')
                bagit.Bag(str(inside[0])).validate()
            except bagit.BagError as error:
                found.add(path, short(error))
    found.end()


main()
