"""What one process remembers: the things used last, bounded in number and size."""

from collections import OrderedDict
from threading import Lock
from typing import Any


class Bounded:
    """Values by key; those not used for longest go first. most, most_size: how many, and how
    large together."""

    def __init__(self, most: int, most_size: int):
        self.most, self.most_size, self.size = most, most_size, 0
        self.kept: OrderedDict[str, tuple[Any, int]] = OrderedDict()
        self.lock = Lock()

    def get(self, key: str) -> Any:
        """The value of a key, None where it is not known."""
        with self.lock:
            found = self.kept.get(key)
            if found is None:
                return None
            self.kept.move_to_end(key)
            return found[0]

    def keep(self, key: str, value: Any, size: int) -> None:
        with self.lock:
            if key in self.kept:
                return
            self.kept[key] = value, size
            self.size += size
            while len(self.kept) > self.most or self.size > self.most_size:
                _, (_, gone) = self.kept.popitem(last=False)
                self.size -= gone
