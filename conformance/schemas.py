"""Every package by its own word, by libxml2 and zipfile.

Every XML file is valid by the schemas the package ships; every METS reference leads to a file of that size and
SHA-256; every file is referenced; the entries are plain, sorted and dated 1980-01-01.
"""
import hashlib
import posixpath
import re
import sys
import tempfile
import zipfile
from pathlib import Path

from lxml import etree

from findings import Findings, packages, short

SAFE = etree.XMLParser(resolve_entities=False, no_network=True)
HREF = '{http://www.w3.org/1999/xlink}href'
HINT = '{http://www.w3.org/2001/XMLSchema-instance}noNamespaceSchemaLocation'
ELEMENT = '{http://www.w3.org/2001/XMLSchema}element'


class Schemas:
    """The XSDs of a package, compiled when first asked for; packages with the same ones share them."""

    shared = {}

    def __init__(self, files):
        self.folder = Path(tempfile.mkdtemp())
        self.roots, self.compiled = {}, {}
        for name, data in files.items():
            (self.folder / name).write_bytes(data)
            root = etree.fromstring(data, SAFE)
            for element in root.iterchildren(ELEMENT):
                self.roots.setdefault((root.get('targetNamespace'), element.get('name')), name)

    @classmethod
    def of(cls, files):
        key = hashlib.sha256(b'\0'.join(name.encode() + b'\0' + files[name] for name in sorted(files))).digest()
        if key not in cls.shared:
            cls.shared[key] = cls(files)
        return cls.shared[key]

    def objections(self, name, root):
        tag = etree.QName(root)
        hint = posixpath.basename(root.get(HINT, ''))
        schema = hint if tag.namespace is None and hint else self.roots.get((tag.namespace, tag.localname))
        if schema is None:
            return [f'{name}: no schema in the package declares {root.tag}']
        if schema not in self.compiled:
            self.compiled[schema] = etree.XMLSchema(file=str(self.folder / schema))
        judge = self.compiled[schema]
        judge.validate(root.getroottree())
        return [f'{name}:{error.line}: {short(error.message)}' for error in judge.error_log]


def entries(path):
    """The files below the root folder, the root folder, and what is wrong with the entries."""
    wrong, out = [], {}
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
        names = [info.filename for info in infos]
        if names != sorted(names):
            wrong.append('entries are not sorted')
        if len({name.lower() for name in names}) < len(names):
            wrong.append('two entries share a name')
        for info in infos:
            if not re.fullmatch(r'[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)+', info.filename) or '/..' in info.filename:
                wrong.append(f'entry name {info.filename!r}')
            if info.date_time != (1980, 1, 1, 0, 0, 0) or info.external_attr >> 16 != 0o100644 or info.extra:
                wrong.append(f'{info.filename}: date, mode or extra field')
            out[info.filename] = archive.read(info)
    roots = {name.split('/')[0] for name in out}
    if len(roots) != 1:
        wrong.append(f'{len(roots)} root folders')
    return {name.partition('/')[2]: data for name, data in out.items()}, min(roots), wrong


def judge(path):
    files, root, wrong = entries(path)
    schemas = Schemas.of({posixpath.basename(name): data for name, data in files.items() if name.endswith('.xsd')})
    trees = {name: etree.fromstring(data, SAFE) for name, data in files.items() if name.endswith('.xml')}
    for name, tree in trees.items():
        wrong += schemas.objections(name, tree)
    if trees['METS.xml'].get('OBJID') != root:
        wrong.append('OBJID is not the name of the root folder')
    reached, references = {'METS.xml'}, 0
    for mets in (name for name in trees if posixpath.basename(name) == 'METS.xml'):
        for link in trees[mets].iter('{*}mdRef', '{*}FLocat', '{*}mptr'):
            references += 1
            target = posixpath.normpath(posixpath.join(posixpath.dirname(mets), link.get(HREF)))
            reached.add(target)
            says = link.getparent() if link.tag.endswith('FLocat') else link
            if target not in files:
                wrong.append(f'{mets}: {target} is not there')
            elif not link.tag.endswith('mptr'):
                is_so = str(len(files[target])), hashlib.sha256(files[target]).hexdigest()
                if (says.get('SIZE'), says.get('CHECKSUM', '').lower()) != is_so:
                    wrong.append(f'{mets}: size or checksum of {target}')
    wrong += [f'{name}: no METS refers to it' for name in files if name not in reached]
    return wrong, len(trees), references


def main():
    found, documents, references = Findings('packages'), 0, 0
    for path in packages(sys.argv[1:]):
        found.checked += 1
        try:
            wrong, xml, links = judge(path)
        except (etree.LxmlError, zipfile.BadZipFile, KeyError, TypeError, ValueError) as error:
            wrong, xml, links = [f'{type(error).__name__}: {short(error)}'], 0, 0
        documents, references = documents + xml, references + links
        if wrong:
            found.add(path, *wrong)
    found.end(f', {documents} XML files, {references} references')


main()
