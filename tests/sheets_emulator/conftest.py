"""What the emulator's own tests share."""

import pytest

from .client import Client, shared_book
from .fixtures import emulator
from .server import Emulator

__all__ = ["emulator"]


@pytest.fixture
def client(emulator: Emulator) -> Client:
    return Client(emulator, shared_book(emulator))
