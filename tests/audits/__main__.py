"""Audits every kind of page of the demo: `python -m tests.audits`, or with the address of a server
that shows the demo already. Ends with 1 where anything is missed.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import ARGUMENTS, executable
from tests.e2e.server import Server

from . import axe, headers, lighthouse, nu, tools, weight
from .results import Result, none_of, table

ARTICLE = "/health/sleep-without-trying-harder/"
PAGES = {
    "home": "/",
    "category": "/health/",
    "article": ARTICLE,
    "FAQ page": "/questions/",
    "standard page": "/about/",
    "search": "/search/?query=walk",
    "404": "/nowhere/",
}
# What Lighthouse holds against a page that is as it should be: search engines shall list neither, and
# the status is an error.
MEANT = {
    "search": ("is-crawlable",),
    "404": ("is-crawlable", "http-status-code", "errors-in-console"),
}
READERS = {
    "wide, light": {"viewport": {"width": 1400, "height": 900}},
    "wide, dark": {"viewport": {"width": 1400, "height": 900}, "color_scheme": "dark"},
    "narrow, light": {"viewport": {"width": 360, "height": 740}},
    "narrow, dark": {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"},
    "forced colours": {"viewport": {"width": 1400, "height": 900}, "forced_colors": "active"},
}
AUDITS = ("axe", "nu", "lighthouse", "weight", "headers")


@contextmanager
def serving(folder: Path, **env: str) -> Iterator[str]:
    """The address of a server of what lies in a folder."""
    server = Server(folder, **env)
    server.start()
    try:
        yield server.url
    finally:
        server.stop()


def load_demo(folder: Path) -> None:
    server = Server(folder)
    for done in (server.prepare(), server.manage("collectstatic", "--noinput", "-v0")):
        if done.returncode:
            raise RuntimeError(done.stderr)


def read(page: Page, url: str) -> None:
    """Opens a page and all that it folds away. Raises RuntimeError where there is none."""
    answer = page.goto(url, wait_until="networkidle")
    if (answer is None or not answer.ok) and not url.endswith(PAGES["404"]):
        raise RuntimeError(f"{url} does not answer with a page of the demo")
    for details in page.locator("main details").all():
        details.evaluate("element => { element.open = true; }")


def accessible(browser: Browser, url: str) -> Iterator[Result]:
    for reader, options in READERS.items():
        window = browser.new_context(reduced_motion="reduce", **options)
        page = window.new_page()
        for name, path in PAGES.items():
            read(page, url + path)
            yield none_of(f"axe, {reader}", name, axe.violations(page))
            if reader == "narrow, light":
                yield weight.blocking(page, name)
        window.close()


def with_browser(url: str, wanted: list[str]) -> list[Result]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        found = list(accessible(browser, url)) if "axe" in wanted else []
        if "weight" in wanted:
            found += weight.check(browser, "article", url + ARTICLE)
        browser.close()
    return found


def audit(url: str, wanted: list[str]) -> list[Result]:
    found = with_browser(url, wanted)
    if "nu" in wanted:
        found += nu.check({name: url + path for name, path in PAGES.items()})
    if "lighthouse" in wanted:
        for name, path in PAGES.items():
            found += lighthouse.check(name, url + path, MEANT.get(name, ()))
    return found


def audit_demo(folder: Path, wanted: list[str]) -> list[Result]:
    load_demo(folder)
    with serving(folder) as url:
        found = audit(url, wanted)
    if "headers" in wanted:
        with serving(
            folder, BASE_URL=f"https://{headers.HOST}", ALLOWED_HOSTS=f"{headers.HOST},localhost"
        ) as url:
            found += [headers.check(name, url + path) for name, path in PAGES.items()]
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.audits", description=__doc__)
    parser.add_argument("--url", help="of a server with the demo, in the place of a new one")
    parser.add_argument("--only", nargs="+", choices=AUDITS, default=list(AUDITS))
    given = parser.parse_args()
    tools.install()
    if given.url:
        found = audit(given.url.rstrip("/"), given.only)
    else:
        with tempfile.TemporaryDirectory() as folder:
            found = audit_demo(Path(folder), given.only)
    print(table(found))  # noqa: T201
    missed = sum(not result.good for result in found)
    print(f"\n{len(found) - missed} of {len(found)} audits passed")  # noqa: T201
    return 1 if missed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except tools.Missing as error:
        sys.exit(str(error))
