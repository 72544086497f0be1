"""Scheduled publishing without cron, and the upkeep of related articles: a thread of the server,
for a single machine.

Several workers may each run one; `blog.schedule` sees to it that each object is done once, and
one of them alone has the upkeep.
"""

import fcntl
import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import close_old_connections, connection

from blog.neighbours.tasks import upkeep
from blog.schedule import run_due

log = logging.getLogger("colophon.schedule")

EVERY = 20  # seconds


class Lease:
    """Whose turn it is among the processes of a machine: the first one's that asks, until it leaves
    or ends."""

    def __init__(self, path: Path):
        self.path = path
        self.held: IO | None = None

    def mine(self) -> bool:
        if self.held is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            file = self.path.open("w")
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                file.close()
                return False
            self.held = file
        return True

    def leave(self) -> None:
        if self.held is not None:
            self.held.close()
            self.held = None


def start(every: float = EVERY) -> Callable[[float], None]:
    """Starts the thread, and returns what ends it: called with the seconds to wait until it is done
    with what it is at. It ends with its process too."""
    stop, upkeeps = threading.Event(), Lease(Path(settings.RELATED_FOLDER) / "upkeep.lock")

    def loop() -> None:
        while not stop.wait(every):
            try:
                close_old_connections()
                run_due()
                if upkeeps.mine():
                    upkeep()
            except Exception:
                log.exception("the scheduler will try again in %s s", every)
        upkeeps.leave()
        connection.close()

    thread = threading.Thread(target=loop, name="scheduler", daemon=True)
    thread.start()

    def end(wait: float) -> None:
        stop.set()
        thread.join(wait)

    return end
