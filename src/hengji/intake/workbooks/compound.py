"""The container of an .xls (复合文档): a small file system of sectors inside the file."""

from __future__ import annotations

import struct
from itertools import islice

_HEADER = 512
_ENTRY = 128
_MINI = 64
_LAST = 0xFFFFFFFA  # this and higher: no further sector


class Damaged(Exception):
    """The container or its records contradict themselves."""


class Compound:
    """The streams of a compound file by name. Raises :class:`Damaged`."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        try:
            shift, self._first_entry, self._cutoff, first_mini = (
                struct.unpack_from(form, data, at)[0] for form, at in (("<H", 30), ("<I", 48), ("<I", 56), ("<I", 60)))
            if shift not in (9, 12):
                raise Damaged
            self._size = 1 << shift
            self._next = self._numbers(self._table_sectors())
            self._mini_next = self._numbers(self._chain(first_mini, self._next))
            self._entries = self._directory()
            self._mini = self._joined(*self._entries["Root Entry"][:1])
        except (struct.error, KeyError, IndexError) as error:
            raise Damaged from error

    @property
    def names(self) -> frozenset[str]:
        """The names of all streams and folders."""
        return frozenset(self._entries)

    def stream(self, name: str) -> bytes:
        """The bytes of that stream."""
        try:
            first, size = self._entries[name]
            if size >= self._cutoff:
                return self._joined(first)[:size]
            pieces = (self._mini[at * _MINI:(at + 1) * _MINI] for at in self._chain(first, self._mini_next))
            return b"".join(pieces)[:size]
        except (KeyError, IndexError) as error:
            raise Damaged from error

    def _table_sectors(self) -> list[int]:
        """The sectors that hold the table of sectors: 109 in the header, more in a chain of their own."""
        sectors = list(struct.unpack_from("<109I", self.data, 76))
        more, per_sector = struct.unpack_from("<I", self.data, 68)[0], self._size // 4
        for _ in range(len(self.data) // self._size):
            if more >= _LAST:
                break
            *listed, more = struct.unpack(f"<{per_sector}I", self._sector(more))
            sectors += listed
        return [sector for sector in sectors if sector < _LAST]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size if self._size > _HEADER else _HEADER + number * self._size
        sector = self.data[start:start + self._size]
        if not sector:
            raise Damaged
        return sector.ljust(self._size, b"\0")

    def _numbers(self, sectors: list[int]) -> list[int]:
        return [number for sector in sectors for number in struct.unpack(f"<{self._size // 4}I", self._sector(sector))]

    @staticmethod
    def _chain(first: int, following: list[int]) -> list[int]:
        """The sectors from ``first`` on; more than there are would be a circle."""
        sectors: list[int] = []
        sector = first
        while sector < _LAST:
            if len(sectors) >= len(following):
                raise Damaged
            sectors.append(sector)
            sector = following[sector]
        return sectors

    def _joined(self, first: int) -> bytes:
        return b"".join(self._sector(sector) for sector in self._chain(first, self._next))

    def _directory(self) -> dict[str, tuple[int, int]]:
        table = self._joined(self._first_entry)
        entries: dict[str, tuple[int, int]] = {}
        for at in islice(range(0, len(table), _ENTRY), 10_000):
            length, kind = struct.unpack_from("<HB", table, at + 64)
            if kind and 2 <= length <= 64:
                name = table[at:at + length - 2].decode("utf-16-le", "replace")
                entries.setdefault(name, struct.unpack_from("<II", table, at + 116))
        return entries
