#!/usr/bin/env python3
"""Makes fonts/*.ttf from Tinos 1.33 (Debian package fonts-croscore, /usr/share/fonts/truetype/croscore).

    python3 -m venv ft && ft/bin/pip install fonttools==4.60.1 && ft/bin/python fonts/reduce.py [FOLDER WITH Tinos-*.ttf]

What is changed, and nothing else: the character set is cut to the scripts below, hinting (cvt, fpgm, prep, gasp) and the
signature (DSIG) are taken out because print and PDF viewers do not need them, of the name table the copyright and the
licence's address stay, and the grid goes from 2,048 to 1,000 units an em: a subset is 8 % smaller, advances are whole
thousandths as PDF counts them, and no point moves by more than 0.0005 em (0.0025 mm at 14 pt). Outlines, advances,
kerning and mark anchors are those of Tinos otherwise. The result is the same bytes on every run; coverage.txt lists what
is in it.
"""
import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

SOURCE = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else '/usr/share/fonts/truetype/croscore')
HERE = pathlib.Path(__file__).resolve().parent
RANGES = [
    (0x0020, 0x007e), (0x00a0, 0x024f),  # Latin; Tây Nguyên letters: ƀ, č, ñ, ŏ, ŭ
    (0x02b0, 0x036f),  # modifier letters, combining marks
    (0x0370, 0x03ff), (0x0400, 0x045f), (0x0490, 0x0491),  # Greek, Cyrillic
    (0x1e00, 0x1eff),  # Latin Extended Additional: Vietnamese
    (0x2010, 0x2027), (0x2030, 0x205e), (0x2070, 0x209c), (0x20a0, 0x20bf),  # punctuation, indices, currencies
    (0x2100, 0x2189), (0x2190, 0x21ff), (0x2200, 0x22ff), (0x2300, 0x23ff),  # letterlike, numbers, arrows, mathematics
    (0x2500, 0x25ff), (0x2600, 0x26ff),  # boxes, geometric shapes (□ U+25A1), symbols
    (0xfb01, 0xfb02),
]

covered = {}
for style in ('Regular', 'Bold', 'Italic', 'BoldItalic'):
    font = TTFont(SOURCE / f'Tinos-{style}.ttf', recalcTimestamp=False, recalcBBoxes=True)
    options = subset.Options()
    options.hinting = False
    options.layout_features = ['kern', 'mark', 'mkmk', 'ccmp']
    options.layout_scripts = ['latn', 'cyrl', 'grek', 'DFLT']
    options.name_IDs = [0, 14]
    options.name_languages = [0x409]
    options.legacy_kern = False
    options.glyph_names = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.drop_tables += ['DSIG', 'gasp', 'GlyphOrder']
    wanted = {code for low, high in RANGES for code in range(low, high + 1)}
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    scale_upem(font, 1000)
    font.save(HERE / f'Tinos-{style}.ttf', reorderTables=True)
    covered[style] = set(font.getBestCmap())

same = set.intersection(*covered.values())
lines, start, last = [], None, None
for code in [*sorted(same), 0x110000]:
    if last is not None and code != last + 1:
        lines.append(f'U+{start:04X}' if start == last else f'U+{start:04X}-{last:04X}')
        start = None
    start, last = start if start is not None else code, code
(HERE / 'coverage.txt').write_text(
    f'# {len(same)} characters in all four faces; made by reduce.py\n' + '\n'.join(lines) + '\n')
for style, codes in covered.items():
    if codes != same:
        print(style, 'also has', ' '.join(f'U+{code:04X}' for code in sorted(codes - same)))
