"""A column of text dates may show which number is the day."""

import pytest

from sheets_sync.trackers.day_order import day_order


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["03/11/2026", "25/11/2026"], "day_first"),
        (["3.11.26", "14:30 25.11.26"], "day_first"),
        (["03/11/2026 14:30", "11/25/2026 09:00"], "month_first"),
        (["03/11/2026", "04/12/2026"], "unclear"),
        (["25/11/2026", "11/25/2026"], "contradicts"),
        (["5/1", "31/12"], "day_first"),
        (["5.1.", "6.2."], "unclear"),
        (["2026-11-03", "3 Nov 2026", "11/11/2026", None, 46329.0, True, "", "soon", "3 Nov 2026 10.15"], None),
        (["45/45/2026", "00/13/2026"], None),
        ([], None),
    ],
)
def test_a_number_above_twelve_shows_its_place(cells, order):
    assert day_order(cells) == order
