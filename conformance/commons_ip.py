"""Every package against E-ARK CSIP, AIP and SIP 2.2.0, by KEEP Solutions' commons-ip (the validator inside RODA).

Passed means: VALID, no error and no warning.
"""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from findings import Findings, packages, short


def objections(report):
    summary = report['summary']
    if summary['result'] == 'VALID' and not summary['errors'] and not summary['warnings']:
        return
    yield f'{summary["result"]}, {summary["errors"]} errors, {summary["warnings"]} warnings'
    for rule in report['validation']:
        testing = rule['testing']
        if testing['outcome'] == 'FAILED' or testing['warnings']:
            yield f'{rule["id"]} {rule["level"]}: {short(testing["issues"] or testing["warnings"])}'


def main():
    found = Findings('packages')
    paths = packages(sys.argv[1:])
    found.checked = len(paths)
    work = Path(tempfile.mkdtemp())
    (work / 'logback.xml').write_text('<configuration><root level="OFF"/></configuration>')
    libraries = Path(os.environ['TOOLS'], 'commons-ip-2.10.0', 'lib', '*')
    source = Path(__file__).resolve().with_name('CommonsIp.java')
    command = ['java', '-Djava.awt.headless=true', f'-Djava.io.tmpdir={work}', f'-Duser.home={work}', '-XX:+UseSerialGC',
               f'-Dlogback.configurationFile={work}/logback.xml', '-cp', str(libraries), str(source), str(work)]
    run = subprocess.run([*command, *(str(path.resolve()) for path in paths)], capture_output=True, cwd=work)
    said = run.stderr.decode(errors='replace')
    for index, path in enumerate(paths):
        report = work / f'{index}.json'
        try:
            lines = list(objections(json.loads(report.read_text())))
        except (OSError, ValueError):
            lines = [f'no report: {short(said[-400:])}']
        if lines:
            found.add(path, *lines)
    found.end()


main()
