"""A browser, a publication to look at, and what must hold on every page that a test opens."""

import os
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright
from wagtail.models import Page as WagtailPage
from wagtail.models import Site

from home.models import HomePage, Menu, MenuItem, SiteSettings
from tests import factories as make
from tests.browser.chromium import ARGUMENTS, executable

# Of a provider who has no picture to fetch.
POST = "https://www.instagram.com/p/Walk1/"
# Long, for a busy machine; what is there sooner is not waited for.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium. Without one the tests are skipped, or fail where CI_BROWSER is “required”."""
    # Playwright runs an event loop in this thread, where Django would refuse its database.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        except Error as error:
            reason = (
                "No Chromium: install one, set CHROMIUM to its path, or run `playwright install"
                f" chromium`. ({error.message.splitlines()[0]})"
            )
            if os.environ.get("CI_BROWSER") == "required":
                pytest.fail(reason)
            pytest.skip(reason)
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
    else:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture
def home(live_server) -> HomePage:
    """The home page of a site at the test server's address."""
    make.foundations()
    Site.objects.all().delete()
    root = WagtailPage.objects.get(depth=1)
    for page in root.get_children():
        page.delete()
    root = WagtailPage.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="The Review", slug="home"))
    address = urlsplit(live_server.url)
    site = Site.objects.create(
        hostname=address.hostname, port=address.port, root_page=home, is_default_site=True
    )
    SiteSettings.objects.create(site=site, name="The Review", publisher="The Press")
    return HomePage.objects.get(pk=home.pk)


@pytest.fixture
def complaints() -> list[str]:
    """What the console of any tab said that is a fault; a test that expects one empties it."""
    return []


@pytest.fixture
def context(
    browser: Browser, live_server, home: HomePage, complaints: list[str], tmp_path, request
) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a window of its own; at the end nothing came from elsewhere, nothing complained."""
    made: list[BrowserContext] = []
    elsewhere: list[str] = []

    def look_at(url: str) -> None:
        if urlsplit(url).netloc not in ("", urlsplit(live_server.url).netloc):
            elsewhere.append(url)

    def listen(message) -> None:
        if message.type == "error":
            complaints.append(message.text)

    def new(*, width: int = 1280, height: int = 900, **options) -> BrowserContext:
        # Without the fade between pages, which a slow machine aborts with a word on the console.
        window = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
            **options,
        )
        window.set_default_timeout(PATIENCE)
        window.on("request", lambda sent: look_at(sent.url))
        window.on("console", listen)
        window.on("weberror", lambda error: complaints.append(str(error.error)))
        made.append(window)
        return window

    yield new
    report = getattr(request.node, "report", None)
    if report is not None and report.failed:
        for n, page in enumerate(page for window in made for page in window.pages):
            page.screenshot(path=tmp_path / f"{n}.png", full_page=True)
    for window in made:
        window.close()
    assert elsewhere == [], "fetched from another host"
    assert complaints == [], "said on the console"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Lets a fixture know whether its test failed, for a screenshot in the test's tmp_path."""
    report = yield
    if report.when == "call":
        item.report = report
    return report


@pytest.fixture
def visit(context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """Opens an address in a window of its own, without JavaScript unless asked for."""

    def visit(address: str, *, javascript: bool = False, **options) -> Page:
        page = context(java_script_enabled=javascript, **options).new_page()
        page.goto(address)
        return page

    return visit


@pytest.fixture
def press(home: HomePage) -> SimpleNamespace:
    """A publication with one of everything that a visitor can meet, some of it wide."""
    press = SimpleNamespace(home=home)
    press.health = make.category(home, "Health", introduction="What keeps you well.")
    press.topic = make.topic("Basics")
    press.library = make.question("Does walking count?", "It does.", topic=press.topic)
    press.author = make.author(
        "Ada Lovelace", role="Editor", biography="She writes.", portrait=make.image("Ada")
    )
    press.other = make.article(press.health, "Swimming", hero=make.image("Water"))
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    press.article = make.article(
        press.health,
        "Walking",
        hero=make.image("Hills"),
        hero_caption="Hills at dawn.",
        authors=[press.author],
        tags=["outdoors"],
        body=[
            make.paragraph(f"<p>Put one foot before the other. {long}</p>"),
            make.section("Why walk", make.paragraph("<p>It is free.</p>"), numbered=True),
            make.section(
                "How far",
                make.block("quote", {"text": "Solvitur ambulando.", "attribution": "Augustine"}),
                make.block("code", {"language": "", "code": "steps = " + "9" * 200}),
                table(),
                make.block(
                    "callout", {"kind": "tip", "heading": "Shoes", "text": "<p>Good ones.</p>"}
                ),
                make.read_also(press.other),
                make.block("embed", {"url": POST, "title": "A walk in pictures"}),
                numbered=True,
            ),
            make.faq(("How often?", "Daily."), press.library),
        ],
    )
    press.questions = make.faq_page(home, press.topic)
    press.about = make.standard(home, "About", body=[table(), make.paragraph()])
    home.body = [("article_stream", {"heading": "Latest", "source": "latest", "count": 6})]
    home.save_revision().publish()
    menu = Menu(name="main")
    for page in (press.health, press.questions):
        menu.items.add(MenuItem(page=WagtailPage.objects.get(pk=page.pk)))
    menu.save()
    return press


def table() -> dict:
    """A table that is wider than a telephone."""
    columns = [{"type": "text", "heading": f"A column of numbers {n}"} for n in range(9)]
    values = [f"<p>{n}0000000</p>" for n in range(9)]
    return make.block(
        "table", {"caption": "Steps", "columns": columns, "rows": [{"values": values}]}
    )
