"""The container of an old .xls, and of any Office file with a password: streams cut into chained sectors."""

import struct
from collections.abc import Iterator
from itertools import chain

MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")

_SMALL_STREAM = 4096  # shorter streams live in a stream of their own, in sectors of 64 bytes
_SMALL_SECTOR = 64
_ENTRY = 128
_SECTOR_SHIFTS = (9, 12)  # sectors of 512 or 4096 bytes
_LAST_SECTOR = 0xFFFFFFFA  # from here on a number marks the end of a chain, or no sector at all


class BrokenContainerError(Exception):
    """The sectors do not chain up: the file is cut off or damaged."""


class CompoundFile:
    """Streams by name, as the places of their sectors within the file."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            (shift,) = struct.unpack_from("<H", content, 30)
            if shift not in _SECTOR_SHIFTS:
                raise BrokenContainerError
            self._sector = 1 << shift
            first_directory, self._first_small_table = (struct.unpack_from("<I", content, at)[0] for at in (48, 60))
            self._table = list(self._sector_table())
            self._entries = dict(self._directory(first_directory))
        except (struct.error, UnicodeDecodeError) as error:
            raise BrokenContainerError from error

    @property
    def names(self) -> list[str]:
        """The names of all streams and folders."""
        return list(self._entries)

    def places(self, name: str) -> list[slice]:
        """Where the stream's bytes stand in the file, in order."""
        first, size = self._entries[name]
        if size >= _SMALL_STREAM:
            return self._cut(self._sectors(first), size)
        return self._cut(self._small_sectors(first), size)

    def _cut(self, sectors: Iterator[slice], size: int) -> list[slice]:
        places = []
        for sector in sectors:
            length = min(sector.stop - sector.start, size)
            if length:
                places.append(slice(sector.start, sector.start + length))
            size -= length
        if size or (places and places[-1].stop > len(self._content)):
            raise BrokenContainerError
        return places

    def _sectors(self, first: int) -> Iterator[slice]:
        for number in self._chained(first, self._table):
            start = (number + 1) * self._sector
            yield slice(start, start + self._sector)

    def _small_sectors(self, first: int) -> Iterator[slice]:
        root = self.names[0]
        home = [place.start for place in self._sectors(self._entries[root][0])]
        table = list(chain.from_iterable(map(self._numbers, self._sectors(self._first_small_table))))
        per_sector = self._sector // _SMALL_SECTOR
        for number in self._chained(first, table):
            if number // per_sector >= len(home):
                raise BrokenContainerError
            start = home[number // per_sector] + number % per_sector * _SMALL_SECTOR
            yield slice(start, start + _SMALL_SECTOR)

    def _chained(self, number: int, table: list[int]) -> Iterator[int]:
        for _ in table:  # a chain that goes round in a circle ends here too
            if number >= _LAST_SECTOR:
                return
            yield number
            if number >= len(table):
                raise BrokenContainerError
            number = table[number]

    def _sector_table(self) -> Iterator[int]:
        """Which sector follows each: its own sectors are listed in the header and, past 109, in sectors like these."""
        numbers = list(struct.unpack_from("<109I", self._content, 76))
        following, count = struct.unpack_from("<2I", self._content, 68)
        for _ in range(min(count, len(self._content) // self._sector)):
            start = (following + 1) * self._sector
            *more, following = self._numbers(slice(start, start + self._sector))
            numbers += more
        for number in numbers:
            if number < _LAST_SECTOR:
                start = (number + 1) * self._sector
                yield from self._numbers(slice(start, start + self._sector))

    def _numbers(self, place: slice) -> tuple[int, ...]:
        sector = self._content[place]
        if len(sector) < self._sector:
            raise BrokenContainerError
        return struct.unpack(f"<{self._sector // 4}I", sector)

    def _directory(self, first: int) -> Iterator[tuple[str, tuple[int, int]]]:
        for place in self._sectors(first):
            for start in range(place.start, place.stop, _ENTRY):
                name_length, first_sector, size = struct.unpack_from("<64xH50xII", self._content, start)
                name = self._content[start : start + max(name_length - 2, 0)].decode("utf-16-le")
                if name:
                    yield name, (first_sector, size)
