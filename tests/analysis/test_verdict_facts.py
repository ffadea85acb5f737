"""The number of the facts changes when what was judged is edited, and never otherwise."""

import pandas as pd
import pytest

from sheets_sync.analysis.verdict_facts import facts, kinds
from tests.drawing import table

JUDGED = """
    record_id | start_at         | stop_at          | priority | team   | owner | status
    ESC-1     | 2026-03-09 08:00 | 2026-03-09 09:00 | high     | policy | Ann   | resolved
    """


def numbers(
    drawing: str = JUDGED, *, days: tuple[str, ...] = (), asked: tuple[str, ...] = (), **columns: list[object]
) -> dict[str, int]:
    records = table(drawing).assign(**columns)
    clocks = pd.DataFrame({"start": records["start_at"], "stop": records["stop_at"]})
    clocks = clocks.assign(start_is_day="start" in days, stop_is_day="stop" in days)
    return dict(zip(records.index, facts(clocks, kinds(records, asked)).tolist(), strict=True))


def test_the_number_is_the_same_on_every_machine_and_in_every_version():
    assert numbers() == {"ESC-1": 3249847059}


@pytest.mark.parametrize(
    "edit",
    [("09:00", "09:01"), ("08:00", "08:01"), ("high", "low"), ("high", ""), ("policy", "product")],
)
def test_an_edit_of_what_was_judged_changes_it(edit: tuple[str, str]):
    assert numbers(JUDGED.replace(*edit)) != numbers()


@pytest.mark.parametrize("day", ["start", "stop"])
def test_a_time_that_becomes_a_day_changes_it(day: str):
    assert numbers(days=(day,)) != numbers()


@pytest.mark.parametrize("edit", [("Ann", "Ben"), ("resolved", "closed")])
def test_who_has_it_and_how_far_it_has_got_change_nothing_unless_a_policy_asks(edit: tuple[str, str]):
    edited = JUDGED.replace(*edit)

    assert numbers(edited) == numbers()
    assert numbers(edited, asked=("owner", "status")) != numbers(asked=("owner", "status"))


def test_the_order_of_markets_changes_nothing_and_one_more_does():
    one, other, more = (numbers(market=[markets]) for markets in (("DE", "FR"), ("FR", "DE"), ("DE", "FR", "IT")))

    assert one == other != more


def test_values_do_not_pass_for_those_of_another_field():
    assert numbers(severity=["x"], category=[None]) != numbers(severity=[None], category=["x"])


def test_a_column_that_is_not_there_is_like_one_that_is_blank():
    assert numbers(theme=[None]) == numbers()


def test_each_record_has_its_own_whatever_stands_beside_it():
    other = "\n    ESC-2 | 2026-03-09 08:00 | 2026-03-09 09:30 | low | policy | Ann | resolved\n"

    assert numbers(JUDGED.rstrip() + other)["ESC-1"] == numbers()["ESC-1"]
