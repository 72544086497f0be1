"""What pages are allowed to do, by their Content-Security-Policy, and that what we show needs no
more."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_editor import desk  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser


def refused(complaints: list[str]) -> list[str]:
    """What the browser refused because of a policy; other complaints are not this file's."""
    found = [said for said in complaints if "Content Security Policy" in said]
    complaints.clear()
    return found


def test_a_script_within_a_public_page_does_not_run(press, visit, complaints):
    page = visit("/health/walking/", javascript=True)
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "document.title = 'taken over'";
          document.body.append(script);
        }"""
    )
    expect(page).not_to_have_title("taken over")
    assert refused(complaints)


def test_the_user_bar_works_within_the_policy_of_readers(press, desk: Page, complaints):  # noqa: F811
    answer = desk.goto("/health/walking/")
    assert answer is not None
    assert "unsafe" not in answer.headers["content-security-policy"]
    desk.get_by_role("button", name="View Wagtail quick actions").click()
    expect(desk.get_by_role("menuitem", name="Edit this page")).to_be_visible()
    expect(desk.get_by_role("menuitem", name=re.compile("ssues"))).to_be_visible()
    assert refused(complaints) == []


def test_graphiql_works_within_the_policy_of_the_editor(press, desk: Page, complaints):  # noqa: F811
    desk.goto("/admin/graphiql/")
    desk.get_by_role("button", name=re.compile("Execute")).click()
    expect(desk.locator(".result-window")).to_contain_text("totalCount")
    assert refused(complaints) == []


def test_the_editor_works_within_its_policy(press, desk: Page, complaints):  # noqa: F811
    for path in (
        "images/add/",
        "documents/add/",
        "snippets/blog/faq/add/",
        "settings/home/sitesettings/",
        "reports/site-history/",
        "users/",
        "account/",
    ):
        desk.goto(f"/admin/{path}")
        expect(desk.locator("main")).to_be_visible()
    assert refused(complaints) == []
