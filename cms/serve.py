"""The server: `python -m cms.serve`. What may be set is in docs/deployment.md.

`--demo` makes the installation ready first, as `manage.py prepare --demo` does. The application is
loaded once and its workers are forks of it: quick to start, and their memory is shared.
"""

import gc
import multiprocessing
import os
import sys

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

HEAD_SECONDS = 15  # to send a request's head; the body's clock is in cms/asgi.py
STOP_SECONDS = 5  # that a worker has to finish what it answers
ALIVE = 20_000  # objects more than before, at which a worker looks for garbage


def load(port: int, demo: bool) -> None:
    """Loads the application; leaves no connection open, which no fork may share, and nothing for
    the workers' garbage collectors to go through again and again."""
    from django.core.management import CommandError, call_command
    from django.db import connections

    import cms.asgi  # noqa: F401

    try:
        if demo:
            call_command("prepare", demo=True, port=port)
    except CommandError as error:
        sys.exit(f"CommandError: {error}")
    finally:
        connections.close_all()
    gc.collect()
    gc.freeze()
    # An answer is thousands of objects that go with it; by default they were looked through often.
    gc.set_threshold(ALIVE)


def main() -> None:
    port = int(os.environ.get("PORT", "8000"))
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork")
    load(port, "--demo" in sys.argv)
    Granian(
        "cms.asgi:application",
        address=os.environ.get("BIND", "127.0.0.1"),
        port=port,
        interface=Interfaces.ASGI,
        workers=int(os.environ.get("WORKERS", "2")),
        websockets=False,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEAD_SECONDS * 1000),
        backlog=2048,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    ).serve()


if __name__ == "__main__":
    main()
