"""The PDF, the DOCX and the NITF of an article hold the same text.

PDF and DOCX in the same order; the NITF, whose schema orders its head, the same blocks in any order. Looks at
pdf/X.pdf beside docx/X.docx below each folder, and at the documents inside each package.
"""
import difflib
import sys
import zipfile
from pathlib import Path

import texts
from findings import Findings, packages, short


def first_difference(one, other):
    a, b = one.split(' '), other.split(' ')
    for kind, a0, a1, b0, b1 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind != 'equal':
            before = ' '.join(a[max(0, a0 - 5):a0])
            return f'after "{before}": {short(" ".join(a[a0:a1]), 80)!r} against {short(" ".join(b[b0:b1]), 80)!r}'
    return ''


def compare(found, name, pdf, docx, nitf=None):
    found.checked += 1
    printed, written = texts.normal(texts.pdf(pdf)), texts.normal(texts.docx(docx))
    if not printed:
        found.add(name, 'no text in the PDF')
    if printed != written:
        found.add(name, f'PDF and DOCX differ {first_difference(printed, written)}')
    if nitf is not None:
        # Words, not blocks: the NITF may join two lines that stand apart in print.
        kept = texts.normal(texts.nitf(nitf))
        if sorted(kept.split(' ')) != sorted(printed.split(' ')):
            found.add(name, f'PDF and NITF differ {first_difference(printed, kept)}')


def main():
    found = Findings('articles')
    for folder in map(Path, sys.argv[1:]):
        for pdf in sorted((folder / 'pdf').rglob('*.pdf')):
            docx = folder / 'docx' / pdf.relative_to(folder / 'pdf').with_suffix('.docx')
            compare(found, pdf, pdf.read_bytes(), docx.read_bytes())
    for path in packages(sys.argv[1:]):
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                if '/data/' in name and name.endswith('.pdf'):
                    stem = name.removesuffix('.pdf')
                    compare(found, f'{path}: {name}', *(package.read(stem + end) for end in ('.pdf', '.docx', '.xml')))
    found.end()


main()
