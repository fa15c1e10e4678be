"""The text of a PDF (by its structure tree), of a DOCX and of a NITF file, block by block."""
import io
import re
import unicodedata
import zipfile

import pikepdf
from lxml import etree

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
SAID = -1  # in place of an MCID: the text is given by /ActualText
INLINE = {'Span', 'Link', 'Quote', 'Reference', 'Em', 'Strong'}


def normal(blocks):
    """One text: NFC, U+2011 as a hyphen, any white space (U+00A0 too) as one space; without what XML cannot hold."""
    text = unicodedata.normalize('NFC', '\n'.join(blocks)).translate({0x2011: '-', 0xFFFE: '', 0xFFFF: ''})
    return re.sub(r'\s+', ' ', text).strip()


# --- PDF ------------------------------------------------------------------------------------------------------------

def to_unicode(font):
    """(code → text, code lengths by first byte) of the font's ToUnicode CMap."""
    table, lengths = {}, {}
    cmap = font.ToUnicode.read_bytes().decode('ascii')
    for body in re.findall(r'begincodespacerange(.*?)end', cmap, re.S):
        for low, high in re.findall(r'<(\w+)>\s*<(\w+)>', body):
            lengths.update((first, len(low) // 2) for first in range(int(low[:2], 16), int(high[:2], 16) + 1))
    word = lambda digits: bytes.fromhex(digits).decode('utf-16-be')  # noqa: E731
    for kind, body in re.findall(r'begin(bfchar|bfrange)(.*?)end', cmap, re.S):
        if kind == 'bfchar':
            for code, text in re.findall(r'<(\w+)>\s*<(\w*)>', body):
                table[int(code, 16)] = word(text)
        else:
            for low, high, one, many in re.findall(r'<(\w+)>\s*<(\w+)>\s*(?:<(\w+)>|\[(.*?)\])', body, re.S):
                texts = re.findall(r'<(\w*)>', many) if many else None
                for step in range(int(high, 16) - int(low, 16) + 1):
                    if texts:
                        table[int(low, 16) + step] = word(texts[step])
                    else:
                        first = word(one)
                        table[int(low, 16) + step] = first[:-1] + chr(ord(first[-1]) + step)
    return table, lengths


def decoded(shown, table, lengths):
    text, at = '', 0
    while at < len(shown):
        size = lengths.get(shown[at], 1)
        text += table.get(int.from_bytes(shown[at:at + size], 'big'), '\ufffd')
        at += size
    return text


def marked(page, cmaps):
    """MCID → text of one page. Artifacts have no MCID, so they are left out."""
    fonts, maps, texts, stack = page.get('/Resources', {}).get('/Font', {}), ({}, {}), {}, []
    for operands, operator in pikepdf.parse_content_stream(page):
        operator = str(operator)
        if operator == 'Tf':
            font = fonts[str(operands[0])]
            if font.objgen not in cmaps:
                cmaps[font.objgen] = to_unicode(font)
            maps = cmaps[font.objgen]
        elif operator in ('BDC', 'BMC'):
            properties = operands[1] if operator == 'BDC' else {}
            if isinstance(properties, pikepdf.Name):
                properties = page.Resources.Properties[str(properties)]
            around = stack[-1] if stack and str(operands[0]) != '/Artifact' else None
            mcid = int(properties['/MCID']) if '/MCID' in properties else around
            # What stands for a character without a glyph: the text counts, the box drawn for it does not.
            if '/ActualText' in properties and mcid is not None and mcid != SAID:
                texts[mcid] = texts.get(mcid, '') + str(properties['/ActualText'])
                mcid = SAID
            stack.append(mcid)
        elif operator == 'EMC':
            stack.pop()
        elif operator in ('Tj', 'TJ', "'", '"') and stack and stack[-1] not in (None, SAID):
            parts = operands[0] if operator == 'TJ' else operands[-1:]
            shown = b''.join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            texts[stack[-1]] = texts.get(stack[-1], '') + decoded(shown, *maps)
    return texts


def pdf(data):
    """The blocks of the structure tree in its order; labels of list items (Lbl) are marks, not text."""
    blocks, pages, cmaps = [], {}, {}

    def say(page, mcid, inside):
        if page.objgen not in pages:
            pages[page.objgen] = marked(page, cmaps)
        if not inside:
            blocks.append('')
        blocks[-1] += pages[page.objgen].get(mcid, '')
        return True

    def walk(element, page, inside):
        kids = element.get('/K', [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                inside = say(page, kid, inside)
            elif '/S' in kid:
                kind = str(kid.S)[1:]
                if '/ActualText' in kid:
                    if not inside:
                        blocks.append('')
                    blocks[-1] += str(kid.ActualText)
                    inside = True
                elif kind in INLINE:
                    inside = walk(kid, kid.get('/Pg', page), inside)
                elif kind != 'Lbl':
                    walk(kid, kid.get('/Pg', page), False)
                    inside = False
            elif '/MCID' in kid:
                inside = say(kid.get('/Pg', page), int(kid.MCID), inside)
        return inside

    with pikepdf.open(io.BytesIO(data)) as document:
        walk(document.Root.StructTreeRoot, None, False)
    return blocks


# --- DOCX and NITF --------------------------------------------------------------------------------------------------

def docx(data):
    """The paragraphs of the main document part."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = etree.fromstring(package.read('word/document.xml'))
    signs = {W + 'tab': '\t', W + 'br': '\n', W + 'cr': '\n', W + 'noBreakHyphen': '-'}
    blocks = []
    for paragraph in body.iter(W + 'p'):
        runs = (node for node in paragraph.iter(W + 't', *signs) if node.getparent().tag == W + 'r')
        blocks.append(''.join(signs.get(node.tag) or node.text or '' for node in runs))
    return blocks


def nitf(data):
    """The block elements of body, in their order."""
    root = etree.fromstring(data)
    blocks = ['']

    def walk(element):
        name = etree.QName(element).localname
        if name in ('media-reference', 'media-metadata'):
            return
        own = name not in ('br', 'em', 'a', 'span', 'person', 'location', 'chron', 'org', 'q', 'copyrite')
        if own:
            blocks.append('')
        blocks[-1] += '\n' if name == 'br' else element.text or ''
        for kid in element.iterchildren(etree.Element):
            walk(kid)
            blocks[-1] += kid.tail or ''
        if own:
            blocks.append('')

    walk(root.find('{*}body'))
    return [block for block in blocks if block.strip()]
