"""A server of its own: its database, media folder and port, as `make run` would start it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.request import build_opener

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "correct-horse-battery"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    def __init__(self, folder: Path, **env: str):
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.env = {k: v for k, v in os.environ.items() if k != "TEST_DATABASE_URL"} | {
            "DJANGO_SETTINGS_MODULE": "cms.settings.production",
            "DATABASE_URL": f"sqlite:///{folder / 'new' / 'db.sqlite3'}",
            "MEDIA_ROOT": str(folder / "media"),
            "STATIC_ROOT": str(folder / "static"),
            "BASE_URL": self.url,
            "ALLOWED_HOSTS": "localhost",
            "SECRET_KEY": "only-for-this-test",
            "DEMO_PASSWORD": PASSWORD,
            # The audits of clients introspect.
            "GRAPHQL_INTROSPECTION": "true",
            # Schemathesis nests lists as no client would.
            "GRAPHQL_MAX_COST": "10000000",
            "PORT": str(self.port),
            **env,
        }

    def manage(self, *args: str) -> subprocess.CompletedProcess:
        command = [sys.executable, "manage.py", *args]
        return subprocess.run(
            command, cwd=ROOT, env=self.env, capture_output=True, text=True, check=False
        )

    def prepare(self) -> subprocess.CompletedProcess:
        return self.manage("prepare", "--demo", "--port", str(self.port))

    def start(self) -> None:
        """Returns once the server answers, whatever it is."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cms.serve"], cwd=ROOT, env=self.env, start_new_session=True
        )
        until = time.monotonic() + 60
        while time.monotonic() < until and self.process.poll() is None:
            client = http.client.HTTPConnection("localhost", self.port, timeout=20)
            try:
                client.request("GET", "/")
                client.getresponse()
                return
            except (OSError, http.client.HTTPException):
                time.sleep(0.1)
            finally:
                client.close()
        raise RuntimeError("the server did not start")

    def stop(self) -> int:
        """As Ctrl-C does: the signal goes to all of the foreground's processes."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(30)

    def get(self, path: str) -> Any:
        return build_opener().open(self.url + path, timeout=20)

    def raw(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=5)
