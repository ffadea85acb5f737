"""A team's configuration as a text: new, or its own with what is new added, and every word of the team kept."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sheets_sync.trackers.doubts import TrackerLook
from sheets_sync.trackers.recognition import Recognition
from sheets_sync.trackers.settings import DEFAULT_LOCALE

Values = Mapping[tuple[str, ...], str | tuple[str, ...]]  # by the path of their key; of a list, what to add to it

_WIDTH = 110
_HEADER = re.compile(r"\s*\[\[?\s*([^\]#]*?)\s*\]")
_IN_QUOTES = re.compile(r'"(?:[^"\\]|\\.)*"')


def new_text(*, name: str, workbook: str, summary: str, timezone: tuple[str, str], assumed: Sequence[str]) -> str:
    """A configuration without trackers; `timezone` goes with the reason for it, `assumed` is what a locale decides."""
    zone, why = timezone
    return "\n".join(
        [
            f"# Made by `init` from {name}. Change what you like: `init`, run again, keeps it and adds what is new.",
            "# Lines that begin with '#' only say what was found. config/example.toml shows every key there is.",
            "",
            f"workbook = {quoted(workbook)}",
            f"{'timezone = ' + quoted(zone):<34}# of times written without one; {why}",
            f"{'# locale = ' + quoted(DEFAULT_LOCALE):<34}# order of day and month, decimal sign; else cells decide",
            *(line for sentence in assumed for line in _wrapped("#   ", sentence.split())),
            "",
            "[summary]",
            f"workbook = {quoted(summary)}",
            "",
        ]
    )


def quoted(text: str) -> str:
    """A text as TOML writes it, in a value and in our comments alike."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def with_tables(text: str, news: Sequence[TrackerLook], values: Values) -> str:
    """The configuration with a table for each tracker there is something to say of, those it lacks at the end."""
    for look in news:
        table = ("trackers", look.tracker)
        deeper = [path[2:-1] for path in values if path[:2] == table]
        if has_news(look) or deeper:
            text = _with_table(text, table)
        if look.unsure or look.lacking or any(deeper):
            text = _with_table(text, (*table, "headings"))
    return text


def with_values(text: str, values: Values) -> str:
    """The configuration with these values in it. What stands there stays; a list grows at its end."""
    import tomlkit
    from tomlkit.items import InlineTable

    document = tomlkit.parse(text)
    for (*tables, key), value in values.items():
        table: Any = document
        for name in tables:
            if name not in table:
                table[name] = tomlkit.inline_table() if isinstance(table, InlineTable) else tomlkit.table()
            table = table[name]
        if isinstance(value, str):
            if table.get(key) != value:
                table[key] = value
        elif key in table:
            table[key].extend(one for one in value if one not in table[key])
        else:
            table[key] = list(value)
    return tomlkit.dumps(document)


def with_notes(text: str, news: Sequence[TrackerLook], others: Sequence[Recognition]) -> str:
    """The configuration with comments on what was found: `news` of trackers, and `others`, tabs that are none."""
    text = _with_lines(text, "", _about_others(others))
    for look in news:
        table = f"trackers.{look.tracker}"
        text = _with_lines(text, table, _about_columns(look))
        headings = f"{table}.headings"
        is_table = _heading_line(text.split("\n"), headings) is not None
        text = _with_lines(text, headings if is_table else table, _hints(look))
    return text


def news_of(look: TrackerLook, text: str) -> TrackerLook:
    """What a look tells that the configuration does not name yet, neither in a value nor in a comment."""
    part = _part(text, look.tracker)
    known = _names_in(part, tomllib.loads(text).get("trackers", {}).get(look.tracker, {}))
    read = {field: tuple(one for one in names if one not in known) for field, names in look.read.items()}
    return replace(
        look,
        tabs=tuple(tab for tab in look.tabs if tab not in known),
        read={field: names for field, names in read.items() if names},
        unread=tuple(heading for heading in look.unread if heading not in known),
        unsure=tuple(column for column in look.unsure if column.heading not in known),
        lacking=tuple(field for field in look.lacking if not re.search(rf"\b{field} *=", part)),
    )


def has_news(look: TrackerLook) -> bool:
    """Whether anything is left of a look once what is named was taken away."""
    return any((look.tabs, look.read, look.unread, look.unsure, look.lacking))


def others_new(tabs: Iterable[Recognition], text: str) -> list[Recognition]:
    """The tabs that are no tracker, are not empty, and are not named yet."""
    known = set(map(_unquoted, _IN_QUOTES.findall(text)))
    filled = (tab for tab in tabs if not tab.layout and any(map(any, tab.grid.rows)))
    return [tab for tab in filled if tab.grid.title not in known]


def _with_table(text: str, path: Sequence[str]) -> str:
    """The text with a heading for a table of its own at the end, where it has none and may have one."""
    if not path or _heading_line(text.split("\n"), ".".join(path)) is not None:
        return text
    longer = text.rstrip() + f"\n\n[{'.'.join(path)}]\n"
    try:
        tomllib.loads(longer)
    except tomllib.TOMLDecodeError:  # it is written in another way already: inline, or with dots
        return text
    return longer


def _with_lines(text: str, table: str, new: Iterable[str]) -> str:
    """The text with lines right below the heading of a table; '' is the comment at the top of the file."""
    lines = text.split("\n")
    ending = "\r" if lines[0].endswith("\r") else ""
    heading = _heading_line(lines, table) if table else _last_of_top_comment(lines)
    place = len(lines) - (not lines[-1]) if heading is None else heading + 1
    return "\n".join([*lines[:place], *(line + ending for line in new), *lines[place:]])


def _heading_line(lines: Sequence[str], table: str) -> int | None:
    headings = ((number, _HEADER.match(line)) for number, line in enumerate(lines))
    return next((number for number, match in headings if match and _plain(match[1]) == table), None)


def _last_of_top_comment(lines: Sequence[str]) -> int:
    return next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines)) - 1


def _plain(key: str) -> str:
    return re.sub(r"""[\s"']""", "", key)


def _part(text: str, tracker: str) -> str:
    """The lines about a tracker; all of them where it has no heading of its own."""
    table, kept, answer = f"trackers.{tracker}", False, []
    for line in text.split("\n"):
        if match := _HEADER.match(line):
            kept = _plain(match[1]) == table or _plain(match[1]).startswith(f"{table}.")
        answer.extend([line] if kept else [])
    return "\n".join(answer) or text


def _names_in(part: str, settings: Mapping[str, Any]) -> set[str]:
    """Every tab and heading that is named: in quotation marks in a comment, or as a value."""
    values = (settings.get("tabs", ()), settings.get("unused", ()), *settings.get("headings", {}).values())
    return {*map(_unquoted, _IN_QUOTES.findall(part)), *(name for names in values for name in names)}


def _unquoted(text: str) -> str:
    try:
        return str(json.loads(text))
    except ValueError:  # somebody's own words, not ours
        return text


def _about_others(others: Sequence[Recognition]) -> Iterator[str]:
    unclear = [tab for tab in others if tab.could_be or tab.passed_over]
    for tab in unclear:
        names = [layout.tracker for layout in tab.could_be] or [tab.passed_over.tracker if tab.passed_over else ""]
        where = " or ".join(f"trackers.{name}" for name in names)
        remedy = f"if it should be, add it to tabs in {where}"
        yield from _wrapped(f"# Not read: {quoted(tab.grid.title)}; ", remedy.split())
    if rest := [quoted(tab.grid.title) for tab in others if tab not in unclear]:
        yield from _wrapped("# No trackers, so not read: ", rest, ", ")


def _about_columns(look: TrackerLook) -> Iterator[str]:
    if look.tabs:
        yield from _wrapped("# Tabs: ", map(quoted, look.tabs), ", ")
    columns = [f"{field} {', '.join(map(quoted, names))}" for field, names in look.read.items()]
    if columns:
        yield from _wrapped("# Columns: ", columns, "; ")
    if look.unread:
        yield from _wrapped("# Not read: ", map(quoted, look.unread), ", ")


def _hints(look: TrackerLook) -> Iterator[str]:
    """Lines that settle what is open once their '#' is taken away."""
    for column in look.unsure:
        sure = f"# {column.field} = [{quoted(column.heading)}]"
        yield f"{sure:<34}# read so, though not surely; if it is something else, name it in unused"
    for field in look.lacking:
        yield f'# {field + " = [...]":<32}# no column was found; write its heading, as in ["Heading"]'


def _wrapped(start: str, items: Iterable[str], between: str = " ") -> Iterator[str]:
    """A comment over as many lines as it needs; no item is broken."""
    line, is_first = start, True
    for item in items:
        if not is_first and len(line) + len(between) + len(item) > _WIDTH:
            yield line + between.rstrip()
            line, is_first = "#   ", True
        line += item if is_first else between + item
        is_first = False
    yield line
