"""Thousands of broken metadata files: does `bantin verify` judge each as libxml2 does?

Every kind of metadata file of a package is changed in every way below, one change at a time. libxml2 validates the result
by the schemas of the package; `bantin verify` is given a package that holds it. Passed means: both say valid, or both say
invalid, but for the differences listed in KNOWN.

  xsd_verdicts.py PACKAGES...            compares; of each folder the first package is taken
  xsd_verdicts.py --write DIR PACKAGE    writes the files and libxml2's verdicts, for trying another validator
"""
import copy
import json
import os
import posixpath
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from lxml import etree

from findings import Findings, packages, short

XSD = {
    'METS': 'mets-and-csip.xsd', 'EAD': 'EAD.xsd', 'EAD_doc': 'EAD_doc.xsd', 'DC': 'dc.xsd', 'EAD3': 'ead3.xsd',
    'PREMIS': 'PREMIS.xsd', 'NITF': 'nitf-3-6.xsd',
}
# Where libxml2 and `verify` differ, by what one of them says: in the first three XML Schema is on our side.
KNOWN = (
    'not valid by its schema: xsi:schemaLocation',  # our own rule beside XML Schema: each file names the schema inside the package
    'cvc-schema-location',  # xsi:schemaLocation must be pairs of addresses; libxml2 does not look
    'cvc-id.1',  # an IDREF must have its ID; libxml2 does not look
    'minLength 0 of IDREFS',  # a list of references must not be empty; libxml2 does not look
    'xs:anyURI',  # libxml2 refuses "2026-13-45T99:00:00"; XML Schema takes nearly every text as an address
)
SAFE = etree.XMLParser(resolve_entities=False, no_network=True)
INSTANCE = '{http://www.w3.org/2001/XMLSchema-instance}'


def family(path):
    name = posixpath.basename(path)
    if not name.endswith('.xml'):
        return None
    if name == 'METS.xml':
        return 'METS'
    if name.startswith('EAD_doc_'):
        return 'EAD_doc'
    if name.startswith('PREMIS'):
        return 'PREMIS'
    if '/data/' in path:
        return 'NITF'
    return {'EAD.xml': 'EAD', 'dc.xml': 'DC', 'ead3.xml': 'EAD3'}.get(name)


def steps(element):
    """From the root to an element, child by child."""
    parent = element.getparent()
    return [] if parent is None else [*steps(parent), parent.index(element)]


def changes(root):
    """(what, document) for every change of every distinct element and attribute."""
    seen = set()
    tree = root.getroottree()
    for element in root.iter(etree.Element):
        path = steps(element)
        name = etree.QName(element).localname
        parent = element.getparent()
        place = (etree.QName(parent).localname if parent is not None else '', name)

        def changed(what, change):
            key = (place, what)
            if key in seen:
                return
            seen.add(key)
            twin = copy.deepcopy(tree)
            target = twin.getroot()
            for at in path:
                target = target[at]
            if change(target) is not False:
                yield f'{name}: {what}', etree.tostring(twin, xml_declaration=True, encoding='UTF-8')

        def rename(target, tag):
            target.tag = tag

        space = etree.QName(element).namespace
        inside = '{%s}' % space if space else ''
        yield from changed('unknown attribute', lambda e: e.set('bogus', '1'))
        yield from changed('renamed', lambda e: rename(e, inside + 'bogus'))
        yield from changed('other namespace', lambda e: rename(e, '{urn:bogus}' + name))
        for attribute in element.attrib:
            short_name = etree.QName(attribute).localname
            yield from changed(f'without @{short_name}', lambda e: e.attrib.pop(attribute))
            for value in ('', 'b o g u s', '-1', '2026-13-45T99:00:00', 'x' * 2100):
                yield from changed(f'@{short_name}={value[:12]!r}', lambda e: e.set(attribute, value))
        if parent is not None:
            def remove(e):
                e.getparent().remove(e)

            def double(e):
                e.addnext(copy.deepcopy(e))

            def swap(e):
                other = e.getnext()
                if other is None or other.tag == e.tag:
                    return False
                other.addnext(e)

            yield from changed('removed', remove)
            yield from changed('twice', double)
            yield from changed('after the next', swap)
        if len(element):
            def say(e):
                e.text = 'bogus'

            yield from changed('text among elements', say)
            yield from changed('emptied', lambda e: [e.remove(child) for child in list(e)])
        else:
            for value in (None, ' ', 'bogus', '-1', '99', '31/02/2026', 'x' * 101, 'x ' * 1200):
                def fill(e):
                    e.text = value
                yield from changed(f'text {value and value[:12]!r}', fill)
            yield from changed('a child', lambda e: etree.SubElement(e, inside + 'bogus') is None)


def read(path):
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def judges(files, folder):
    """libxml2's verdict by family."""
    for name, data in files.items():
        if name.endswith('.xsd'):
            Path(folder, posixpath.basename(name)).write_bytes(data)
    # METS leaves attributes of other namespaces to whoever knows them: we know those of E-ARK.
    Path(folder, 'mets-and-csip.xsd').write_text('''<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:import namespace="http://www.loc.gov/METS/" schemaLocation="METS.xsd"/>
<xs:import namespace="https://DILCIS.eu/XML/METS/CSIPExtensionMETS" schemaLocation="DILCISExtensionMETS.xsd"/>
</xs:schema>''')
    return {name: etree.XMLSchema(file=str(Path(folder, xsd))) for name, xsd in XSD.items()}


def cases(files):
    """(path, family, what, bytes)"""
    done = set()
    for path in sorted(files):
        kind = family(path)
        if kind is None or (kind, path.count('/')) in done:
            continue
        done.add((kind, path.count('/')))
        root = etree.fromstring(files[path], SAFE)
        for what, data in changes(root):
            yield path, kind, what, data


def main():
    write = sys.argv[1] == '--write'
    found = Findings('changed files')
    with tempfile.TemporaryDirectory() as folder:
        here = Path(sys.argv[2]) if write else Path(folder, 'packages')
        here.mkdir(exist_ok=True)
        expected = {}
        for package in (packages([argument])[0] for argument in sys.argv[3 if write else 1:]):
            files = read(package)
            judge = judges(files, folder)
            light = {name: data for name, data in files.items() if not name.endswith(('.pdf', '.docx', '.xsd'))}
            for path, kind, what, data in cases(files):
                number = f'{len(expected):05}'
                valid = judge[kind].validate(etree.fromstring(data, SAFE))
                why = '' if valid else short(judge[kind].error_log[0].message)
                expected[number] = path, kind, what, valid, why
                if write:
                    (here / f'{kind}-{number}-{"valid" if valid else "invalid"}.xml').write_bytes(data)
                    continue
                with zipfile.ZipFile(here / f'{number}.zip', 'w', zipfile.ZIP_DEFLATED) as archive:
                    for name in sorted(light):
                        archive.writestr(name, data if name == path else light[name])
        if write:
            return
        command = [os.environ['BANTIN'], 'verify', '--json', str(here)]
        verdicts = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    differences = 0
    for verdict in verdicts['packages']:
        found.checked += 1
        path, kind, what, valid, why = expected[Path(verdict['path']).stem]
        below = path.partition('/')[2]
        ours = [f for f in verdict['findings'] if f['file'] == below and f['code'] in ('V301', 'V302', 'V303')]
        message = ours[0]['message'] if ours else ''
        if 'cvc-minLength-valid' in message and what.endswith("ID=''"):
            message = 'minLength 0 of IDREFS'
        if valid == (not ours):
            continue
        if any(known in message + why for known in KNOWN):
            differences += 1
            continue
        found.add(Path(path), f'{what}: libxml2 says {"valid" if valid else why}, we {message or "valid"}')
    invalid = sum(not valid for _, _, _, valid, _ in expected.values())
    found.end(f', {invalid} invalid by libxml2, {differences} known differences')


main()
