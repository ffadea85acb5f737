"""Which sign parts whole and decimals in a column of text numbers, a point or a comma."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from sheets_sync.trackers.reading.numbers import has_decimal_comma
from sheets_sync.workbooks.grid import Cell

DecimalSign = Literal["point", "comma", "unclear", "contradicts"]
NUMBER_KINDS = frozenset({"number", "integer", "money", "ratio", "duration", "rating"})

_LONGEST = 40  # characters of a cell that can still be a number with its unit
_NUMBER = re.compile(r"(?<![\d:.,])[.,]?\d[\d.,]*(?:(?<=[.,])[-–—])?", re.ASCII)
_THREE_BEHIND = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)


def _with_sign(decimal: str, group: str) -> re.Pattern[str]:
    """The numbers that only this decimal sign explains: '12.50', '1,234.56', '1,234,567', and '1.250,-' for a comma."""
    decimals = rf"{decimal}(?:\d+|[-–—])"
    groups = rf"[1-9]\d{{0,2}}(?:{group}\d{{3}})"
    return re.compile(rf"\d*{decimals}|{groups}+{decimals}|{groups}{{2,}}", re.ASCII)


_POINT, _COMMA = _with_sign(r"\.", ","), _with_sign(",", r"\.")


def decimal_sign(cells: Iterable[Cell], *, whole: bool = False) -> DecimalSign | None:
    """What the text numbers of a column say about their decimal sign; None where no number has a separator.

    'unclear': only numbers such as 2.000, which both signs explain; 'contradicts': both signs occur. In a column of
    `whole` numbers 1.234 has no decimals, so its point stands between thousands.
    """
    signs = {_sign_of(number, whole=whole and not is_unit) for number, is_unit in _numbers(cells)} - {None}
    if {"point", "comma"} <= signs:
        return "contradicts"
    return next((sign for sign in ("point", "comma", "unclear") if sign in signs), None)


def tab_signs(
    columns: Mapping[str, Sequence[Cell]],
    whole: Collection[str],
    *,
    has_dotted_days: bool,
    workbook_locale: str | None = None,
) -> tuple[frozenset[str], tuple[str, ...]]:
    """The columns of a tab to be read with a decimal comma, and what had to be assumed about them and the others.

    A column that shows nothing follows the tab's others. Where none shows anything, days written with dots speak for
    a comma, and where they do not, the workbook's locale decides; but neither makes three decimals of 1,234.
    """
    usual: DecimalSign = "comma" if workbook_locale and has_decimal_comma(workbook_locale) else "point"
    signs = {field: decimal_sign(column, whole=field in whole) for field, column in columns.items()}
    shown = {sign for sign in signs.values() if sign in ("point", "comma")}
    unclear = [field for field, sign in signs.items() if sign == "unclear"]
    contradicting = [field for field, sign in signs.items() if sign == "contradicts"]
    assumed: list[str] = []
    if len(shown) == 1:
        signs |= dict.fromkeys(unclear, shown.pop())
    else:
        days_speak = has_dotted_days and not shown
        may_be = [f for f in unclear if "," not in "".join(_unclear(columns[f]))]
        turned = may_be if days_speak or usual == "comma" else []
        signs |= dict.fromkeys(turned, "comma")
        assumed = [field for field in unclear if not (days_speak and field in turned)]
    comma = frozenset(
        field for field, sign in signs.items() if sign == "comma" or (sign == "contradicts" and usual == "comma")
    )
    notes = (
        *(_contradiction(field, usual) for field in contradicting),
        *_about_unusual(signs, columns, usual, workbook_locale),
        *_assumption([field for field in assumed if field in comma], columns, "comma", workbook_locale),
        *_assumption([field for field in assumed if field not in comma], columns, "point", workbook_locale),
    )
    return comma, notes


def _contradiction(field: str, usual: DecimalSign) -> str:
    return (
        f"{field}: has numbers with a decimal point and with a decimal comma; those such as 2.000 were read with a "
        f"decimal {usual}: write whole numbers without separators, or set locale in the configuration"
    )


def _about_unusual(
    signs: Mapping[str, DecimalSign | None],
    columns: Mapping[str, Sequence[Cell]],
    usual: DecimalSign,
    workbook_locale: str | None,
) -> Iterator[str]:
    """What was read with the sign that was not to be expected, with a number that shows it."""
    sign, form, mark = ("point", _POINT, ".") if usual == "comma" else ("comma", _COMMA, ",")
    numbers = [number for field in columns if signs[field] == sign for number, _ in _numbers(columns[field])]
    decimal = next((number for number in numbers if form.fullmatch(number) and mark in number), None)
    against = f", against the workbook's locale {workbook_locale}" if workbook_locale else ""
    if decimal:
        yield f"numbers such as {decimal} were read with a decimal {sign}{against}"
    elif whole := next((number for number in numbers if mark not in number), None):
        digits = re.sub("[.,]", "", whole)
        yield f"numbers such as {whole} were read with a decimal {sign}, as {digits}{against}"


def _assumption(
    fields: Iterable[str], columns: Mapping[str, Sequence[Cell]], sign: DecimalSign, workbook_locale: str | None
) -> Iterator[str]:
    examples = {field: number for field in fields if (number := next(_unclear(columns[field]), None))}
    if examples:
        example = next(iter(examples.values()))
        whole = re.sub("[.,]", "", example)
        decided = workbook_locale and (sign == "comma") == has_decimal_comma(workbook_locale)
        because = f", and the workbook's locale is {workbook_locale}" if decided else ""
        yield (
            f"{', '.join(examples)}: numbers such as {example} were read with a decimal {sign}: nothing in the tab "
            f"shows which it is{because}; write whole numbers without separators, such as {whole}, or set locale in "
            "the configuration"
        )


def _unclear(cells: Iterable[Cell]) -> Iterator[str]:
    return (number for number, _ in _numbers(cells) if _THREE_BEHIND.fullmatch(number))


def _numbers(cells: Iterable[Cell]) -> Iterator[tuple[str, bool]]:
    """The numbers in the text cells that have a separator, and whether a letter follows, as in 1.234k."""
    texts = dict.fromkeys(cell for cell in cells if isinstance(cell, str) and len(cell) <= _LONGEST)
    for text in texts:
        if text.isdigit():
            continue
        for match in _NUMBER.finditer(text):
            number = match[0].rstrip(".,")
            if not number.isdigit():
                yield number, text[match.end() :].lstrip()[:1].isalpha()


def _sign_of(number: str, *, whole: bool) -> DecimalSign | None:
    if _THREE_BEHIND.fullmatch(number):
        if whole and not number.endswith("000"):
            return "comma" if "." in number else "point"
        return "unclear"
    if _POINT.fullmatch(number):
        return "point"
    return "comma" if _COMMA.fullmatch(number) else None
