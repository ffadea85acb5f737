"""The emulator as a fixture; import it in the conftest.py or test module that wants it."""

from collections.abc import Iterator

import pytest

from .server import Emulator


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator() as running:
        yield running
