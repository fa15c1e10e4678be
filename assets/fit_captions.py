#!/usr/bin/env python3
"""Writes captions.tsv: how much each feature of a short line speaks for a caption, fitted by logistic regression.

usage: fit_captions.py [--without ROUND ...] [--out FILE] [--check]

Learns from the labelled lines of tests/data/reading: lines/*.txt, and the short lines of pages/*.txt and fixtures/ that
have no cue of a picture. `--without round-12` leaves a file of pages out, to see how the rest does on it. The features
are those of src/reading/depiction.rs, in the same spelling. The same bytes on every run. `--check` writes nothing and says
whether the file is what the lines give: another C library may round a weight otherwise, no more."""
import argparse
import bisect
import json
import math
import pathlib
import random
import re
import sys

HERE = pathlib.Path(__file__).parent
DATA = HERE.parent / 'tests/data/reading'
CUE = re.compile(r'[Ảả]nh\s*:|\([Ảả]nh|[Tt]rong ảnh|[Ảả]nh minh|[Ảả]nh do|^\||\|\s*$|^>>|Đồ họa|© ')
MARK = re.compile(r'^\s*([-–—•+*●]|\d+[.)]|[IVX]+\.|[a-zđ]\)|PHẦN|CHƯƠNG|Điều \d|Bước \d|Câu )')
LABELS = {'subhead': 'S', 'caption': 'C', 'body': 'B', 'boilerplate': 'X'}
EPOCHS, RATE, PENALTY = 20, 0.1, 3e-4
SCALE = 16  # a weight is printed in sixteenths of a logit
KEPT = 8000  # so many features, the heaviest; with 7,000 fewer than 94 in 100 of lines/ that are no captions are told right


def features(line):
    words = ['0' if any(c.isdigit() for c in word) else word.replace('ð', 'đ')
             for word in re.findall(r'[^\W_]+', line.lower())]
    found = ['bias']
    found += ('w ' + word for word in words)
    found += (f'b {a} {b}' for a, b in zip(words, words[1:]))
    if words:
        found.append('f ' + words[0])
    if len(words) > 1:
        found.append(f'g {words[0]} {words[1]}')
    parts = line.split()
    found += (f'n {n}' for n in (4, 6, 8, 10, 12, 15, 19, 24) if len(parts) >= n)
    capitals = [part[0].isupper() for part in parts]
    found += (f'c {n}' for n in (1, 2, 3, 4, 6) if sum(capitals[1:]) >= n)
    run = next((at for at, capital in enumerate(capitals) if not capital), len(capitals))
    found += (f'r {n}' for n in (2, 3) if run >= n)
    last = line[-1]
    found.append('l ' + (last if last in '.?!…:' else '-'))
    found += ('s ' + sign for sign in ',–-"“(' if sign in line)
    if ':' in line[:-1]:
        found.append('s :')
    return found


def pages(without):
    for path in sorted((DATA / 'fixtures').glob('*.json')):
        try:
            text = path.with_suffix('.txt').read_text(encoding='utf-8').split('\n')
        except UnicodeDecodeError:
            continue
        for entry in json.loads(path.read_text(encoding='utf-8'))['lines']:
            yield LABELS.get(entry['label']), text[entry['n'] - 1]
    for path in sorted((DATA / 'pages').glob('*.txt')):
        if path.stem in without:
            continue
        for line in path.read_text(encoding='utf-8').split('\n'):
            if line[1:2] == ' ':
                yield line[0], line[2:]


def examples(without):
    found = []
    for path in sorted((DATA / 'lines').glob('*.txt')):
        for line in path.read_text(encoding='utf-8').split('\n'):
            if line[1:2] == ' ' and line[0] in 'CSBX':
                found.append((line[0], line[2:].strip()))
    for label, line in pages(without):
        line = line.strip()
        size = len(line.split())
        if (label in ('C', 'S', 'B', 'X') and 3 <= size <= 30 and not (label == 'X' and size < 5)
                and not line.isupper() and not CUE.search(line) and not MARK.match(line)):
            found.append((label, line))
    return found


def fit(data):
    weights, squares = {}, {}
    chance = random.Random(1)
    count = {}
    for _, found in data:
        for feature in found:
            count[feature] = count.get(feature, 0) + 1
    data = [(caption, sorted(f for f in found if count[f] > 1)) for caption, found in data]
    for _ in range(EPOCHS):
        chance.shuffle(data)
        for caption, found in data:
            score = sum(weights.get(feature, 0.0) for feature in found)
            error = 1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) - caption
            for feature in found:
                step = error + PENALTY * weights.get(feature, 0.0)
                squares[feature] = squares.get(feature, 0.01) + step * step
                weights[feature] = weights.get(feature, 0.0) - RATE * step / math.sqrt(squares[feature])
    return weights


def balance(weights, kept, data):
    """The bias with which as large a share of captions as of other lines is told right: where the last step of the fit left it
    is chance, and how many captions there are among the examples as well."""
    scores = [[], []]
    for caption, found in data:
        scores[caption].append(sum(weights[feature] for feature in found if feature in kept and feature != 'bias'))
    others, captions = (sorted(of) for of in scores)
    right = lambda bias: (
        (len(captions) - bisect.bisect_right(captions, -bias)) / len(captions),
        bisect.bisect_right(others, -bias) / len(others),
    )
    return min(range(-400, 401), key=lambda bias: (abs(right(bias)[0] - right(bias)[1]), bias))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--without', nargs='*', default=[])
    parser.add_argument('--out', type=pathlib.Path, default=HERE / 'captions.tsv')
    parser.add_argument('--check', action='store_true')
    asked = parser.parse_args()
    data = [(label == 'C', features(line)) for label, line in examples(asked.without)]
    weights = {feature: round(weight * SCALE) for feature, weight in fit(data).items()}
    kept = sorted(sorted(weights, key=lambda feature: (-abs(weights[feature]), feature))[:KEPT])
    weights['bias'] = balance(weights, set(kept), data)
    if asked.check:
        rows = (line.split('\t') for line in asked.out.read_text(encoding='utf-8').splitlines())
        stored = {feature: int(weight) for feature, weight in rows}
        far = [feature for feature in stored if abs(stored[feature] - weights.get(feature, 99)) > 1]
        others = len(stored.keys() ^ set(kept))
        print(f'{len(stored)} weights, {len(far)} of them another, {others} features on one side only')
        sys.exit(bool(far) or others > len(kept) // 50)
    asked.out.write_text(''.join(f'{feature}\t{weights[feature]}\n' for feature in kept), encoding='utf-8')
    print(f'{len(data)} lines, {sum(caption for caption, _ in data)} captions, {len(weights)} features')


if __name__ == '__main__':
    main()
