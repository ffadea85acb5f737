"""Words in, exit code out. Nothing heavy is imported before a command needs it."""

import json
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sheets_sync.errors import ConfigError, OperatorError

if TYPE_CHECKING:
    from sheets_sync.config import TeamConfig
    from sheets_sync.pipeline import RunRequest

_YEARS = range(2000, 2100)  # those that cells may name

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Reads a LIVE operations team's trackers and writes summary tabs that stakeholders can trust.",
)


class Format(StrEnum):
    text = "text"
    json = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="text for people, json for machines")]


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="folder for the demo trackers and their summary")] = Path("demo"),
    output: FormatOption = Format.text,
) -> None:
    """Build messy demo trackers, run everything on them, and say what to open."""
    from sheets_sync.config import TeamConfig
    from sheets_sync.sample.demo import build_demo
    from sheets_sync.workbooks.ownership import check_replaceable
    from sheets_sync.workbooks.whole_file import make_folder, whole_file

    now = _clock()
    make_folder(out)
    check_replaceable(out / "trackers.xlsx")
    with whole_file(out / "trackers.xlsx") as trackers:
        build_demo(trackers, now)
    _run(_request(TeamConfig(), Path(), source=str(out / "trackers.xlsx")), now, output=output)


@app.command()
def run(
    source: Annotated[str | None, typer.Argument(help="a workbook, a .csv or .tsv file, or a folder of them")] = None,
    config: Annotated[Path | None, typer.Option(help="the team's configuration, a TOML file")] = None,
    out: Annotated[
        str | None, typer.Option(help="where the summary goes; default: NAME.summary.xlsx beside SOURCE")
    ] = None,
    now: Annotated[str | None, typer.Option(help="judge as of this instant, such as 2026-11-20T09:00")] = None,
    export: Annotated[
        Path | None, typer.Option(help="also write everything found as CSV and JSON into this folder")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="write no summary; with --export, still export")] = False,
    output: FormatOption = Format.text,
) -> None:
    """Read the trackers once and write the summary."""
    from sheets_sync.config import TeamConfig, load_config

    settings = load_config(config) if config else TeamConfig()
    folder = config.parent if config else Path()
    request = replace(_request(settings, folder, source=source, out=out), export=export, dry_run=dry_run)
    _run(request, _instant(now, settings.timezone), output=output)


def main() -> None:
    """Run the command line; an operator's error becomes a sentence and its exit code."""
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        app()
    except OperatorError as error:
        if _wants_json(sys.argv):
            _say_json({"error": str(error), "kind": type(error).__name__, "exit_code": error.exit_code})
        print(error, file=sys.stderr)  # noqa: T201
        sys.exit(error.exit_code)


def _request(config: "TeamConfig", folder: Path, *, source: str | None = None, out: str | None = None) -> "RunRequest":
    """The run a configuration asks for: its paths are relative to `folder`, those of the command to where we are."""
    from sheets_sync.pipeline import RunRequest
    from sheets_sync.workbooks.connect import Place

    def place(said: str | None, configured: str | None) -> Place | None:
        if said is not None:
            return Place(said)
        return Place(configured, folder) if configured else None

    return RunRequest(
        workbook=place(source, config.workbook),
        own_workbooks={name: Place(own.workbook, folder) for name, own in config.trackers.items() if own.workbook},
        summary=place(out, config.summary.workbook),
        reading=config.reading(),
        trackers=config.trackers,
        policies=config.policies(),
    )


def _run(request: "RunRequest", now: datetime, *, output: Format) -> None:
    from sheets_sync.documents.run_words import run_words
    from sheets_sync.pipeline import run_once, write_exports

    started = time.monotonic()
    with _progress() as say:
        report = run_once(request, now, say)
    if request.export:
        write_exports(report, request.export, time.monotonic() - started)
    if output is Format.json:
        _say_json(report.as_json(time.monotonic() - started))
    else:
        print(run_words(report.findings, report.summary, dry_run=report.receipt is None))  # noqa: T201
    for trouble in report.trackers.troubles:
        print(trouble, file=sys.stderr)  # noqa: T201
    sys.exit(report.exit_code)


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Says what is being done, on a terminal's stderr alone."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("starting") as status:
        yield status.update


def _instant(text: str | None, timezone: str | None) -> datetime:
    from zoneinfo import ZoneInfo

    from sheets_sync.trackers.settings import DEFAULT_TIMEZONE

    if text is None:
        return _clock()
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(
            f"--now: {text!r} is not an instant. Write it as 2026-11-20T09:00 or 2026-11-20T08:00Z."
        ) from error
    if instant.year not in _YEARS:
        raise ConfigError(f"--now: {text!r} lies outside the years {_YEARS.start} to {_YEARS.stop - 1}.")
    zoned = instant if instant.tzinfo else instant.replace(tzinfo=ZoneInfo(timezone or DEFAULT_TIMEZONE))
    return zoned.astimezone(UTC)


def _clock() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _wants_json(arguments: Sequence[str]) -> bool:
    return "--format=json" in arguments or ("--format", "json") in pairwise(arguments)


def _say_json(answer: Mapping[str, Any]) -> None:
    print(json.dumps(answer, indent=2, ensure_ascii=False))  # noqa: T201
