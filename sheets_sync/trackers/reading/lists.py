"""Splits a cell that holds several things, and reads each of them."""

import json
import re
from collections.abc import Iterable
from dataclasses import replace

from sheets_sync.trackers.reading.answers import (
    SPREADSHEET_ERROR,
    Answer,
    CellProblem,
    ReadCell,
    Reader,
    Reading,
    Written,
    as_written,
    clean,
    is_blank,
    is_spreadsheet_error,
    unwritable,
    words_for,
)
from sheets_sync.trackers.reading.ids import damage, read_id

_BULLET = r"(?:^|(?<=\n))[-–—*] |(?:^|(?<=[\n ]))· |[•‣◦▪●⁃∙]"
# What stands in brackets belongs to its member: "recording (part 1, 2)".
_BRACKETS_OR_SEPARATOR = re.compile(rf"\([^()\n]*\)|([;,|\n]|\s/\s|{_BULLET})")
_NUMBERING = re.compile(r"(?:^|(?<=\s))\(?(\d{1,2})[.)]\s")
_LINK = re.compile(r"https?://[^\s<>\"]+?(?=[;,|]?(?:[\s<>\"]|https?://|$))", re.IGNORECASE)
_AROUND_A_LINK = ' ()[]<>:"–-'
_QUOTED = re.compile(r'"([^"]*)"|\'([^\']*)\'')
_PYTHON_LIST = re.compile(r"\[ ?'[^']*'(?:, ?'[^']*')* ?\]")

_BROKEN = CellProblem("is not a list that can be read", "separate the members with semicolons")


def split(text: str, *, also_at: str = "") -> list[str] | None:
    """The members of a cleaned text in order, without repeats and blanks; None for square brackets around no list.

    `also_at` are further signs that separate in this column, such as '&+/' between markets.
    """
    if text.casefold() in words_for("none"):
        return []
    if text.startswith("["):
        return _from_json(text)
    text = _without_numbering(_tidy(text))
    for sign in also_at:
        text = text.replace(sign, ";")
    return _members(_cut(text))


def read_list(cell: Written, reading: Reading, unit: str | None) -> Answer:
    """The members of a cell as text: ids, tags, names."""
    if isinstance(cell, str):
        return _checked(split(cell))
    answer = read_id(cell, reading, unit)
    return ReadCell((answer.value,)) if isinstance(answer, ReadCell) else answer


def read_links(cell: Written, _reading: Reading, _unit: str | None) -> Answer:
    """The links of a cell; documents named in plain text are kept too."""
    text = as_written(cell)
    if text.startswith(('["', "['", "[]")) or not _LINK.search(text):
        return _checked(split(text))
    return _checked(_members(_links_and_names(_tidy(text))))


def list_reader(read_member: Reader, *, also_at: str = "") -> Reader:
    """How lists are read whose members are of one kind; one member that cannot be read fails the list."""

    def read(cell: Written, reading: Reading, unit: str | None) -> Answer:
        text = as_written(cell)
        whole = read_member(cell, reading, unit)
        is_one = isinstance(whole, ReadCell) and whole.warning is None and whole.value != text
        members = [text] if is_one else split(text, also_at=also_at)
        if members is None:
            return _BROKEN
        if members == [text]:
            return whole._replace(value=(whole.value,)) if isinstance(whole, ReadCell) else whole
        return together(members, [read_member(member, reading, unit) for member in members])

    return read


def together(members: list[str], answers: list[Answer]) -> Answer:
    """One answer for a list: its values without repeats, or the first member that could not be read."""
    warning = None
    values = []
    for member, answer in zip(members, answers, strict=True):
        if problem := unwritable(member):
            return _of_member(member, problem)
        if isinstance(answer, CellProblem):
            return _of_member(member, answer)
        warning = warning or answer.warning
        values.append(answer.value)
    return ReadCell(tuple(dict.fromkeys(values)), warning)


def _checked(members: list[str] | None) -> Answer:
    if members is None:
        return _BROKEN
    for member in members:
        if is_spreadsheet_error(member):
            return SPREADSHEET_ERROR
        if member[0] == '"' and member.count('"') % 2:  # a separator within quotes
            return _BROKEN
        if problem := unwritable(member) or damage(member):
            return _of_member(member, problem)
    return ReadCell(tuple(members))


def _of_member(member: str, problem: CellProblem) -> CellProblem:
    return replace(problem, problem=f"has the member {member!r}, which {problem.problem}")


def _tidy(text: str) -> str:
    """The text with single spaces and single line breaks."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))


def _cut(text: str) -> list[str]:
    parts, start = [], 0
    for match in _BRACKETS_OR_SEPARATOR.finditer(text):
        if match[1]:
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def _links_and_names(text: str) -> list[str]:
    """The links of a text as they stand, and what is written between them."""
    parts, start = [], 0
    for match in _LINK.finditer(text):
        link = match[0] if "(" in match[0] else match[0].rstrip(")")
        parts += [*_names(text[start : match.start()]), link]
        start = match.end()
    return [*parts, *_names(text[start:])]


def _names(text: str) -> list[str]:
    return [part.strip(_AROUND_A_LINK) for part in _cut(text)]


def _members(parts: Iterable[str]) -> list[str]:
    cleaned = (clean(part) for part in parts)
    return list(dict.fromkeys(_unquoted([part for part in cleaned if not is_blank(part)])))


def _unquoted(parts: list[str]) -> list[str]:
    quoted = [match for match in map(_QUOTED.fullmatch, parts) if match]
    if len(quoted) < len(parts):
        return parts
    return [member for match in quoted if (member := (match[1] or match[2] or "").strip())]


def _without_numbering(text: str) -> str:
    """The text with a line break for each of the numbers 1., 2., 3.; other numbers stay."""
    numbers = [int(match[1]) for match in _NUMBERING.finditer(text)]
    if not numbers or numbers != list(range(1, len(numbers) + 1)) or not _NUMBERING.match(text):
        return text
    return _NUMBERING.sub("\n", text)


def _from_json(text: str) -> list[str] | None:
    if _PYTHON_LIST.fullmatch(text):
        return _members(single for _, single in _QUOTED.findall(text))
    try:
        members = json.loads(text)
    except (ValueError, RecursionError):
        return None
    plain = isinstance(members, list) and all(type(member) in (str, int) for member in members)
    return _members(map(str, members)) if plain else None
