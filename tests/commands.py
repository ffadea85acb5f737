"""Commands as people type them, with what they answer when asked."""

import io
import sys

import pytest

from sheets_sync.cli import main


class CommandLine:
    """Calls the command line; the answer is its exit code, what it said, and what it said beside that."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *words: object, answers: str = "") -> tuple[int, str, str]:
        self._monkeypatch.setattr(sys, "argv", ["main.py", *map(str, words)])
        self._monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
        with pytest.raises(SystemExit) as stopped:
            main()
        said = self._capsys.readouterr()
        return int(stopped.value.code or 0), said.out, said.err


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(monkeypatch, capsys)
