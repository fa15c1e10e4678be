"""The peers of ./docx, and the table: docx_peers.py ARTICLES OURS, where OURS is what `cargo bench --bench docx` printed."""
import html, io, re, resource, shutil, subprocess, sys, tempfile, time
from pathlib import Path

import docx


def split(path):
    lines = [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
    return lines[0], lines[1:]


def python_docx(articles):
    """Title and paragraphs in the default template, saved to memory."""
    size, start = 0, time.process_time()
    for title, paragraphs in articles:
        document = docx.Document()
        document.add_heading(title, 0)
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
        out = io.BytesIO()
        document.save(out)
        size += len(out.getvalue())
    return time.process_time() - start, size


def libreoffice(articles, folder):
    """Flat ODT to DOCX, all files in one call, its start included."""
    head = ('<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2" '
            'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>')
    for number, (title, paragraphs) in enumerate(articles):
        body = "".join(f"<text:p>{html.escape(paragraph)}</text:p>" for paragraph in paragraphs)
        text = f'{head}<text:h text:outline-level="1">{html.escape(title)}</text:h>{body}'
        (folder / f"{number}.fodt").write_text(f"{text}</office:text></office:body></office:document>", "utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
                    "--convert-to", "docx", "--outdir", str(folder), *map(str, folder.glob("*.fodt"))],
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    made = [path.stat().st_size for path in folder.glob("*.docx")]
    assert len(made) == len(articles), f"LibreOffice made {len(made)} of {len(articles)}"
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, sum(made)


def main():
    articles = [split(path) for path in sorted(Path(sys.argv[1]).glob("*.txt"))]
    ours = re.findall(r"([\d.]+) ms CPU +(\d+) bytes", Path(sys.argv[2]).read_text())
    folder = Path(tempfile.mkdtemp())
    rows = [("bantin", sum(float(ms) for ms, _ in ours) / 1000, sum(int(size) for _, size in ours), len(ours))]
    rows.append(("python-docx", *python_docx(articles), len(articles)))
    if shutil.which("soffice"):
        rows.append(("LibreOffice", *libreoffice(articles, folder), len(articles)))
    shutil.rmtree(folder)
    print("| DOCX of an article | CPU ms | bytes | times ours |")
    print("|---|---|---|---|")
    for name, seconds, size, count in rows:
        times = (seconds / count) / (rows[0][1] / rows[0][3])
        print(f"| {name} | {1000 * seconds / count:.3f} | {size / count:.0f} | {times:.0f} |")


main()
