"""What holds in every test."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.untouched import Watch

TOLD_WHAT_TO_WRITE = "test_google_client.py"  # a client writes where it is told to

# The same examples in every run, however slow the machine; `--hypothesis-profile search` looks for others.
settings.register_profile("same", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile("same")


@pytest.fixture(autouse=True)
def _trackers_are_never_written(request: pytest.FixtureRequest) -> Iterator[None]:
    """Of all tests of the service that have an emulated Google at hand."""
    is_watched = "emulator" in request.fixturenames and request.path.name != TOLD_WHAT_TO_WRITE
    watch = Watch(request.getfixturevalue("emulator")) if is_watched else None
    yield
    assert watch is None or watch.touched == []
