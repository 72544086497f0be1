"""The server: `python -m cms.serve`. What may be set is in docs/deployment.md.

`--demo` makes the installation ready first, as `manage.py prepare --demo` does. On Linux the
application is loaded once and its workers are forks of it: quick to start, and their memory is
shared. gunicorn minds the workers, uvicorn speaks HTTP in each, `cms/asgi.py` answers.
"""

import gc
import os
import signal
import subprocess
import sys
from typing import Any

from gunicorn.app.base import BaseApplication
from uvicorn_worker import UvicornWorker

from cms.connection import HEAD_SECONDS, Connection
from cms.ports import fault

STOP_SECONDS = 5  # that a worker has to finish what it answers
LINUX = sys.platform == "linux"
ALIVE = 20_000  # objects more than before, at which a worker looks for garbage


class Worker(UvicornWorker):
    CONFIG_KWARGS = {
        "http": Connection,
        "ws": "none",
        "access_log": False,
        "server_header": False,
        "proxy_headers": False,
        "lifespan": "on",
        "timeout_graceful_shutdown": STOP_SECONDS - 1,
    }

    async def callback_notify(self) -> None:
        await super().callback_notify()
        if os.getppid() != self.ppid:  # who minds it was killed
            os.kill(os.getpid(), signal.SIGTERM)

    def handle_exit(self, sig: int, frame: Any) -> None:
        os.kill(os.getpid(), signal.SIGTERM)


class Server(BaseApplication):
    def __init__(self, host: str, port: int):
        self.host, self.port = host, port
        super().__init__()

    def load_config(self) -> None:
        host = f"[{self.host}]" if ":" in self.host else self.host
        chosen = {
            "bind": f"{host}:{self.port}",
            "workers": int(os.environ.get("WORKERS", "2")),
            "worker_class": Worker,
            # A socket for each worker: of one for all, the first that wakes takes all that waits.
            "reuse_port": LINUX,
            "keepalive": HEAD_SECONDS,
            "graceful_timeout": STOP_SECONDS,
            "control_socket_disable": True,
            "backlog": 2048,
            "loglevel": "error",
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from cms.asgi import application

        return application


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
    host = os.environ.get("BIND", "127.0.0.1").strip("[]") or "127.0.0.1"  # empty: as if not set
    port, demo = int(os.environ.get("PORT", "8000")), "--demo" in sys.argv
    # Each worker has a socket of its own, and would fail at its address again and again.
    if said := fault(host, port):
        sys.exit(said)
    if LINUX:
        load(port, demo)
    # On a Mac no fork may use what its parent has loaded.
    elif demo:
        prepare = [sys.executable, "manage.py", "prepare", "--demo", "--port", str(port)]
        if subprocess.run(prepare, check=False).returncode:  # noqa: S603 (our own)
            sys.exit(1)
    Server(host, port).run()


if __name__ == "__main__":
    main()
