"""Every DOCX of a package read back by python-docx and by pandoc: what they find is what the NITF beside it says.

Title, author, language and keywords; headings with their levels; list items with level and mark; the cells of tables;
links. The NITF comes from another writer, so the two check one another.
"""
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor

import docx
from docx.oxml.ns import qn
from lxml import etree

from findings import Findings, cores, packages, short


def plain(text):
    """Words as they are compared: bound spaces and hyphens are typography."""
    return ' '.join(text.replace('\u2011', '-').split())


def inner(element):
    return plain(''.join(element.itertext()))


# --- what the NITF says ---------------------------------------------------------------------------------------------

def wanted(nitf):
    root = etree.fromstring(nitf)
    body = root.find('{*}body')
    found = {'title': root.findtext('{*}head/{*}title') or '', 'headings': [], 'items': [], 'tables': [],
             'words': ' '.join(inner(part) for part in body.iterchildren(etree.Element))}
    for element in body.iter(etree.Element):
        name = etree.QName(element).localname
        if name == 'hl2' and element.get('class', '').startswith('level-'):
            found['headings'].append((int(element.get('class').removeprefix('level-')), inner(element)))
        elif name == 'li':
            attributes = {etree.QName(key).localname: value for key, value in element.attrib.items()}
            found['items'].append((int(attributes['level']), attributes.get('mark', ''), inner(element)))
        elif name == 'table':
            rows = [[inner(cell) for cell in row.iterchildren(etree.Element)] for row in element.iter('{*}tr')]
            found['tables'].append(rows)
    found['signed'] = body.find('{*}body.head/{*}byline') is not None
    found['title_printed'] = body.find('{*}body.head/{*}hedline') is not None
    return found


def addresses(words):
    return set(re.findall(r'https?://[^\s<>“”"»]+[\w/]', words))


# --- python-docx ----------------------------------------------------------------------------------------------------

def by_python_docx(data):
    document = docx.Document(io.BytesIO(data))
    core = document.core_properties
    found = {'title': core.title, 'author': core.author, 'language': core.language,
             'headings': [], 'items': [], 'links': set(), 'printed_title': None,
             'tables': [[[plain(cell.text) for cell in row.cells] for row in table.rows] for table in document.tables]}
    marks = {}
    if any(part.partname == '/word/numbering.xml' for part in document.part.package.iter_parts()):
        numbering = document.part.numbering_part.element
        texts = {one.get(qn('w:abstractNumId')): [level.find(qn('w:lvlText')).get(qn('w:val'))
                                                  for level in one.findall(qn('w:lvl'))]
                 for one in numbering.findall(qn('w:abstractNum'))}
        for number in numbering.findall(qn('w:num')):
            text = texts[number.find(qn('w:abstractNumId')).get(qn('w:val'))]
            marks[number.get(qn('w:numId'))] = text[0].replace('\u2060', '')
    for paragraph in document.paragraphs:
        style, text = paragraph.style.name, plain(paragraph.text)
        found['links'].update(link.address for link in paragraph.hyperlinks)
        if style == 'Title':
            found['printed_title'] = text
        elif style.startswith('Heading '):
            found['headings'].append((int(style[8:]), text))
        elif style == 'List Paragraph':
            number = paragraph._p.pPr.numPr
            if number is None:
                found['items'].append((None, '', text))
            else:
                found['items'].append((number.ilvl.val + 1, marks[str(number.numId.val)], text))
    return found


# --- pandoc ---------------------------------------------------------------------------------------------------------

def said(inlines):
    parts = []
    for inline in inlines:
        kind, content = inline['t'], inline.get('c')
        if kind == 'Str':
            parts.append(content)
        elif kind in ('Space', 'SoftBreak', 'LineBreak'):
            parts.append(' ')
        elif kind in ('Link', 'Span'):
            parts.append(said(content[1]))
        elif isinstance(content, list):
            parts.append(said(content if content and isinstance(content[0], dict) else content[-1]))
    return plain(''.join(parts))


def by_pandoc(data):
    run = subprocess.run(['pandoc', '--from', 'docx', '--to', 'json'], input=data, capture_output=True)
    if run.returncode:
        raise RuntimeError(short(run.stderr.decode(errors='replace')))
    document = json.loads(run.stdout)
    found = {'title': said(document['meta'].get('title', {}).get('c', [])), 'headings': [], 'items': [],
             'tables': [], 'links': set(), 'paragraphs': []}

    def links(node):
        if isinstance(node, dict):
            if node.get('t') == 'Link':
                found['links'].add(node['c'][2][0])
            node = node.get('c')
        if isinstance(node, list):
            for child in node:
                links(child)

    def walk(blocks):
        for block in blocks:
            kind, content = block['t'], block.get('c')
            if kind in ('Para', 'Plain'):
                found['paragraphs'].append(said(content))
            elif kind == 'Header':
                found['headings'].append((content[0], said(content[2])))
            elif kind in ('OrderedList', 'BulletList'):
                for item in content[1] if kind == 'OrderedList' else content:
                    for part in item:
                        if part['t'] in ('Para', 'Plain'):
                            found['items'].append(said(part['c']))
                    walk([part for part in item if part['t'] not in ('Para', 'Plain')])
            elif kind == 'Table':
                rows = content[3][1] + [row for body in content[4] for row in body[2] + body[3]]
                found['tables'].append([[plain(' '.join(said(part['c']) for part in cell[4])) for cell in row[1]]
                                        for row in rows])
            elif kind in ('BlockQuote', 'Div'):
                walk(content if kind == 'BlockQuote' else content[1])

    walk(document['blocks'])
    links(document['blocks'])
    return found


# --- comparison -----------------------------------------------------------------------------------------------------

def differences(data, nitf):
    want = wanted(nitf)
    read, pandoc = by_python_docx(data), by_pandoc(data)

    def same(what, one, other):
        if one != other:
            at = next((i for i, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
            yield f'{what}: {short(one[at:at + 1], 120)} wanted, {short(other[at:at + 1], 120)} found'

    if plain(read['title']) != plain(want['title']):
        yield f'title property {read["title"]!r}, wanted {want["title"]!r}'
    if read['language'] != 'vi-VN':
        yield f'language property {read["language"]!r}'
    # pandoc takes a title for metadata only where nothing stands above it; below a kicker it is a paragraph
    if want['title_printed'] and read['printed_title'] not in (pandoc['title'], *pandoc['paragraphs']):
        yield f'pandoc reads the title {pandoc["title"]!r}, wanted {read["printed_title"]!r}'
    if want['signed'] and not read['author']:
        yield 'no author property'
    yield from same('python-docx headings', want['headings'], read['headings'])
    yield from same('pandoc headings', want['headings'], pandoc['headings'])
    items = [(level if mark else None, mark, text) for level, mark, text in want['items']]
    yield from same('python-docx list items', items, read['items'])
    yield from same('pandoc list items', [text for _, mark, text in items if mark], pandoc['items'])
    yield from same('python-docx tables', want['tables'], read['tables'])
    yield from same('pandoc tables', want['tables'], pandoc['tables'])
    ascii_only = {address for address in addresses(want['words']) if address.isascii()}
    for name, links in (('python-docx', read['links']), ('pandoc', pandoc['links'])):
        for address in sorted(ascii_only):
            if not any(link.startswith(address) or address.startswith(link) for link in links):
                yield f'{name}: no link to {address}'


def main():
    found = Findings('DOCX files')
    work = []
    for path in packages(sys.argv[1:]):
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                if '/data/' in name and name.endswith('.docx'):
                    nitf = package.read(name.removesuffix('.docx') + '.xml')
                    work.append((f'{path}: {os.path.basename(name)}', package.read(name), nitf))
    found.checked = len(work)
    with ThreadPoolExecutor(cores()) as pool:
        for (name, *_), lines in zip(work, pool.map(lambda one: list(differences(*one[1:])), work)):
            if lines:
                found.add(name, *lines)
    found.end()


main()
