"""The Nu HTML Checker: no error and no warning in the HTML that is sent."""

import re
import subprocess
import tempfile
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from .results import Result, none_of
from .tools import MODULES

JAR = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"

# It looks for `loading="lazy"` right behind a `source` alone, not behind the next one too.
WRONG = "attribute value starting with “auto” is only valid for lazy-loaded images"
AUTO = re.compile(r'<img(?=[^>]* sizes="auto)(?![^>]* loading="lazy")')


def said_of(lines: list[str], html: bytes) -> list[str]:
    """What it says, without what is known to be wrong."""
    eager = AUTO.search(html.decode())
    return [line for line in lines if eager or WRONG not in line]


def fetched(url: str) -> bytes:
    try:
        with urlopen(url, timeout=30) as answer:  # noqa: S310
            return answer.read()
    except HTTPError as error:
        return error.read()


def check(pages: dict[str, str]) -> list[Result]:
    """pages: name → address. All in one run, since Java is slow to start."""
    with tempfile.TemporaryDirectory() as folder:
        files = {name: Path(folder, f"{n}.html") for n, name in enumerate(pages)}
        for name, file in files.items():
            file.write_bytes(fetched(pages[name]))
        command = ["java", "-jar", str(JAR), "--format", "gnu", *map(str, files.values())]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        lines = done.stderr.splitlines()
        # Whatever is said of no file is said of all, so that nothing is overlooked.
        other = [line for line in lines if not any(f"/{f.name}" in line for f in files.values())]
        return [
            none_of(
                "Nu HTML checker",
                name,
                said_of([li for li in lines if f"/{file.name}" in li] + other, file.read_bytes()),
            )
            for name, file in files.items()
        ]
