"""What others have made to talk GraphQL takes ours as it is.

Tools and clients of Node.js are in tests/clients, pinned; Schemathesis is Python's.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.server import ROOT, Server

CLIENTS = ROOT / "tests" / "clients"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def clients() -> Path:
    """The folder of clients of others, installed."""
    if not shutil.which("npm"):
        pytest.skip("No npm: install Node.js with it (Debian: nodejs, npm).")
    installed = CLIENTS / "node_modules" / ".package-lock.json"
    lock = CLIENTS / "package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
        subprocess.run(command, cwd=CLIENTS, check=True)
        installed.touch()
    return CLIENTS


def done(command: list[str], clients: Path) -> str:
    """What a command says; it has to end well."""
    found = subprocess.run(command, cwd=clients, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr + found.stdout
    return found.stdout


@pytest.fixture(scope="session")
def programs(clients: Path) -> Path:
    """The programs in TypeScript, with the types that graphql-codegen and gql.tada make of the
    schema and the guide's queries; tsc finds no fault with them."""
    for step in ("generate", "tada", "build"):
        done(["npm", "run", "--silent", step], clients)
    return clients / "generated" / "build"


def test_every_audit_of_graphql_over_http_passes_without_a_warning(
    server: Server, clients: Path
) -> None:
    said = done(["node", "audit.js", f"{server.url}/graphql/"], clients)
    assert re.search(r"(\d\d+) of \1 audits passed", said)


def test_a_program_gets_an_article_with_generated_types(server: Server, programs: Path) -> None:
    program = str(programs / "article.js")
    said = done(["node", program, f"{server.url}/graphql/", "/science/two-tides-a-day/"], CLIENTS)
    assert "Tides" in said.splitlines()[0]
    assert re.search(r"^.+: [1-9] paragraphs$", said, re.MULTILINE)


@pytest.mark.parametrize("client", ["apollo", "urql"])
def test_what_a_clients_cache_keeps_of_an_answer_is_the_answer(
    server: Server, programs: Path, client: str
) -> None:
    said = done(["node", str(programs / f"{client}.js"), f"{server.url}/graphql/"], CLIENTS)
    assert len(said.splitlines()) == len(list((ROOT / "docs/queries").glob("*.graphql")))


def test_relays_compiler_takes_the_schema_its_connections_and_the_guides_queries(
    programs: Path,
) -> None:
    queries = len(list((ROOT / "docs/queries").glob("*.graphql")))
    made = re.search(r"(\d+) operation text", done(["npm", "run", "--silent", "relay"], CLIENTS))
    assert made
    assert int(made[1]) > queries


def test_whatever_schemathesis_makes_of_the_schema_is_answered_as_it_should_be(
    server: Server,
) -> None:
    """Right and wrong arguments; EXAMPLES: of each for each root field."""
    examples = os.environ.get("EXAMPLES", "30")
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{server.url}/graphql/"]
    command += ["--max-examples", examples, "--seed", "1", "--generation-deterministic"]
    command += ["--continue-on-failure", "--no-color"]
    env = os.environ | {"SCHEMATHESIS_HOOKS": "tests.e2e.bounds"}
    ran = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[-5_000:] + ran.stderr
    found = re.search(r"(\d+) generated, \1 passed", ran.stdout)
    assert found
    assert int(found[1]) > 15 * int(examples)
