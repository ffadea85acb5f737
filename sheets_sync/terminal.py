"""What a command says at a terminal, to a machine and into a log."""

import json
import logging
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from itertools import pairwise
from typing import Any


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
