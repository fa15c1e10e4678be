#!/usr/bin/env python3
"""Writes srgb.icc: a minimal ICC v2 display profile for sRGB (IEC 61966-2-1), dedicated to the public domain (CC0).

Built from the published figures only: primaries and white point of IEC 61966-2-1 adapted to D50 (as ICC.1:2001-04
asks), and the sRGB transfer curve sampled at 64 points. The same bytes on every run.
"""
import pathlib
import struct


def s15f16(*values):
    return b''.join(struct.pack('>i', round(value * 65536)) for value in values)


def text(kind, string):
    data = string.encode('ascii') + b'\0'
    if kind == b'text':
        return b'text' + bytes(4) + data
    return b'desc' + bytes(4) + struct.pack('>I', len(data)) + data + bytes(4 + 4 + 2 + 1 + 67)


def linear(value):
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


POINTS = 64
curve = b'curv' + bytes(4) + struct.pack('>I', POINTS) + b''.join(
    struct.pack('>H', round(linear(index / (POINTS - 1)) * 65535)) for index in range(POINTS))
xyz = lambda *values: b'XYZ ' + bytes(4) + s15f16(*values)  # noqa: E731
parts = [
    ((b'desc',), text(b'desc', 'sRGB')),
    ((b'cprt',), text(b'text', 'CC0')),
    ((b'wtpt',), xyz(0.9642, 1.0, 0.8249)),
    ((b'rXYZ',), xyz(0.43607, 0.22249, 0.01392)),
    ((b'gXYZ',), xyz(0.38515, 0.71687, 0.09708)),
    ((b'bXYZ',), xyz(0.14307, 0.06061, 0.71410)),
    ((b'rTRC', b'gTRC', b'bTRC'), curve),
]
count = sum(len(tags) for tags, _ in parts)
table, body, start = b'', b'', 128 + 4 + 12 * count
for tags, data in parts:
    for tag in tags:
        table += tag + struct.pack('>II', start + len(body), len(data))
    body += data + bytes(-len(data) % 4)
size = start + len(body)
header = struct.pack('>I4sI4s4s4s', size, b'\0\0\0\0', 0x02100000, b'mntr', b'RGB ', b'XYZ ')
header += struct.pack('>6H', 2026, 1, 1, 0, 0, 0) + b'acsp' + bytes(4) + bytes(4) + bytes(4) + bytes(4) + bytes(8)
header += struct.pack('>I', 0) + s15f16(0.9642, 1.0, 0.8249) + bytes(4)
header += bytes(128 - len(header))
(pathlib.Path(__file__).resolve().parent / 'srgb.icc').write_bytes(header + struct.pack('>I', count) + table + body)
