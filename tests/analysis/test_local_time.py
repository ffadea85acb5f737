from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from sheets_sync.analysis.local_time import local_clock
from tests.drawing import utc


def micros(*instants: datetime) -> np.ndarray:
    return np.array([instant.replace(tzinfo=None) for instant in instants], "datetime64[us]").astype(np.int64)


def clock_of(zone: str, year: int):
    first, last = micros(datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)).tolist()
    return local_clock(zone, first, last)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu", "UTC"])
def test_a_local_clock_reads_what_the_zone_says_at_every_hour(zone: str):
    hours = [datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=n) for n in range(366 * 24)]

    readings = clock_of(zone, 2024).reading(micros(*hours))

    assert readings.tolist() == micros(*(hour.astimezone(ZoneInfo(zone)) for hour in hours)).tolist()


@pytest.mark.parametrize(
    ("before", "after"), [("2024-03-31 00:59:59", "2024-03-31 01:00"), ("2024-10-27 00:59:59", "2024-10-27 01:00")]
)
def test_a_change_is_found_to_the_second(before: str, after: str):
    offsets = clock_of("Europe/Berlin", 2024).reading(micros(utc(before), utc(after))) - micros(utc(before), utc(after))

    assert abs(offsets[1] - offsets[0]) == 3_600_000_000


@pytest.mark.parametrize(
    ("reading", "instant", "because"),
    [
        ("2024-03-31 01:59:59", "2024-03-31 00:59:59", "before the change"),
        ("2024-03-31 02:30", "2024-03-31 01:30", "skipped: as if the clock had not been moved yet, so 03:30"),
        ("2024-03-31 03:00", "2024-03-31 01:00", "after the change"),
        ("2024-10-27 02:30", "2024-10-27 00:30", "doubled: the first time"),
        ("2024-10-27 03:00", "2024-10-27 02:00", "after the second time"),
    ],
)
def test_a_reading_is_an_instant_also_where_the_clock_is_changed(reading: str, instant: str, because: str):
    found = clock_of("Europe/Berlin", 2024).instant(micros(utc(reading)))

    assert found.tolist() == micros(utc(instant)).tolist(), because
