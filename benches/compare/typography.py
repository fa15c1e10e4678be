"""MB/s of unicodedata, viet-text-tools and ftfy on one thread over the texts that benches/typography wrote."""

import sys
import time
import unicodedata
from pathlib import Path

import ftfy
import viet_text_tools

TOOLS = [
    ("unicodedata.normalize NFC", lambda text: unicodedata.normalize("NFC", text), 16 << 20),
    ("viet-text-tools", viet_text_tools.normalize_diacritics, 1 << 20),
    ("ftfy", ftfy.fix_text, 1 << 20),
]


def main(folder):
    for name in ("clean", "faulty"):
        text = (Path(folder) / f"{name}.txt").read_text(encoding="utf-8")
        for tool, run, size in TOOLS:
            piece = text[:size]  # the slow ones get a part: their speed does not depend on the length
            best = float("inf")
            for _ in range(3):
                start = time.process_time()
                run(piece)
                best = min(best, time.process_time() - start)
            print(f"{tool} {name}: {len(piece.encode()) / best / 1e6:.1f} MB/s")


if __name__ == "__main__":
    main(*sys.argv[1:])
