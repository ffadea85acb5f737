"""The word tables: plain files in words/ that anyone can read and extend."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "words"


@cache
def table(name: str) -> dict[str, Any]:
    """One file of words/."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))
