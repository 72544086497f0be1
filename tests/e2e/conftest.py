"""One server for all tests of a process."""

from collections.abc import Iterator

import pytest

from tests.e2e.server import Server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("server"))
    for done in (server.prepare(), server.manage("collectstatic", "--noinput", "-v0")):
        assert done.returncode == 0, done.stderr
    server.start()
    yield server
    assert server.stop() == 0
