"""How much room text takes in Arial: every sink sizes its columns and rows by the same estimate."""

import math
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from itertools import accumulate
from typing import Final

# Advance widths of Arial in thousandths of its size.
_ADVANCES = {
    191: "'‘’",
    222: "ijl",
    260: "|",
    278: " !,./:;I[\\]ft·\u00a0\u202f",
    333: "()-`r“”",
    334: "{}",
    355: '"•',
    389: "*",
    469: "^",
    500: "Jckvsxyz",
    556: "#$?L_abdeghnopqu0123456789€£–ß",
    584: "+<=>~−×÷±",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…→←",
    1015: "@",
}
_ADVANCE_OF = {character: advance for advance, characters in _ADVANCES.items() for character in characters}
SAFE: Final = 0.96  # share of a width to count on: no two programs draw text equally wide
_FULL = 1000  # East Asian characters, emoji
_UNKNOWN = 667  # Cyrillic, Greek and the rest
_BOLD = 1.09
_UNIT = 5  # a byte holds an advance in units of five thousandths
_PIXELS_PER_POINT = 96 / 72


def text_width(text: str, *, points: int = 10, bold: bool = False) -> int:
    """Pixels that the longest line of `text` takes."""
    units = max(map(_units, text.split("\n"))) if "\n" in text else _units(text)
    return math.ceil(units * _pixels_per_unit(points, bold=bold))


def line_count(text: str, width: int, *, points: int = 10, bold: bool = False) -> int:
    """Lines that `text` takes within `width` pixels; once it wraps, a little less of them is counted on.

    A word longer than a line is broken.
    """
    room = width / _pixels_per_unit(points, bold=bold)
    if "\n" not in text and _units(text) <= room:
        return 1
    return sum(_wrapped(paragraph.rstrip(" "), room * SAFE) for paragraph in text.split("\n"))


def longest_word_width(text: str, *, points: int = 10, bold: bool = False) -> int:
    """Pixels below which `text` cannot wrap without breaking a word."""
    return max((text_width(word, points=points, bold=bold) for word in text.split()), default=0)


def _wrapped(paragraph: str, room: float) -> int:
    """Lines of one paragraph: each ends at the last space that fits, or within a word that fills it.

    However little room there is, a line holds a character.
    """
    ends = list(accumulate(_widths(paragraph)))
    lines, start, used = 1, 0, 0
    while (fitting := max(bisect_right(ends, used + room), start + 1)) < len(paragraph):
        space = paragraph.rfind(" ", start, fitting + 1)
        start = space + 1 if space > start else fitting
        used = ends[start - 1]
        lines += 1
    return lines


def _pixels_per_unit(points: int, *, bold: bool) -> float:
    return points * _PIXELS_PER_POINT * _UNIT / 1000 * (_BOLD if bold else 1)


def _advance(character: str) -> int:
    if character in _ADVANCE_OF:
        return _ADVANCE_OF[character]
    if unicodedata.combining(character):
        return 0
    base = unicodedata.normalize("NFD", character)[0]
    if base in _ADVANCE_OF:
        return _ADVANCE_OF[base]
    wide = unicodedata.east_asian_width(character) in "WF" or unicodedata.category(character) == "So"
    return _FULL if wide else _UNKNOWN


@cache
def _units_of(character: str) -> int:
    return math.ceil(_advance(character) / _UNIT)


_LATIN = bytes(_units_of(chr(code)) for code in range(256))


def _units(text: str) -> int:
    return sum(_widths(text))


def _widths(text: str) -> Iterable[int]:
    # Most cells are Latin text; measuring them as bytes is ten times faster than character by character.
    try:
        return text.encode("latin-1").translate(_LATIN)
    except UnicodeEncodeError:
        return map(_units_of, text)
