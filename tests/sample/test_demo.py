import re
import zipfile
from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta
from itertools import chain
from pathlib import Path
from statistics import mean

import holidays
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from sheets_sync.analysis.patterns import PatternPolicy, weekly_patterns
from sheets_sync.sample.cases import cases
from sheets_sync.sample.demo import DemoTruth, build_demo
from sheets_sync.sample.escalations import Escalation, escalations
from sheets_sync.sample.stories import Stories, stories
from sheets_sync.sample.traffic import traffic

NOW = datetime.fromisoformat("2026-11-18T11:20+01:00")
HOURS_OF_ANY_KIND = [
    "2026-11-18T11:20+01:00",  # a Wednesday at work
    "2026-11-23T00:10+01:00",  # before the week has begun
    "2026-11-23T09:00+01:00",  # as it begins
    "2026-11-27T18:00+01:00",  # as it ends
    "2026-11-28T15:00+01:00",  # a Saturday
    "2026-12-26T15:00+01:00",  # a holiday
    "2026-03-29T01:30+00:00",  # the clocks have just changed
]
TABS = {
    "escalations": ("Escalations", "Archiv Eskalationen"),
    "cases": ("Cases DE", "Cases FR", "Cases IT-ES", "Cases IE NL"),
    "feedback": ("Merchant feedback",),
    "traffic": ("LIVE traffic",),
    "playbooks": ("Playbooks",),
    "known_events": ("Known events",),
    "actions": ("Weekly actions",),
}
ALLOWED = {"critical": (1, 8), "high": (2, 16), "medium": (8, 40), "low": (16, 80)}
PRIORITIES = {"P0": "critical", "P1": "high", "P2": "medium", "P3": "low"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, DemoTruth]:
    path = tmp_path_factory.mktemp("demo") / "trackers.xlsx"
    return path, build_demo(path, NOW)


@pytest.fixture(scope="module")
def setting() -> Stories:
    return stories(NOW, seed=7)


def rows_of(path: Path, title: str) -> list[list[object]]:
    """The rows of a tab from its headings on; a blank is ''."""
    rows: list[list[object]] = (
        CalamineWorkbook.from_path(path).get_sheet_by_name(title).to_python(skip_empty_area=False)
    )
    heading = next(number for number, row in enumerate(rows) if sum(cell != "" for cell in row) > 2)
    return rows[heading:]


def open_hours(start: datetime, end: datetime) -> float:
    """Open time by the minute-hand: 09:00 to 18:00 on each working day between."""
    closed = holidays.country_holidays("DE")
    days = [start.date() + timedelta(days=n) for n in range((end.date() - start.date()).days + 1)]
    spans = [(datetime.combine(day, time(9)), datetime.combine(day, time(18))) for day in days if day.weekday() < 5]
    return sum(
        max(min(close, end) - max(begin, start), timedelta()) / timedelta(hours=1)
        for begin, close in spans
        if begin.date() not in closed
    )


def state(escalation: Escalation, now: datetime) -> str:
    """The worse of both clocks of an open escalation, by the default policy."""
    stops = (escalation.responded_at or now, now)
    allowed = ALLOWED[escalation.priority]
    answered = escalation.responded_at is not None
    shares = [open_hours(escalation.raised_at, stop) / hours for stop, hours in zip(stops, allowed, strict=True)]
    share = shares[1] if answered else max(shares)
    if share > 1:
        return "breached"
    if escalation.status == "waiting":
        return "waiting"
    return "at_risk" if share >= 0.8 else "on_track"


def test_the_same_now_and_seed_give_the_same_bytes(tmp_path: Path):
    one, again, other = (tmp_path / name for name in ("one.xlsx", "again.xlsx", "other.xlsx"))

    build_demo(one, NOW)
    build_demo(again, NOW)
    build_demo(other, NOW, seed=8)

    assert one.read_bytes() == again.read_bytes()
    assert one.read_bytes() != other.read_bytes()


def test_the_workbook_is_stamped_with_now_and_not_with_the_clock(demo: tuple[Path, DemoTruth]):
    path, _ = demo

    with zipfile.ZipFile(path) as archive:
        stamps = re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", archive.read("docProps/core.xml").decode())

    assert set(stamps) == {"2026-11-18T10:20:00Z"}


def test_every_row_of_the_workbook_is_a_record_or_planted_mess(demo: tuple[Path, DemoTruth]):
    path, truth = demo

    below = {tracker: sum(len(rows_of(path, title)) - 1 for title in tabs) for tracker, tabs in TABS.items()}

    clutter = ("repeated id", "repeated heading", "blank row", "totals row")
    assert sum(below.values()) == sum(truth.records.values()) + sum(truth.mess[kind] for kind in clutter)
    assert {tracker for tracker in TABS if below[tracker] < truth.records[tracker]} == set()


def test_the_trackers_have_the_size_of_a_real_teams(demo: tuple[Path, DemoTruth]):
    _, truth = demo

    assert truth.records["cases"] == pytest.approx(400, abs=40)
    assert truth.records["escalations"] == pytest.approx(120, abs=10)
    assert (truth.records["feedback"], truth.records["playbooks"]) == (200, 25)
    assert (truth.records["known_events"], truth.records["actions"]) == (15, 30)


@pytest.mark.parametrize("now", HOURS_OF_ANY_KIND)
def test_the_desk_holds_the_planted_states_at_any_hour(tmp_path: Path, now: str):
    instant = datetime.fromisoformat(now)
    truth, setting = build_demo(tmp_path / "demo.xlsx", instant), stories(instant, seed=7)

    still_open = [one for one in escalations(setting) if one.resolved_at is None]

    assert Counter(state(one, setting.now) for one in still_open) == truth.open_escalations
    assert 25 <= len(still_open) <= 40


@pytest.mark.parametrize("now", HOURS_OF_ANY_KIND)
def test_nothing_in_the_escalations_has_happened_before_its_cause_or_after_now(now: str):
    setting = stories(datetime.fromisoformat(now), seed=7)

    for one in escalations(setting):
        steps = [one.raised_at, one.responded_at, one.resolved_at, setting.now]
        taken = [step for step in steps if step is not None]
        assert taken == sorted(taken)


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_about_six_in_seven_clocks_are_met_in_every_week_of_the_quarter(seed: int):
    setting, weeks = stories(NOW, seed), defaultdict(list)
    for one in escalations(setting):
        for allowed, stop in zip(ALLOWED[one.priority], (one.responded_at, one.resolved_at), strict=True):
            took = open_hours(one.raised_at, stop or setting.now)
            if stop or took > allowed:
                monday = one.raised_at.date() - timedelta(days=one.raised_at.weekday())
                weeks[monday].append(took <= allowed)

    quarter = [setting.monday - timedelta(weeks=ago) for ago in range(1, 14)]
    assert 0.8 < mean(chain.from_iterable(weeks.values())) < 0.9
    assert min(mean(weeks[monday]) for monday in quarter) > 0.6


def test_one_type_recurs_in_one_market_and_another_has_been_rising(setting: Stories):
    every = cases(setting)
    frame = pd.DataFrame(
        {
            "opened_at": pd.DatetimeIndex([case.opened_at for case in every]).tz_localize("Europe/Berlin"),
            "violation_type": pd.Series([case.violation for case in every], dtype="str"),
            "market": [(case.market,) for case in every],
            "product_category": pd.Series([case.seller.category for case in every], dtype="str"),
        }
    )

    found = weekly_patterns(frame, PatternPolicy(), timezone="Europe/Berlin", now=NOW).streams

    streams = found[found["kind"] == "type_market"].set_index(["violation_type", "market"])
    assert streams.loc[("pre_recorded_content", "FR"), "recurring"]
    assert streams.loc[("health_claims", "DE"), "direction"] == "rising"


def test_most_appeals_against_pre_recorded_content_in_fr_are_granted(setting: Stories):
    decided = [case for case in cases(setting) if case.outcome in ("overturned", "upheld")]
    wrong, rest = [], []
    for case in decided:
        kept = wrong if (case.violation, case.market) == ("pre_recorded_content", "FR") else rest
        kept.append(case.outcome == "overturned")

    assert mean(wrong) > 0.5 > 2 * mean(rest)


def test_the_reach_in_es_falls_over_all_rooms_while_rates_hold(setting: Stories):
    rows = [row for row in traffic(setting) if row.seller.market == "ES"]
    before = [row for row in rows if row.day < setting.reach_fell_on]
    after = [row for row in rows if row.day >= setting.reach_fell_on]

    shown = [mean(row.impressions for row in part) for part in (before, after)]
    rates = [sum(row.views for row in part) / sum(row.impressions for row in part) for part in (before, after)]

    assert shown[1] < 0.7 * shown[0]
    assert rates[1] == pytest.approx(rates[0], rel=0.05)


def test_suspended_sellers_have_no_traffic_and_their_cases_say_why(setting: Stories):
    names = {seller.name for seller in setting.suspended_sellers}
    days = [setting.suspended_from + timedelta(days=n) for n in range(7)]

    on_air = {row.seller.name for row in traffic(setting) if row.day in days}
    suspended = {
        case.seller.name
        for case in cases(setting)
        if case.opened_at.date() == setting.suspended_from and case.measure == "live_suspension"
    }

    assert not names & on_air
    assert names <= suspended


def test_text_dates_put_the_day_first_in_every_column(demo: tuple[Path, DemoTruth]):
    path, _ = demo
    texts = [str(cell) for title in chain(*TABS.values()) for row in rows_of(path, title) for cell in row]

    found = [match for text in texts if (match := re.match(r"(\d\d)[./](\d\d)[./]\d{4}", text))]

    assert len(found) > 300
    assert all(int(match[2]) <= 12 for match in found)


def test_ids_are_text_of_19_digits_except_where_the_spreadsheet_damaged_them(demo: tuple[Path, DemoTruth]):
    path, truth = demo
    cells = [cell for title in chain(*TABS.values()) for row in rows_of(path, title) for cell in row]

    damaged = [cell for cell in cells if isinstance(cell, float) and cell > 10**18]

    assert len(damaged) == truth.mess["damaged id"]
    assert sum(isinstance(cell, str) and bool(re.fullmatch(r"\d{19}", cell)) for cell in cells) > 1_000


def test_the_only_formulas_are_the_broken_ones(demo: tuple[Path, DemoTruth]):
    path, truth = demo
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]

    assert sum(sheet.count("<f>") for sheet in sheets) == truth.mess["error cell"]
    assert sum(sheet.count('t="e"') for sheet in sheets) == truth.mess["error cell"]


def test_hostile_text_stands_in_its_cell_as_text(demo: tuple[Path, DemoTruth]):
    path, _ = demo

    verbatim = [row[7] for row in rows_of(path, "Merchant feedback")]

    assert '=HYPERLINK("http://x","y")' in verbatim


def test_escalations_in_the_workbook_carry_true_instants(demo: tuple[Path, DemoTruth], setting: Stories):
    path, _ = demo
    headings, *rows = rows_of(path, "Escalations")
    raised = [row[headings.index("Raised at")] for row in rows if row[0] != ""]

    assert {type(instant) for instant in raised} == {datetime}
    assert max(raised) <= setting.now
    assert date(2026, 9, 1) < min(raised).date()
