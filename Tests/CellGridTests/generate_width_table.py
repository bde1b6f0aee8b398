"""Writes Sources/CellGrid/DisplayWidthTable.swift: how many cells a scalar takes, where all sources agree.

Sources: glibc's wcwidth in C.UTF-8 (what ncurses and this program's screen use), Unicode's East_Asian_Width and
General_Category as Python's unicodedata has them, and the tables of the newest Unicode in the wcwidth package of PyPI.
A scalar that they measure differently is never sent to a terminal; U+FFFD stands in for it. One exception: spacing
combining marks (Mc) are 1 in libc and in most terminals and 0 in the wcwidth package; without them no Indic language
could be read, so they are 1 where libc and Unicode say so.

The table in the repository was made on glibc 2.36 with Python 3.11 (Unicode 14) and wcwidth 0.9.4 (Unicode 18):

    python3 -m venv venv && venv/bin/pip install wcwidth==0.9.4
    venv/bin/python Tests/CellGridTests/generate_width_table.py > Sources/CellGrid/DisplayWidthTable.swift
"""

import ctypes
import unicodedata

import wcwidth

MARK, NARROW, WIDE, IGNORED, REPLACED = range(5)

libc = ctypes.CDLL("libc.so.6")
libc.setlocale.restype = ctypes.c_char_p
assert libc.setlocale(0, b"C.UTF-8"), "this system has no C.UTF-8"

# Invisible and harmless: soft hyphen, grapheme joiner, Mongolian and other variation selectors, zero-width space and
# joiners, the directional marks (not overrides), word joiner, byte order mark.
INVISIBLE = {0xAD, 0x34F, *range(0x180B, 0x1810), *range(0x200B, 0x2010), 0x61C, 0x2060, *range(0xFE00, 0xFE10),
             0xFEFF, *range(0xE0100, 0xE01F0)}


def measured(scalar):
    if scalar in INVISIBLE:
        return IGNORED
    category = unicodedata.category(chr(scalar))
    if category in ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"):
        return REPLACED
    wide = unicodedata.east_asian_width(chr(scalar)) in "WF"
    unicode_width = 0 if category in ("Mn", "Me") else 2 if wide else 1
    libc_width = libc.wcwidth(ctypes.c_int(scalar))
    newest_width = wcwidth.wcwidth(chr(scalar))
    if unicode_width != libc_width:
        return REPLACED
    if newest_width != libc_width and not (category == "Mc" and libc_width == 1):
        return REPLACED
    return (MARK, NARROW, WIDE)[libc_width]


def ranges():
    start, kind = 0, measured(0)
    for scalar in range(1, 0x110000):
        now = measured(scalar)
        if now != kind:
            yield start, kind
            start, kind = scalar, now
    yield start, kind


def main():
    entries = [f"0x{start << 3 | kind:X}" for start, kind in ranges()]
    print("// Made by Tests/CellGridTests/generate_width_table.py; do not edit.")
    print(f"// Unicode {unicodedata.unidata_version}, wcwidth {wcwidth.__version__}.")
    print()
    print("/// Runs of scalars of one kind: the first scalar of the run shifted left by 3, and the kind (0 mark, 1 narrow,")
    print("/// 2 wide, 3 invisible, 4 replaced). A run ends where the next begins.")
    print("let displayWidthRuns: [UInt32] = [")
    line = " "
    for entry in entries:
        if len(line) + len(entry) + 2 > 118:
            print(line)
            line = " "
        line += f" {entry},"
    print(line)
    print("]")


main()
