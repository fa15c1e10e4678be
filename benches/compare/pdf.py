"""The PDF of bantin beside that of typst, the same articles in one run: pdf.py BANTIN FOLDER OUT.

CPU time of the processes, user and system, one thread each; the two take turns, three times each, and the lower figure
of each counts. bantin reads the pages, finds title, captions and byline, repairs the text, binds and tags; typst gets
a title and plain paragraphs. Both write PDF/A-2a + PDF/UA-1.
"""
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def cpu(command, out):
    shutil.rmtree(out, ignore_errors=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    code = subprocess.run(command, stdout=subprocess.DEVNULL).returncode
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if code not in (0, 1):
        sys.exit(f'{command[0]} ended with {code}')
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    bantin, folder, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    texts = sorted(folder.glob('*.txt'))
    words = sum(len(path.read_text('utf-8', 'replace').split()) for path in texts)
    print(f'{len(texts)} articles, {words / len(texts):.0f} words on average')
    commands = {
        'bantin': [bantin, 'convert', str(folder), '-o', str(out), '--formats', 'pdf', '--jobs', '1', '-q'],
        'typst': [sys.executable, str(HERE / 'peers.py'), 'typst', str(folder), str(out), '1'],
    }
    best = {}
    for _ in range(3):
        for name, command in commands.items():
            time.sleep(1)
            spent = cpu(command, out) * 1000 / len(texts)
            sizes = [path.stat().st_size for path in (out / 'pdf').rglob('*.pdf')]
            best[name] = min(best.get(name, (spent, sizes)), (spent, sizes), key=lambda entry: entry[0])
    for name, (spent, sizes) in best.items():
        print(f'{name:7} {spent:7.2f} ms of CPU an article, {sum(sizes) / len(sizes):6.0f} bytes a PDF, '
              f'largest {max(sizes)}')
    print(f'typst needs {best["typst"][0] / best["bantin"][0]:.1f} times the CPU time of bantin')


main()
