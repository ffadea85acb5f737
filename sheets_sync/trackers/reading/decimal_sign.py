"""Which sign parts whole and decimals in a column of text numbers, a point or a comma."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

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
    columns: Mapping[str, Sequence[Cell]], whole: Collection[str], *, has_dotted_days: bool
) -> tuple[frozenset[str], tuple[str, ...]]:
    """The columns of a tab to be read with a decimal comma, and what had to be assumed about the others.

    A column that shows nothing follows the tab's others. Where none shows anything, days written with dots speak for
    a comma, but not in a column with 1,234, which would have three decimals then.
    """
    signs = {field: decimal_sign(column, whole=field in whole) for field, column in columns.items()}
    shown = {sign for sign in signs.values() if sign in ("point", "comma")}
    unclear = [field for field, sign in signs.items() if sign == "unclear"]
    comma = {field for field, sign in signs.items() if sign == "comma"}
    assumed: list[str] = []
    if shown == {"comma"}:
        comma.update(unclear)
    elif shown != {"point"}:
        dotted = {f for f in unclear if has_dotted_days and not shown and "," not in "".join(_unclear(columns[f]))}
        comma |= dotted
        assumed = [field for field in unclear if field not in dotted]
    contradicting = [field for field, sign in signs.items() if sign == "contradicts"]
    read_with_comma = [field for field in columns if field in comma]
    notes = (*_about_the_comma(read_with_comma, columns), *_assumption(assumed, columns))
    return frozenset(comma), (*map(_contradiction, contradicting), *notes)


def _contradiction(field: str) -> str:
    return (
        f"{field}: has numbers with a decimal point and with a decimal comma; those such as 2.000 were read with a "
        "decimal point: write whole numbers without separators, or set locale in the configuration"
    )


def _about_the_comma(fields: Sequence[str], columns: Mapping[str, Sequence[Cell]]) -> Iterator[str]:
    numbers = [number for field in fields for number, _ in _numbers(columns[field])]
    decimal = next((number for number in numbers if _COMMA.fullmatch(number) and "," in number), None)
    if decimal:
        yield f"numbers such as {decimal} were read with a decimal comma"
    elif numbers:
        yield f"numbers such as {numbers[0]} were read with a decimal comma, as {numbers[0].replace('.', '')}"


def _assumption(fields: Iterable[str], columns: Mapping[str, Sequence[Cell]]) -> Iterator[str]:
    example = next((number for field in fields for number in _unclear(columns[field])), None)
    if example:
        whole = re.sub("[.,]", "", example)
        yield (
            f"numbers such as {example} were read with a decimal point: nothing in the tab shows which it is; "
            f"write whole numbers without separators, such as {whole}, or set locale in the configuration"
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
