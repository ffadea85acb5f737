"""From the words of a command and its configuration to the run they ask for."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from sheets_sync.analysis.sla_clock_rules import CLOCKS
from sheets_sync.analysis.sla_policies import SlaPolicy, SlaSettings
from sheets_sync.analysis.sla_targets import Target, target_of
from sheets_sync.config import TeamConfig, load_config
from sheets_sync.errors import ConfigError, did_you_mean, nearest
from sheets_sync.run_request import RunRequest
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.trackers.settings import DEFAULT_TIMEZONE
from sheets_sync.workbooks.connect import Place

_YEARS: Final = range(2000, 2100)  # those that cells may name


def configured(config: Path | None) -> tuple[TeamConfig, Path]:
    """The configuration, and the folder its paths are relative to."""
    return (load_config(config), config.parent) if config else (TeamConfig(), Path())


def run_request(config: TeamConfig, folder: Path, *, source: str | None = None, out: str | None = None) -> RunRequest:
    """The run a configuration asks for: its paths are relative to `folder`, those of the command to where we are."""

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
        journal_days=config.summary.journal_days,
    )


def tracker_named(text: str | None) -> str | None:
    """The tracker that --as names, as people may write it ('Known events'). Raises ConfigError, with the nearest."""
    if text is None:
        return None
    name = "_".join(text.casefold().replace("-", " ").replace("_", " ").split())
    if name not in SCHEMAS:
        raise ConfigError(f"--as: {text!r} is not a tracker; {did_you_mean(name, SCHEMAS)}")
    return name


def instant(text: str, timezone: str | None) -> datetime:
    """The instant that --now names, in UTC; without an offset it is one of `timezone`. Raises ConfigError."""
    try:
        named = datetime.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(
            f"--now: {text!r} is not an instant. Write it as 2026-11-20T09:00 or 2026-11-20T08:00Z."
        ) from error
    if named.year not in _YEARS:
        raise ConfigError(f"--now: {text!r} lies outside the years {_YEARS.start} to {_YEARS.stop - 1}.")
    zoned = named if named.tzinfo else named.replace(tzinfo=ZoneInfo(timezone or DEFAULT_TIMEZONE))
    return zoned.astimezone(UTC)


def other_targets(texts: Sequence[str], settings: SlaSettings) -> dict[str, Target]:
    """The targets that --what-if names, by policy, each as 'POLICY=8h'. Raises ConfigError, naming every mistake."""
    policies = {policy.name: policy for policy in settings.in_force}
    targets: dict[str, Target] = {}
    mistakes = []
    for text in texts:
        try:
            name, target = _other_target(text, policies, targets)
        except ValueError as error:
            mistakes.append(f"--what-if {text!r}: {error}")
        else:
            targets[name] = target
    if mistakes:
        raise ConfigError("\n".join(mistakes))
    return targets


def _other_target(text: str, policies: Mapping[str, SlaPolicy], named: Collection[str]) -> tuple[str, Target]:
    name, sign, written = map(str.strip, text.rpartition("="))
    if not policies:
        raise ValueError("no policy is in force, so there is no target to change; add one under [[sla.policies]]")
    if not sign:
        example = nearest(written, policies) or next(iter(policies))
        raise ValueError(f"has no '='; write the policy's name, '=' and its target, such as '{example}=8h'")
    if not name:
        raise ValueError("names no policy before '='; write its name there")
    if name not in policies:
        raise ValueError(f"there is no policy {name!r}; {did_you_mean(name, policies)}")
    if name in named:
        raise ValueError(f"another target of {name!r} is named already; name one")
    if CLOCKS[policies[name].clock].is_window:
        raise ValueError(f"{name!r} is a window, which nobody keeps or breaks, so no rate stands on it; name another")
    try:
        target = target_of(written)
    except ValueError as error:
        raise ValueError(f"{written!r} {error}") from error
    if target is None:
        raise ValueError("names no target after '='; write one such as '8h' or '2 working days'")
    return name, target
