"""Durations are read in seconds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.trackers.answers import REFUSED, answer, problem, read


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        ("2h", 7200), ("2 hours", 7200), ("2hrs.", 7200), ("1.5h", 5400), ("1d", 86400), ("1d 4h", 100800),
        ("1d4h", 100800),
        ("1 day, 4 hours", 100800), ("2h30", 9000), ("2 h 30", 9000), ("2h30m", 9000), ("1h 20m 30s", 4830),
        ("90 min", 5400),
        ("45 Mins.", 2700), ("45 minutes", 2700), ("120s", 120), ("1m 30s", 90), ("2 weeks", 1209600),
        ("0.5d", 43200), ("0h", 0),
        ("1 Std. 20 Min.", 4800), ("1 Stunde und 20 Minuten", 4800), ("3 Tage", 259200),
        ("1 heure et 20 minutes", 4800), ("2 jours", 172800),
        ("1 hora y 20 minutos", 4800), ("2 días", 172800), ("1 ora e 20 minuti", 4800), ("1 ora 20 min", 4800),
        ("3 giorni", 259200),
        ("1:30", 5400), ("25:30", 91800), ("0:17", 1020), ("1:02:03", 3723), ("1 day, 2:30:00", 95400),
        ("1:30 h", 5400),
        ("PT2H30M", 9000), ("P1DT4H", 100800), ("PT36H00M00S", 129600),
    ],
)  # fmt: skip
def test_a_duration_is_read_however_it_is_written(cell, seconds):
    assert answer(cell, "duration") == seconds


def test_decimals_keep_to_the_locale():
    assert answer("1,5 Std", "duration", "de_DE") == 5400
    assert answer("1,5h", "duration", "en_GB") == answer("1.5h", "duration", "de_DE") == REFUSED


@pytest.mark.parametrize(
    ("cell", "unit", "seconds"),
    [
        ("90", "min", 5400), ("1.5", "h", 5400), (90, "min", 5400), (2.0, "h", 7200), ("0:17", "s", 17),
        ("12:05", "s", 725),
        ("1:02:03", "s", 3723), ("90:00", "s", 5400), ("2h", "min", 7200), ("1:30", "min", 5400),
        ("90", None, REFUSED),
        (0.5, None, 43200), (1.5, None, 129600), (0.0118055556, None, 1020), (0.000196759, None, 17),
        ("-5", "min", REFUSED), (-1, "h", REFUSED),
    ],
)  # fmt: skip
def test_a_bare_number_takes_the_columns_unit(cell, unit, seconds):
    assert answer(cell, "duration", unit=unit) == seconds


def test_a_typed_whole_number_without_a_unit_is_days_with_a_warning():
    assert read(90, "duration").value == 90 * 86400
    assert read(90, "duration").warning is not None


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("-2h", "is below zero"), ("-1:30", "is below zero"), (-0.5, "is below zero"),
        ("~2h", "is not an exact number"),
        (">24h", "is not an exact number"), ("2h?", "is not an exact number"), ("2-3h", "is a range"),
        ("1–2 Tage", "is a range"),
        ("2 business days", "counts working time, which needs a calendar"),
        ("3 Werktage", "counts working time, which needs a calendar"),
        ("2 jours ouvrés", "counts working time, which needs a calendar"),
        ("2 días hábiles", "counts working time, which needs a calendar"),
        ("2 giorni lavorativi", "counts working time, which needs a calendar"), ("90", "has no unit"),
        *((cell, "is not a duration") for cell in (
            "25:61", "2h 3h", "30m 2h", "1h 75m", "1d 30h", "1h5", "1:5", "1.5h 30m", "2M", "2 months", "1y",
            "half an hour", "1/2 h", "1½ h",
            "two hours", "up to 2h", "2h+", "24/7", "same day", "2 hours ago", "1h30m20", "P1M", "PT", "h", True,
        )),
    ],
)  # fmt: skip
def test_what_is_not_one_exact_duration_is_refused_with_the_reason(cell, what):
    assert problem(cell, "duration").problem == what


@given(st.integers(0, 30), st.integers(0, 23), st.integers(0, 59), st.integers(0, 59))
def test_the_parts_add_up(days, hours, minutes, seconds):
    total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    assert answer(f"{days}d {hours}h {minutes}m {seconds}s", "duration") == total
    assert answer(f"{days * 24 + hours}:{minutes:02}:{seconds:02}", "duration") == total
    assert answer(f"P{days}DT{hours}H{minutes}M{seconds}S", "duration") == total


@pytest.mark.parametrize(
    ("cell", "unit", "seconds"),
    [
        (45 / 86400, "s", 45), (0.0005208333, "s", 45), (75 / 86400, "min", 75), (2 / 24, "min", 7200),
        (0.00052142, "s", 45.051), (0.0, "s", 0), (1.0, "s", 1), (52.5, "s", 52.5), (1.5, "min", 90),
    ],
)  # fmt: skip
def test_a_time_below_a_unit_is_a_time(cell, unit, seconds):
    assert read(cell, "duration", unit=unit) == (seconds, None, False)


def test_half_a_unit_is_a_time_with_a_warning():
    found = read(0.5, "duration", unit="min")
    assert found.value == 43200
    assert found.warning is not None
    assert found.warning.problem == "was read as the time 12:00:00, not as 0.5 min"


def test_a_time_below_hours_is_refused_unless_it_is_a_plain_decimal():
    assert problem(2 / 24, "duration", unit="h").problem == "may be a time or a number of hours"
    assert problem(2 / 24, "duration", unit="h").remedy == "write it as 2h, or format the column as plain text"
    assert answer(0.5, "duration", unit="h") == 1800
    assert answer(0.75, "duration", unit="h") == 2700
    assert answer(2.083333, "duration", unit="h") == pytest.approx(7500, abs=0.01)


def test_days_are_always_doubted():
    found = read(2.25, "duration")
    assert found.value == 194400
    assert found.warning is not None
    assert found.warning.problem == "was read as 2.25 days"
    assert read(2 / 24, "duration") == (7200, None, False)
