"""A video of another site, before and after a reader asks for it."""

import pytest
from playwright.sync_api import expect

from tests import factories as make

pytestmark = pytest.mark.browser


@pytest.fixture
def film(press, live_server, settings) -> str:
    """The address of an article with a film, of a provider who is this site's own server."""
    settings.EMBED_PROVIDERS = {
        "Films": {
            "address": r"https://films\.example/(?P<id>\w+)",
            "frame": live_server.url + "/{id}/",
            "oembed": "",
            "kind": "video",
        }
    }
    embed = make.block("embed", {"url": "https://films.example/about", "title": "The dance"})
    return make.article(press.health, "Dancing", body=[embed]).url


def test_a_reader_who_asks_for_a_video_gets_it_in_its_place(film, visit):
    page = visit(film, javascript=True)
    expect(page.locator("iframe")).to_have_count(0)
    page.get_by_role("button", name="Show here").click()
    frame = page.locator("iframe")
    expect(frame).to_have_attribute("title", "The dance")
    expect(frame).to_be_focused()
    expect(page.frame_locator("iframe").get_by_role("heading", level=1)).to_have_text("About")
    expect(page.get_by_role("button", name="Show here")).to_have_count(0)
    expect(page.get_by_role("link", name="The dance")).to_be_visible()


def test_without_javascript_a_video_is_a_link(film, visit):
    page = visit(film)
    link = page.get_by_role("link", name="The dance")
    expect(link).to_have_attribute("href", "https://films.example/about")
    expect(page.get_by_role("button", name="Show here")).to_be_hidden()


def test_a_page_without_an_embed_may_frame_nothing(press, visit, complaints):
    page = visit("/health/walking/", javascript=True)
    with page.expect_console_message(lambda message: "frame-src" in message.text):
        page.evaluate(
            """() => {
              const frame = document.createElement("iframe");
              frame.src = "/about/";
              document.body.append(frame);
            }"""
        )
    complaints.clear()
