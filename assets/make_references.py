#!/usr/bin/env python3
"""Writes references.txt: the named character references of the HTML standard that end in a semicolon, as Python's
`html.entities` has them; name, then the code points in hexadecimal. The same bytes on every run."""
import html.entities
import pathlib

lines = [f'{name[:-1]} {" ".join(f"{ord(char):X}" for char in meaning)}\n'
         for name, meaning in sorted(html.entities.html5.items()) if name.endswith(';')]
pathlib.Path(__file__).with_name('references.txt').write_text(''.join(lines), encoding='ascii')
