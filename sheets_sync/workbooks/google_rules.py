"""What stands out in the columns of a table, told by rules where a word or a sign alone decides it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from sheets_sync.workbooks.cell_values import PlainValue
from sheets_sync.workbooks.google_areas import grid_range
from sheets_sync.workbooks.google_formats import Look, has_look_of, look_of, tone_format, untoned
from sheets_sync.workbooks.google_marks import Request
from sheets_sync.workbooks.look import Style
from sheets_sync.workbooks.page import Area
from sheets_sync.workbooks.tab import Link

Said = str | bool | None
"""What a rule can tell about a cell: its word, whether its number is below zero, or nothing."""

_MOST_WORDS: Final = 20  # of a column; more than these are no states
# A rule's word is read as if someone typed it: nothing that could be a date, a number, a formula or a wildcard.
_RULE_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[ ,.'’/()&-])*(?<! )")


@dataclass(frozen=True)
class ColumnLook:
    """The look of a table's column, and what the cells look like that say one of a few things."""

    base: Look
    toned: Mapping[Said, Look]
    words: Mapping[Said, str]  # as they are spelled

    plain: frozenset[Style]  # the styles that look like `base`
    varies: bool  # whether any cell looks otherwise

    def shows(self, value: PlainValue, style: Style) -> bool:
        """Whether a cell takes its style from the column and its rules; an empty one shows only ground and line."""
        if style in self.plain:
            return True
        look = body_look(style)
        if value is None:
            return (look.fill, look.rule) == (self.base.fill, self.base.rule)
        return look == self.toned.get(said(value), self.base)


@cache
def body_look(style: Style) -> Look:
    """What is seen of a cell of a table besides where its text stands in a high row."""
    return replace(look_of(style), upright="middle")


def said(value: PlainValue) -> Said:
    """What a rule can tell about a cell. Google does not tell capitals from small letters, nor a link from its text."""
    shown = value.text if isinstance(value, Link) else value
    if isinstance(shown, str):
        return shown.casefold()
    return None if shown is None else shown < 0


def column_look(cells: Sequence[tuple[PlainValue, Style]]) -> ColumnLook:
    """The look that most of the column's filled cells have without their tones, and rules for those tones."""
    styles = frozenset(style for _, style in cells)
    filled = Counter(style for value, style in cells if value is not None)
    looks: Counter[Look] = Counter()
    for style, count in (filled or dict.fromkeys(styles, 1)).items():
        looks[untoned(body_look(style))] += count
    [(base, _)] = looks.most_common(1)
    plain = frozenset(style for style in styles if body_look(style) == base)
    toned, words = _rules(cells, base, plain) if plain != styles else ({}, {})
    return ColumnLook(base, toned, words, plain, varies=plain != styles)


def rule_requests(columns: Mapping[int, ColumnLook], body: Area, sheet_id: int) -> Iterator[Request]:
    """One conditional format for each word and each sign, wherever it looks the same."""
    where: dict[tuple[str | None, Look], list[int]] = {}
    for column, column_look_ in columns.items():
        for one, shown in column_look_.toned.items():
            tone = replace(_PLAIN, colour=shown.colour, bold=shown.bold, fill=shown.fill)
            where.setdefault((column_look_.words.get(one), tone), []).append(column)
    for index, ((word, tone), places) in enumerate(where.items()):
        areas = [replace(body, first_column=column, last_column=column) for column in places]
        rule = {
            "ranges": [grid_range(sheet_id, area) for area in areas],
            "booleanRule": {"condition": _condition(word), "format": tone_format(tone)},
        }
        yield {"addConditionalFormatRule": {"rule": rule, "index": index}}


_PLAIN: Final = Look()


def _rules(
    cells: Sequence[tuple[PlainValue, Style]], base: Look, plain: frozenset[Style]
) -> tuple[Mapping[Said, Look], Mapping[Said, str]]:
    """The looks of what a rule can tell apart, and the words among it."""
    looks: dict[Said, set[Look]] = {}
    words: dict[Said, str] = {}
    for value, style in cells:
        if value is not None and style not in plain:
            looks.setdefault(said(value), set()).add(body_look(style))
            if isinstance(value, str):
                words.setdefault(said(value), value)
    for value, style in cells:
        if value is not None and style in plain and said(value) in looks:
            looks[said(value)].add(base)
    toned = {
        one: shown
        for one, (shown, *others) in looks.items()
        if not others and has_look_of(shown, base) and _can_be_told(one, words.get(one))
    }
    return (toned, words) if len(toned) <= _MOST_WORDS else ({}, {})


def _can_be_told(one: Said, word: str | None) -> bool:
    return one is True or (word is not None and _RULE_WORD.fullmatch(word) is not None)


def _condition(word: str | None) -> Request:
    kind, value = ("NUMBER_LESS", "0") if word is None else ("TEXT_EQ", word)
    return {"type": kind, "values": [{"userEnteredValue": value}]}
