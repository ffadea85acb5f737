"""Builds one workbook of demo trackers: believable, messy as people's trackers are, and the same for the same seed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sheets_sync.sample.book import write_book
from sheets_sync.sample.case_tabs import case_tabs
from sheets_sync.sample.cases import cases
from sheets_sync.sample.escalation_tabs import COPIED_TO_ARCHIVE, escalation_tabs
from sheets_sync.sample.escalations import escalations
from sheets_sync.sample.feedback import feedback, feedback_tab
from sheets_sync.sample.meetings import action_tab, known_event_tab
from sheets_sync.sample.mess import make_a_mess
from sheets_sync.sample.other_tabs import lists, read_me
from sheets_sync.sample.playbooks import playbook_tab
from sheets_sync.sample.sheet import Sheet
from sheets_sync.sample.stories import Stories, stories
from sheets_sync.sample.topics import OPEN_NOW
from sheets_sync.sample.traffic import traffic, traffic_tab


@dataclass(frozen=True)
class DemoTruth:
    """What a reader of the demo should find."""

    records: Mapping[str, int]  # by tracker; a row that stands there twice counts once
    mess: Mapping[str, int]  # by kind: cells and rows that were spoilt on purpose
    open_escalations: Mapping[str, int]  # by state, at any hour: breached, at_risk, waiting, on_track


def build_demo(path: Path, now: datetime, seed: int = 7) -> DemoTruth:
    """Writes the workbook as it would look at `now`, an instant with a zone; the same bytes for the same arguments."""
    setting = stories(now, seed)
    by_tracker = _trackers(setting)
    records = {tracker: sum(len(sheet.rows) for sheet in sheets) for tracker, sheets in by_tracker.items()}
    records["escalations"] -= COPIED_TO_ARCHIVE
    sheets = [sheet for group in by_tracker.values() for sheet in group]
    mess = make_a_mess(sheets, setting) + Counter({"repeated id": COPIED_TO_ARCHIVE})
    write_book(path, [read_me(), *sheets, lists()], now)
    return DemoTruth(records=records, mess=mess, open_escalations=Counter(plan.state for plan in OPEN_NOW))


def _trackers(setting: Stories) -> dict[str, list[Sheet]]:
    every = escalations(setting)
    return {
        "escalations": escalation_tabs(every, setting),
        "cases": case_tabs(cases(setting), setting),
        "feedback": [feedback_tab(feedback(setting), setting)],
        "traffic": [traffic_tab(traffic(setting), setting)],
        "playbooks": [playbook_tab(setting)],
        "known_events": [known_event_tab(setting)],
        "actions": [action_tab(setting, every)],
    }
