"""Scheduled publishing without cron, and the upkeep of related articles: a thread of the server,
for a single machine.

Several workers may each run one; `blog.schedule` sees to it that each object is done once.
"""

import logging
import threading
from collections.abc import Callable

from django.db import close_old_connections, connection

from blog.neighbours.tasks import upkeep
from blog.schedule import run_due

log = logging.getLogger("colophon.schedule")

EVERY = 20  # seconds


def start(every: float = EVERY) -> Callable[[float], None]:
    """Starts the thread, and returns what ends it: called with the seconds to wait until it is done
    with what it is at. It ends with its process too."""
    stop = threading.Event()

    def loop() -> None:
        while not stop.wait(every):
            try:
                close_old_connections()
                run_due()
                upkeep()
            except Exception:
                log.exception("the scheduler will try again in %s s", every)
        connection.close()

    thread = threading.Thread(target=loop, name="scheduler", daemon=True)
    thread.start()

    def end(wait: float) -> None:
        stop.set()
        thread.join(wait)

    return end
