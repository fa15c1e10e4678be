"""Every PDF against PDF/A-2a and PDF/UA-1, by veraPDF: one JVM per flavour for all files."""
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

from findings import Findings, files, short

FLAVOURS = ['2a', 'ua1']


def judge(flavour, folder, report):
    # veraPDF writes a settings folder into the home directory: give it one of its own
    home = tempfile.mkdtemp()
    jars = os.path.join(os.environ['TOOLS'], 'verapdf', 'lib', '*')
    command = ['java', '-Djava.awt.headless=true', f'-Duser.home={home}', '-XX:+UseSerialGC', '-cp', jars,
               'org.verapdf.apps.GreenfieldCliWrapper', '--flavour', flavour, '--format', 'xml',
               '--maxfailuresdisplayed', '1', '--loglevel', '0', '--recurse', str(folder)]
    return subprocess.Popen(command, stdout=open(report, 'wb'), stderr=subprocess.DEVNULL)


def main():
    found = Findings(f'PDFs as {" and ".join(FLAVOURS)}')
    pdfs = files(sys.argv[1:], lambda name: name.endswith('.pdf'))
    found.checked = len(pdfs)
    work = Path(tempfile.mkdtemp())
    links = work / 'pdf'
    links.mkdir()
    for index, path in enumerate(pdfs):  # numbers for names: the report says only the file's name
        (links / f'{index}.pdf').symlink_to(path.resolve())
    runs = [(flavour, judge(flavour, links, work / flavour)) for flavour in FLAVOURS]
    for flavour, run in runs:
        run.wait()
        passed = set()
        for job in ET.parse(work / flavour).iter('job'):
            path = pdfs[int(Path(job.findtext('item/name')).stem)]
            report = job.find('validationReport')
            if report is None:
                found.add(path, f'{flavour}: {short(job.findtext(".//exceptionMessage") or "no report")}')
            elif report.get('isCompliant') == 'true':
                passed.add(path)
            for rule in report.iter('rule') if report is not None else ():
                if rule.get('status') == 'failed':
                    found.add(path, f'{flavour} {rule.get("clause")}-{rule.get("testNumber")} '
                                    f'({rule.get("failedChecks")} times): {short(rule.findtext("description"))}')
        for path in pdfs:
            if path not in passed and str(path) not in found.bad:
                found.add(path, f'{flavour}: not judged compliant')
    found.end()


main()
