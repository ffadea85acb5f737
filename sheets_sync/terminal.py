"""What a command says at a terminal, to a machine and into a log."""

import json
import logging
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

from sheets_sync.errors import ConfigError

if TYPE_CHECKING:
    from sheets_sync.questions import Ask, Question


class Format(StrEnum):
    """How a command answers."""

    text = "text"
    json = "json"


def wants_json(arguments: Sequence[str]) -> bool:
    """Whether these words of a command ask for one JSON object."""
    return "--format=json" in arguments or ("--format", "json") in pairwise(arguments)


def say_json(answer: Mapping[str, Any]) -> None:
    """One object on stdout."""
    print(json.dumps(answer, indent=2, ensure_ascii=False))  # noqa: T201


def asker(voice: TextIO) -> "Ask":
    """Asks at a terminal, again until the answer is understood; answers are the lines of stdin.

    Raises ConfigError where they end before all is asked.
    """

    def ask(question: "Question") -> str:
        numbered = (f"  {number:>2}  {shown}" for number, shown in enumerate(question.choices.values(), start=1))
        print("\n" + question.text, *numbered, f"  Enter: {question.on_enter}", sep="\n", file=voice)
        while True:
            print("> ", end="", file=voice, flush=True)
            answer = sys.stdin.readline()
            if not sys.stdin.isatty():
                print(answer.rstrip("\n"), file=voice)
            if not answer:
                raise ConfigError(
                    "There is a question, and nobody answers it: nothing was written. Call init at a terminal, "
                    "or add --yes, which asks nothing and leaves open what is unclear."
                )
            try:
                return question.meaning(answer)
            except ValueError as error:
                print(error, file=voice)

    return ask


def answer(
    output: Format,
    as_json: Callable[[], Mapping[str, Any]],
    words: Callable[[], str],
    *,
    beside: Iterable[str] = (),
    exit_code: int = 0,
) -> NoReturn:
    """Ends a command: says its answer as was asked for, and the sentences `beside` it on stderr."""
    if output is Format.json:
        say_json(as_json())
    else:
        print(words())  # noqa: T201
    for sentence in beside:
        print(sentence, file=sys.stderr)  # noqa: T201
    sys.exit(exit_code)


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Says what is being done, on a terminal's stderr alone."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("starting") as status:
        yield status.update


def log_to_stderr() -> None:
    """One line an event, with its instant in UTC."""
    formatter = logging.Formatter("%(asctime)sZ %(levelname)s %(message)s", datefmt="%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    ours = logging.getLogger("sheets_sync")
    ours.addHandler(handler)
    ours.setLevel(logging.INFO)
