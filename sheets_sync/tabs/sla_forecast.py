"""Forecast, within SLA now: what will breach before the end of the next opening hours."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from sheets_sync.analysis.findings import Findings
from sheets_sync.analysis.sla_forecast import AHEAD
from sheets_sync.documents.record_words import subject, text
from sheets_sync.documents.sla_words import CLOCKS
from sheets_sync.documents.time_words import LocalWords, team_words
from sheets_sync.documents.words import count, cut, label, records
from sheets_sync.tabs.places import row_link
from sheets_sync.tabs.sla_states import STATES
from sheets_sync.workbooks.tab import Attention, AttentionLine, Block, Note, State

_MOST_LINES = 6  # so that the headings of the table below still fit on a screen
_LONGEST_SUBJECT = 70
_WILL, _MAY = State("Will breach", "soon"), State("May breach", "soon")
_HEADING = "Forecast: what breaches"
_DAY_AHEAD = "within 24 hours"


def forecast_blocks(findings: Findings, clocks: pd.DataFrame) -> Iterator[Block]:
    """What breaches first of `clocks_with_words`, and how far was looked ahead; nothing where no clock can breach."""
    if clocks.empty or not findings.horizon_ends:
        return
    team = team_words(findings)
    listed = clocks.loc[findings.sla_forecast.index]
    lines = tuple(_line(findings, clock, team) for clock in records(listed.head(_MOST_LINES)))
    horizons = _horizons(findings, team)
    yield Attention(_title(list(horizons)), lines, empty="Nothing will breach by then, even if nobody acts.")
    notes = []
    if len(horizons) > 1:
        notes.append("By calendar: " + ", ".join(f"{until} ({', '.join(of)})" for until, of in horizons.items()) + ".")
    if len(listed) > len(lines):
        notes.append(f"These are the first {len(lines)} of {count(len(listed))}; the column Forecast marks them all.")
    if notes:
        yield Note(" ".join(notes))


def forecast_state(clock: Any) -> State | None:
    """What the forecast says of a row of `clocks_with_words`."""
    if pd.isna(clock.breaches_at):
        return None
    return _MAY if clock.state == "uncertain" else _WILL


def _title(horizons: Sequence[str]) -> str:
    if len(horizons) > 1:
        return f"{_HEADING} by the end of the next opening hours"
    until = horizons[0]
    return f"{_HEADING} {until if until == _DAY_AHEAD else f'by the end of the next opening hours, {until}'}"


def _horizons(findings: Findings, team: LocalWords) -> dict[str, list[str]]:
    """The calendars that are looked ahead in as far as each instant, the nearest first."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, end in sorted(findings.horizon_ends.items(), key=lambda horizon: (horizon[1], horizon[0])):
        # Not the instant itself, which would make the tab another one with every minute.
        found[_DAY_AHEAD if end - findings.now == AHEAD else team.moment(end)].append(name)
    return found


def _line(findings: Findings, clock: Any, team: LocalWords) -> AttentionLine:
    about = cut(subject(clock), _LONGEST_SUBJECT) or "no subject"
    breaches = f"{CLOCKS[clock.clock].lower()} {'may breach' if clock.state == 'uncertain' else 'breaches'}"
    sentence = f"{clock.record_id}  {about}; {breaches} {team.moment(clock.breaches_at)}"
    who = ", ".join(filter(None, (label(clock.team), text(clock.owner)))) or "Nobody named"
    return AttentionLine(STATES[clock.state], sentence, who, row_link(findings, clock))
