"""Telling how far the reading has come, in bytes."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
_STEP = 1 << 20  # one call for each mebibyte is enough for a bar


class Meter:
    """Counts bytes over all files of one reading and calls progress(done, total) now and then, and at the end."""

    def __init__(self, total: int, progress: Progress | None):
        self.total = total
        self.done = 0
        self._told = 0
        self._progress = progress

    def add(self, count: int) -> None:
        self.done = min(self.done + count, self.total)
        if self.done - self._told >= _STEP:
            self._tell()

    def finish(self) -> None:
        self.done = self.total
        self._tell()

    def _tell(self) -> None:
        self._told = self.done
        if self._progress:
            self._progress(self.done, self.total)
