"""The audits that are not Python's: Node.js, what npm brings, Java."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"


class Missing(Exception):
    """A tool that this machine lacks, and how to get it."""


def install() -> None:
    """Brings the packages of package-lock.json. Raises Missing."""
    for tool, package in (("node", "nodejs"), ("npm", "npm"), ("java", "default-jre-headless")):
        if not shutil.which(tool):
            raise Missing(f"{tool} is missing: apt-get install {package}")
    lock, made = HERE / "package-lock.json", MODULES / ".package-lock.json"
    if not made.exists() or made.stat().st_mtime < lock.stat().st_mtime:
        command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
        subprocess.run(command, cwd=HERE, check=True)
        made.touch()


def answer_of(*command: str, given: Any = None, env: dict[str, str] | None = None) -> Any:
    """The JSON that a command prints. Raises RuntimeError with its complaints for anything else."""
    done = subprocess.run(
        command,
        input=None if given is None else json.dumps(given),
        cwd=HERE,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        return json.loads(done.stdout)
    except ValueError:
        raise RuntimeError(f"{command[0]} said no JSON: {done.stderr[-2000:]}") from None
