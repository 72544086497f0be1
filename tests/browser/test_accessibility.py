"""Every page, as any of its readers may have it, breaks no rule of axe-core."""

import pytest
from playwright.sync_api import expect

from tests.audits.axe import violations
from tests.browser.test_visitor import PAGES

pytestmark = pytest.mark.browser

READERS = {
    "wide and light": {"width": 1400},
    "wide and dark": {"width": 1400, "color_scheme": "dark"},
    "narrow and light": {"width": 360, "height": 740},
    "narrow and dark": {"width": 360, "height": 740, "color_scheme": "dark"},
    "forced colours": {"width": 1400, "forced_colors": "active"},
}


@pytest.mark.parametrize("reader", READERS)
def test_no_page_breaks_a_rule_of_accessibility(press, visit, complaints, reader):
    page = visit("/", javascript=True, **READERS[reader])
    found = {}
    for name, address in (PAGES | {"nowhere": "/nowhere/"}).items():
        page.goto(address.format(author=press.author.slug))
        expect(page.locator("h1")).to_be_visible()
        for details in page.locator("main details").all():
            details.evaluate("element => { element.open = true; }")
        found[name] = violations(page)
    # The browser itself reports the status of the last.
    complaints[:] = [said for said in complaints if "404" not in said]
    assert {name: said for name, said in found.items() if said} == {}
