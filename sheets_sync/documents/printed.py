"""Words laid out for a terminal."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

_WIDTH = 96
_LABEL = 12


def facts_lines(facts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Names in one column, what is said of them in the next."""
    for name, words in facts:
        first, *more = wrap(words, _WIDTH - _LABEL - 4, break_on_hyphens=False) or [""]
        yield f"  {name:<{_LABEL}}  {first}"
        yield from (f"  {'':<{_LABEL}}  {line}" for line in more)


def indented(lines: Iterable[str]) -> Iterator[str]:
    """The lines, a little to the right."""
    return (f"  {line}" for line in lines)


def wrapped(words: str) -> list[str]:
    """A text in lines that a terminal shows whole."""
    return wrap(words, _WIDTH, break_on_hyphens=False)
