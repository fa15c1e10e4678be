"""Every DOCX opened, laid out and read back by LibreOffice Writer: a page comes out, and the same text.

LibreOffice forgives much; the schemas are openxml.py's part.
"""
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pikepdf
from lxml import etree

import texts
from findings import Findings, files


def convert(kind, folder, sources):
    profile = (folder.parent / 'profile').as_uri()
    subprocess.run(['soffice', f'-env:UserInstallation={profile}', '--headless', '--norestore', '--convert-to', kind,
                    '--outdir', str(folder), *map(str, sources)],
                   check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=900)


T, OFFICE = '{urn:oasis:names:tc:opendocument:xmlns:text:1.0}', '{urn:oasis:names:tc:opendocument:xmlns:office:1.0}'
FRAME = '{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}frame'
SIGNS = {T + 's': ' ', T + 'tab': '\t', T + 'line-break': '\n'}


def paragraphs(data):
    """The paragraphs of a flat ODT; labels of lists are not text in it."""
    body = etree.fromstring(data, etree.XMLParser(huge_tree=True)).find(f'{OFFICE}body/{OFFICE}text')
    return [said(paragraph) for paragraph in body.iter(T + 'p', T + 'h')]


def said(node):
    if node.tag == FRAME:
        return ''  # a picture: its bytes and its description are not text of the page
    inside = SIGNS.get(node.tag) or node.text or ''
    return inside + ''.join(said(kid) + (kid.tail or '') for kid in node.iterchildren(etree.Element))


def main():
    found = Findings('DOCX files')
    paths = files(sys.argv[1:], lambda name: name.endswith('.docx'))
    work = Path(tempfile.mkdtemp())
    copies = {path: work / f'{index}.docx' for index, path in enumerate(paths)}
    for path, copy in copies.items():
        shutil.copyfile(path, copy)
    convert('fodt', work / 'out', copies.values())
    convert('pdf', work / 'out', copies.values())
    for path, copy in copies.items():
        found.checked += 1
        text, page = (work / 'out' / f'{copy.stem}.{end}' for end in ('fodt', 'pdf'))
        if not text.exists() or not page.exists():
            found.add(path, 'LibreOffice could not open it')
            continue
        its, ours = texts.normal(paragraphs(text.read_bytes())), texts.normal(texts.docx(path.read_bytes()))
        if its != ours:
            at = next((i for i, (a, b) in enumerate(zip(its, ours)) if a != b), min(len(its), len(ours)))
            found.add(path, f'at character {at}: {its[at - 20:at + 40]!r} against {ours[at - 20:at + 40]!r}')
        with pikepdf.open(page) as document:
            if not document.pages:
                found.add(path, 'no page')
    found.end()


main()
