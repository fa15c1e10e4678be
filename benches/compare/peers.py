"""The peers: peers.py WHAT IN OUT PROCESSES, WHAT one of stack, typst, docx, bag."""
import multiprocessing, shutil, sys, zipfile
from pathlib import Path

SETUP = """#set page(paper: "a4", margin: (left: 30mm, right: 15mm, top: 20mm, bottom: 20mm), numbering: "1")
#set text(font: ("Tinos", "Liberation Serif", "Libertinus Serif"), size: 14pt, lang: "vi")
#set par(justify: true, first-line-indent: 12.7mm)
"""


def escape(text):
    return "".join("\\" + c if c in "\\#$*_`<>@=-+/~[]{}" else c for c in text)


def split(path):
    lines = [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
    return lines[0], lines[1:]


def pdf(path, out):
    import typst

    title, paragraphs = split(path)
    source = SETUP + f"#set document(title: [{escape(title)}])\n= {escape(title)}\n\n"
    source += "\n\n".join(escape(paragraph) for paragraph in paragraphs)
    typst.compile(source.encode(), output=str(out / "pdf" / (path.stem + ".pdf")), format="pdf",
                  pdf_standards=["a-2a", "ua-1"])


def docx(path, out):
    import docx as python_docx

    title, paragraphs = split(path)
    document = python_docx.Document()
    document.add_heading(title, 0)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(out / "docx" / (path.stem + ".docx"))


def bag(path, out):
    import bagit

    folder = out / "bags" / path.stem
    folder.mkdir(parents=True)
    shutil.copy(path, folder)
    for kind in ("pdf", "docx"):
        made = out / kind / f"{path.stem}.{kind}"
        if made.exists():
            shutil.copy(made, folder)
    bagit.make_bag(str(folder), checksums=["sha256"])
    with zipfile.ZipFile(f"{folder}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            archive.write(file, file.relative_to(folder.parent))
    shutil.rmtree(folder)


STEPS = {"stack": (pdf, docx, bag), "typst": (pdf,), "docx": (docx,), "bag": (bag,)}


def work(args):
    what, path, out = args
    for step in STEPS[what]:
        step(path, out)


def main():
    what, folder, out, processes = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
    for kind in ("pdf", "docx", "bags"):
        (out / kind).mkdir(parents=True, exist_ok=True)
    paths = sorted(folder.glob("*.txt"))
    with multiprocessing.Pool(processes) as pool:
        for _ in pool.imap_unordered(work, [(what, path, out) for path in paths], chunksize=8):
            pass


main()
