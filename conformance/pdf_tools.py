"""Every PDF by two tools of other makers: `qpdf --check` has nothing to say, `pdffonts` finds only embedded subsets."""
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from findings import Findings, cores, files, short


def judge(path):
    lines = []
    qpdf = subprocess.run(['qpdf', '--check', path], capture_output=True, text=True, errors='replace')
    if qpdf.returncode != 0 or 'WARNING' in qpdf.stdout + qpdf.stderr:
        lines.append(f'qpdf: {short(qpdf.stderr or qpdf.stdout)}')
    fonts = subprocess.run(['pdffonts', path], capture_output=True, text=True, errors='replace')
    if fonts.returncode != 0 or fonts.stderr.strip():
        lines.append(f'pdffonts: {short(fonts.stderr)}')
    for line in fonts.stdout.splitlines()[2:]:
        # name, type, encoding, then emb, sub, uni, object and generation
        if line.split()[-5:-2] != ['yes', 'yes', 'yes']:
            lines.append(f'not an embedded subset with ToUnicode: {short(line)}')
    return lines


def main():
    found = Findings('PDFs by qpdf and pdffonts')
    paths = files(sys.argv[1:], lambda name: name.endswith('.pdf'))
    found.checked = len(paths)
    with ThreadPoolExecutor(cores()) as pool:
        for path, lines in zip(paths, pool.map(judge, paths)):
            if lines:
                found.add(path, *lines)
    found.end()


main()
