"""Every package against CSIP 2.0.4 and 2.1.0, by the DILCIS Board's eark-validator.

No SIP can be without five of its complaints: SIP14 tests an attribute without its namespace, SIP2 wants the profile's
address without a version, and CSIP12, 13 and 16 are asked of every CREATOR agent although SIP15 wants a second one.
Those are counted apart; any other error fails the package.
"""
import io
import shutil
import sys
import tempfile
import urllib.request
from pathlib import Path

from findings import Findings, packages, short

DEFECTS = {'SIP2', 'SIP14', 'CSIP12', 'CSIP13', 'CSIP16'}
VOCABULARIES = Path(__file__).resolve().with_name('vocabularies')

# It leaves unpacked copies in the temporary folder: give it one that may be emptied.
tempfile.tempdir = tempfile.mkdtemp()
# It downloads four vocabularies when imported; they are kept beside this file, so that the verdict needs no network.
urllib.request.urlopen = lambda url, *_, **__: io.BytesIO(
    (VOCABULARIES / str(getattr(url, 'full_url', url)).rsplit('/', 1)[-1]).read_bytes())
from eark_validator.packages import PackageValidator  # noqa: E402
from eark_validator.specifications.specification import SpecificationVersion  # noqa: E402


def judge(path, version):
    report = PackageValidator(path, version).validation_report
    if not report.metadata:
        return None, [f'{version.value}: structure {report.structure.status.value}, METS not read']
    messages = [*report.structure.messages, *report.metadata.schema_results.messages,
                *report.metadata.schematron_results.messages]
    return report.package.details.oaispackagetype, [m for m in messages if m.severity.value == 'Error']


def main():
    found, known = Findings('packages'), 0
    for path in packages(sys.argv[1:]):
        found.checked += 1
        for version in (SpecificationVersion.V2_0_4, SpecificationVersion.V2_1_0):
            try:
                kind, errors = judge(path, version)
            except Exception as error:  # it throws at some broken packages
                kind, errors = None, [f'{version.value}: {type(error).__name__}: {short(error)}']
            for error in errors:
                if isinstance(error, str):
                    found.add(path, error)
                elif kind == 'SIP' and error.rule_id in DEFECTS:
                    known += 1
                else:
                    found.add(path, f'{version.value} {error.rule_id}: {short(error.message)}')
        for left in Path(tempfile.tempdir).iterdir():
            shutil.rmtree(left, ignore_errors=True)
    found.end(f', {known} defects of the validator')


main()
