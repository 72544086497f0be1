"""The server: `python -m cms.serve`. What may be set is in docs/deployment.md."""

import os

from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

HEAD_SECONDS = 15  # to send a request's head; the body's clock is in cms/asgi.py
STOP_SECONDS = 5  # that a worker has to finish what it answers


def main() -> None:
    Granian(
        "cms.asgi:application",
        address=os.environ.get("BIND", "127.0.0.1"),
        port=int(os.environ.get("PORT", "8000")),
        interface=Interfaces.ASGINL,
        workers=int(os.environ.get("WORKERS", "2")),
        websockets=False,
        http1_settings=HTTP1Settings(header_read_timeout=HEAD_SECONDS * 1000),
        backlog=2048,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    ).serve()


if __name__ == "__main__":
    main()
