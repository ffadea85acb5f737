"""Words in, exit code out. Nothing heavy is imported before a command needs it."""

import gc
import os
import signal
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sheets_sync.errors import OperatorError, TrackerError
from sheets_sync.terminal import Format, answer, asker, log_to_stderr, progress, say_json, wants_json

if TYPE_CHECKING:
    from sheets_sync.config import TeamConfig
    from sheets_sync.run_request import RunRequest
    from sheets_sync.workbooks.connect import Workbooks
    from sheets_sync.workbooks.google_access import WaitingClock

_RUNS_TOLD = 3

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Reads a LIVE operations team's trackers and writes summary tabs that stakeholders can trust.",
)


SourceArgument = Annotated[
    str | None, typer.Argument(help="a Google link, a workbook, a .csv or .tsv file, or a folder of those")
]
ConfigOption = Annotated[Path | None, typer.Option(help="the team's configuration, a TOML file")]
OutOption = Annotated[
    str | None, typer.Option(help="where the summary goes: a .xlsx file or a Google link; default: NAME.summary.xlsx")
]
NowOption = Annotated[str | None, typer.Option(help="judge as of this instant, such as 2026-11-20T09:00")]
FormatOption = Annotated[Format, typer.Option("--format", help="text for people, json for machines")]


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="folder for the demo trackers and their summary")] = Path("demo"),
    output: FormatOption = Format.text,
) -> None:
    """Build messy demo trackers, run everything on them, and say what to open."""
    from sheets_sync.asked import run_request
    from sheets_sync.config import TeamConfig
    from sheets_sync.sample.demo import build_demo
    from sheets_sync.workbooks.ownership import check_replaceable
    from sheets_sync.workbooks.whole_file import make_folder, whole_file

    now = _clock()
    make_folder(out)
    check_replaceable(out / "trackers.xlsx")
    with whole_file(out / "trackers.xlsx") as trackers:
        build_demo(trackers, now)
    request = run_request(TeamConfig(), Path(), source=str(out / "trackers.xlsx"))
    _run(request, _workbooks(TeamConfig(), Path()), now, output=output)


@app.command()
def run(
    source: SourceArgument = None,
    config: ConfigOption = None,
    out: OutOption = None,
    now: NowOption = None,
    export: Annotated[
        Path | None, typer.Option(help="also write everything found as CSV and JSON into this folder")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="say what would change and write no summary; with --export, still export")
    ] = False,
    accept_shrink: Annotated[
        bool, typer.Option("--accept-shrink", help="publish although a tracker has lost many rows since the last run")
    ] = False,
    recompute: Annotated[
        bool, typer.Option("--recompute", help="judge by today's policies also what was met or missed by earlier ones")
    ] = False,
    output: FormatOption = Format.text,
) -> None:
    """Read the trackers once and write the summary."""
    from sheets_sync.asked import configured, instant, run_request

    settings, folder = configured(config)
    request = replace(
        run_request(settings, folder, source=source, out=out),
        export=export,
        dry_run=dry_run,
        accept_shrink=accept_shrink,
        recompute=recompute,
    )
    _run(
        request,
        _workbooks(settings, folder, read_only=dry_run),
        _clock() if now is None else instant(now, settings.timezone),
        output=output,
    )


@app.command()
def check(
    source: SourceArgument = None,
    config: ConfigOption = None,
    out: OutOption = None,
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            metavar="POLICY=TARGET",
            help="also say what attainment would have been with another target, "
            "such as 'critical, first response=2h'; may be given again",
        ),
    ] = None,
    output: FormatOption = Format.text,
) -> None:
    """Say what a run would meet, and what to mend before it; change nothing."""
    from sheets_sync.asked import configured, other_targets, run_request
    from sheets_sync.check import check_once
    from sheets_sync.schedule import next_runs
    from sheets_sync.trackers.settings import DEFAULT_TIMEZONE

    settings, folder = configured(config)
    targets = other_targets(what_if or [], settings.sla)
    zone = settings.timezone or DEFAULT_TIMEZONE
    runs = next_runs(settings.schedule, zone, _clock(), _RUNS_TOLD) if settings.schedule else []
    with progress() as say:
        say("looking at the workbooks")
        request = run_request(settings, folder, source=source, out=out)
        report = check_once(request, _workbooks(settings, folder), _clock, runs, targets)
    answer(output, report.as_json, partial(report.words, zone), exit_code=report.exit_code)


@app.command()
def explain(
    record_id: Annotated[str, typer.Argument(help="the id of an escalation, a case or a piece of feedback")],
    source: SourceArgument = None,
    config: ConfigOption = None,
    out: Annotated[str | None, typer.Option(help="the summary of the runs, where it is not at its usual place")] = None,
    now: NowOption = None,
    output: FormatOption = Format.text,
) -> None:
    """Say how every SLA clock of one record came to its state, segment by segment; write nothing."""
    from sheets_sync.asked import configured, instant, run_request
    from sheets_sync.explain import explain_once

    settings, folder = configured(config)
    request = run_request(settings, folder, source=source, out=out)
    moment = _clock() if now is None else instant(now, settings.timezone)
    workbooks = _workbooks(settings, folder, read_only=True)
    with progress() as say:
        explanation = explain_once(request, workbooks, record_id, moment, say)
    beside = (*workbooks.warnings, *explanation.troubles)
    answer(output, explanation.as_json, explanation.words, beside=beside, exit_code=explanation.exit_code)


@app.command()
def inspect(
    source: SourceArgument = None,
    config: ConfigOption = None,
    tracker: Annotated[
        str | None, typer.Option("--as", metavar="TRACKER", help="take every tab for this tracker, such as cases")
    ] = None,
    output: FormatOption = Format.text,
) -> None:
    """Show what is recognised of a workbook, tab by tab and column by column; write nothing."""
    from sheets_sync.asked import configured, run_request, tracker_named
    from sheets_sync.documents.recognition_words import inspection_words
    from sheets_sync.inspection import inspected
    from sheets_sync.run_request import homes_of

    only = tracker_named(tracker)
    settings, folder = configured(config)
    request = run_request(settings, folder, source=source)
    homes = homes_of(request)
    if source is not None and request.workbook:
        homes = {request.workbook: homes[request.workbook]}
    with progress() as say:
        say("looking at the workbook")
        tabs = inspected(homes, _workbooks(settings, folder, read_only=True), settings.trackers, only=only)
    unreadable = [tab.grid.unreadable for tab in tabs if tab.grid.unreadable]
    answer(
        output,
        lambda: {"tabs": [tab.as_json() for tab in tabs]},
        lambda: inspection_words(tabs),
        beside=unreadable,
        exit_code=TrackerError.exit_code if unreadable else 0,
    )


@app.command()
def init(
    source: Annotated[str, typer.Argument(help="a Google link, a workbook, a .csv or .tsv file, or a folder of those")],
    config: Annotated[
        Path, typer.Option("--config", "--out", help="the configuration to write, or to complete where there is one")
    ] = Path("team.toml"),
    yes: Annotated[
        bool,
        typer.Option(
            "--yes",
            help="ask nothing and leave open what is unclear; without it, and with nobody to answer, init stops",
        ),
    ] = False,
    output: FormatOption = Format.text,
) -> None:
    """Look at a workbook, ask what is unclear, and write a configuration that `run` takes."""
    from sheets_sync.documents.recognition_words import overview_words
    from sheets_sync.init import init_once, standing_configuration
    from sheets_sync.workbooks.connect import Place

    voice = sys.stderr if output is Format.json else sys.stdout
    _, settings = standing_configuration(config)
    report = init_once(
        Place(source),
        config,
        _workbooks(settings, config.parent, read_only=True),
        (lambda _: "") if yes else asker(voice),
        lambda tabs: print(overview_words(tabs), file=voice),
        _clock(),
    )
    answer(output, report.as_json, lambda: f"\n{report.words()}")


@app.command()
def serve(
    config: Annotated[list[Path], typer.Option(help="a team's configuration with a [schedule]; may be given again")],
) -> None:
    """Run on the configured schedule until SIGTERM."""
    from sheets_sync import schedule
    from sheets_sync.service import service_jobs

    log_to_stderr()
    waiting = schedule.StoppableClock()
    connect = partial(_workbooks, clock=waiting)
    schedule.serve(service_jobs(config, connect, clock=_clock, stopwatch=time.monotonic), waiting)


def main() -> None:
    """Run the command line; an operator's error becomes a sentence and its exit code."""
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    # A run makes millions of cells and hardly a cycle: the usual thresholds spend a quarter of it looking for some.
    gc.set_threshold(100_000, 20, 100)
    try:
        app()
    except OperatorError as error:
        if wants_json(sys.argv):
            say_json({"error": str(error), "kind": type(error).__name__, "exit_code": error.exit_code})
        print(error, file=sys.stderr)  # noqa: T201
        sys.exit(error.exit_code)


def _workbooks(
    config: "TeamConfig", folder: Path, *, read_only: bool = False, clock: "WaitingClock" = time
) -> "Workbooks":
    from sheets_sync.workbooks.connect import Place, Workbooks
    from sheets_sync.workbooks.google_access import GOOGLE, GoogleAccess

    key = config.google.key_file
    access = GoogleAccess(
        base=os.environ.get("SHEETS_API_BASE") or GOOGLE,
        key_file=Place(str(key), folder).path if key else None,
        read_only=read_only,
        credentials_are_named=bool(os.environ.get("GOOGLE_APPLICATION_CREDENTIALS")),
    )
    return Workbooks(access, clock)


def _run(request: "RunRequest", workbooks: "Workbooks", now: datetime, *, output: Format) -> None:
    from sheets_sync.pipeline import run_once
    from sheets_sync.run_report import write_exports

    started = time.monotonic()
    with progress() as say:
        report = run_once(request, workbooks, now, say)
    if request.export:
        write_exports(report, request.export, time.monotonic() - started)
    answer(
        output,
        lambda: report.as_json(time.monotonic() - started),
        report.words,
        beside=(*workbooks.warnings, *report.warnings, *report.troubles),
        exit_code=report.exit_code,
    )


def _clock() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
