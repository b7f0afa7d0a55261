"""Keeps what was asked for last, up to a size: postings of large archives would fill the memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Recent(Generic[T]):
    """A cache whose values are measured; safe to share between threads.

    What was not asked for longest is dropped until the others are no larger than ``room``, in
    the unit of ``size``. The one that was asked for last stays, whatever its size.
    """

    def __init__(self, room: int, size: Callable[[T], int]) -> None:
        self._room = room
        self._size = size
        self._kept: OrderedDict[Hashable, T] = OrderedDict()
        self._used = 0
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key, made where it is not kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        value = make()  # without the lock: it takes long, and two threads rarely make the same
        with self._lock:
            if key not in self._kept:
                self._kept[key] = value
                self._used += self._size(value)
            while self._used > self._room and len(self._kept) > 1:
                self._used -= self._size(self._kept.popitem(last=False)[1])
            return value
