"""Scheduled publishing without cron, and the upkeep of related articles: a thread of the server,
for a single machine.

Several workers may each run one; `blog.schedule` sees to it that each object is done once.
"""

import logging
import threading

from django.db import close_old_connections, connection

from blog.neighbours.tasks import upkeep
from blog.schedule import run_due

log = logging.getLogger("colophon.schedule")

EVERY = 20  # seconds


def start(every: float = EVERY) -> threading.Event:
    """Starts the thread. It ends with its process, or when the event that it returns is set."""
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

    threading.Thread(target=loop, name="scheduler", daemon=True).start()
    return stop
