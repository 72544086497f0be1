"""What a visitor meets in a browser. No page needs JavaScript; what is only more with it is last."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import factories as make

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/",
    "category": "/health/",
    "article": "/health/walking/",
    "FAQ page": "/questions/",
    "standard page": "/about/",
    "author": "/authors/{author}/",
    "tag": "/tags/outdoors/",
    "search": "/search/?query=walking",
}

# Of every element with text of its own: the ratio of its colour to what is painted behind it.
CONTRASTS = """() => {
  const parse = c => c.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const f = v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b);
  };
  const behind = e => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll("body *")].filter(e => e.checkVisibility() &&
      [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())).map(e => {
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
    return [(a + 0.05) / (b + 0.05), e.tagName + "." + e.className + " " + e.textContent.trim()];
  });
}"""

# What has the focus, and whether something shows it.
FOCUS = """() => {
  const e = document.activeElement, s = getComputedStyle(e), box = e.getBoundingClientRect();
  return {
    tag: e.tagName, text: (e.getAttribute("aria-label") || e.innerText || e.name || "").trim(),
    shown: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 && s.opacity === "1"
      && box.width > 0 && box.bottom > 0 && box.right > 0,
  };
}"""


def stops(page: Page, last: str) -> list[dict]:
    """Where Tab leads from the top of a page, until a place with the text `last`."""
    found: list[dict] = []
    while not found or found[-1]["text"] != last:
        page.keyboard.press("Tab")
        found.append(page.evaluate(FOCUS))
        assert len(found) < 100, found
    return found


def in_order(stops: list[dict], *texts: str) -> bool:
    """Whether the texts are among the stops, in this order."""
    left = iter(stop["text"] for stop in stops)
    return all(text in left for text in texts)


def test_an_article_reads_without_javascript(press, visit):
    page = visit("/health/walking/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Walking")
    headings = page.locator("article section h2")
    expect(headings).to_have_text(
        [re.compile(r"1\.\s+Why walk"), re.compile(r"2\.\s+How far"), "Questions"]
    )
    expect(page.get_by_text("It is free.")).to_be_visible()
    expect(page.get_by_text("Solvitur ambulando.")).to_be_visible()
    expect(page.get_by_role("complementary", name="Read also")).to_contain_text("Swimming")


def test_every_picture_of_an_article_arrives(press, visit):
    page = visit("/health/walking/")
    pictures = page.locator("img")
    assert pictures.count() >= 2
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        page.wait_for_function(
            "i => i.complete && i.naturalWidth > 0", arg=picture.element_handle()
        )


def test_a_question_opens_and_closes_with_a_click(press, visit):
    page = visit("/health/walking/")
    answer = page.get_by_text("Daily.")
    expect(answer).to_be_hidden()
    page.get_by_text("How often?").click()
    expect(answer).to_be_visible()
    page.get_by_text("How often?").click()
    expect(answer).to_be_hidden()


def test_a_question_opens_by_its_address(press, visit):
    anchor = visit("/health/walking/").locator("details.faq .answer").last.get_attribute("id")
    page = visit(f"/health/walking/#{anchor}")
    expect(page.get_by_text("It does.")).to_be_visible()
    expect(page.get_by_text("Daily.")).to_be_hidden()


def test_the_contents_lead_to_a_section(press, visit):
    page = visit("/health/walking/", width=1400)
    page.get_by_role("navigation", name="Contents").get_by_text("How far").click()
    expect(page).to_have_url(re.compile("#how-far$"))
    expect(page.get_by_role("heading", name="How far")).to_be_in_viewport()


def test_the_keyboard_finds_everything_in_order(press, visit):
    page = visit("/health/walking/", width=1400)
    found = stops(page, "Does walking count?")
    assert found[0]["text"] == "Skip to content"
    assert in_order(found, "Skip to content", "Health", "Search"), found
    assert in_order(found, "1. Why walk", "2. How far", "How often?", "Does walking count?"), found
    assert [stop for stop in found if not stop["shown"]] == [], "the focus is not seen"
    page.keyboard.press("Enter")
    expect(page.get_by_text("It does.")).to_be_visible()


def test_on_a_telephone_the_keyboard_unfolds_menu_and_contents(press, visit):
    page = visit("/health/walking/", width=360, height=740)
    stops(page, "Menu")
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    found = stops(page, "Contents")
    assert in_order(found, "Health", "Questions", "Search"), found
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="2. How far")).to_be_visible()


def test_the_skip_link_leads_to_the_content(press, visit):
    page = visit("/health/walking/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_nothing_is_wider_than_a_telephone(press, visit):
    page = visit("/", width=360, height=740)
    for name, address in PAGES.items():
        page.goto(address.format(author=press.author.slug))
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, f"{name}: {wide} pixels wide"
        expect(page.get_by_role("heading", level=1), name).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_in_light_and_dark(press, visit, scheme):
    page = visit("/", color_scheme=scheme)
    for name, address in PAGES.items():
        page.goto(address.format(author=press.author.slug))
        ratios = page.evaluate(CONTRASTS)
        assert len(ratios) > 5, name
        assert [found for found in ratios if found[0] < 4.5] == [], name


def test_light_and_dark_differ(press, visit):
    colours = {
        visit("/", color_scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    }
    assert len(colours) == 2


def test_a_missing_page_helps_on(press, visit, complaints):
    page = visit("/nowhere/", width=360, height=740)
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    # The browser itself reports the status, and nothing else.
    assert [said for said in complaints if "404" not in said] == []
    complaints.clear()
    page.locator("main").get_by_role("searchbox").fill("walking")
    page.keyboard.press("Enter")
    expect(page.locator(".results").get_by_role("link", name="Walking")).to_be_visible()


def test_the_site_has_an_icon(press, visit):
    page = visit("/")
    icon = page.locator("link[rel=icon]").get_attribute("href")
    assert page.request.get(icon).headers["content-type"] == "image/svg+xml"


def test_a_visitor_gets_no_cookie(press, visit):
    page = visit("/health/walking/", javascript=True)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Questions").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Questions")
    assert page.context.cookies() == []


def test_an_article_prints_with_its_answers(press, visit):
    page = visit("/health/walking/")
    page.emulate_media(media="print")
    expect(page.get_by_text("Daily.")).to_be_visible()
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 1920])
def test_a_line_holds_sixty_to_seventy_five_characters(press, visit, width):
    measured = """() => {
      const p = document.querySelector(".body p"), line = document.createElement("span");
      line.textContent = "Two things decide when you feel sleepy. One is pressure. ";
      p.append(line);
      return p.clientWidth / line.getBoundingClientRect().width * line.textContent.length;
    }"""
    page = visit("/health/walking/", width=width)
    page.locator(".body p").first.evaluate(
        "p => { p.textContent = ''; p.style.whiteSpace = 'pre' }"
    )
    assert 60 <= page.evaluate(measured) <= 75


def test_an_arabic_page_reads_from_right_to_left(press, visit, settings):
    settings.LANGUAGE_CODE = "ar"
    page = visit("/health/walking/", width=1400)
    expect(page.locator("html")).to_have_attribute("dir", "rtl")

    def left(selector: str) -> float:
        return page.locator(selector).first.bounding_box()["x"]

    assert left(".contents") < left(".body")
    assert left(".heading .number") > left(".heading h2")
    assert left(".site-name") > left(".site-menu nav")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1400


def test_back_to_top_stands_where_it_helps_and_leads_to_the_header(press, visit):
    page = visit("/health/walking/", height=300)
    link = page.get_by_role("link", name="Back to top")
    expect(link).not_to_be_in_viewport()
    page.mouse.wheel(0, 900)
    expect(link).to_be_in_viewport()
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("scrollY === 0")
    expect(link).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator(".site-name")).to_be_focused()


# ---- with JavaScript ----


def test_the_keyboard_operates_what_javascript_adds(press, visit):
    page = visit("/health/walking/", width=1400, javascript=True)
    found = stops(page, "Back to top")
    texts = [" ".join(stop["text"].split()) for stop in found]
    share = "Share" if "Share" in texts else "Copy link"
    ours = ("Dark colours", share, "Link to “Why walk”", "Previous in Health Swimming")
    assert in_order([{"text": text} for text in texts], *ours), texts
    assert [stop for stop in found if not stop["shown"]] == [], "the focus is not seen"


def test_all_questions_open_at_once(press, visit):
    page = visit("/questions/", javascript=True)
    button = page.get_by_role("button", name="Open all")
    expect(button).to_be_hidden()  # for one question
    for _ in range(3):
        make.question(topic=press.topic)
    page.reload()
    answers = page.locator(".answer")
    expect(answers.first).to_be_hidden()
    button.press("Enter")
    for n in range(4):
        expect(answers.nth(n)).to_be_visible()
    page.get_by_role("button", name="Close all").click()
    expect(answers.first).to_be_hidden()


def test_the_chosen_colours_are_remembered_and_never_flash(press, visit):
    page = visit("/", javascript=True, color_scheme="light")
    colour = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(colour)
    # What is chosen when the body is there, before anything of it can be painted.
    page.add_init_script("""new MutationObserver((_, me) => {
      if (!document.body) return;
      window.first = document.documentElement.dataset.theme;
      me.disconnect();
    }).observe(document, { childList: true, subtree: true })""")
    page.get_by_role("button", name="Dark colours").click()
    dark = page.evaluate(colour)
    assert dark != light
    page.goto("/health/walking/")
    assert page.evaluate("window.first") == "dark"
    assert page.evaluate(colour) == dark
    button = page.get_by_role("button", name="Dark colours")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    assert page.evaluate(colour) == light
    assert page.evaluate("localStorage.length") == 0, "what the system prefers is not stored"


def test_the_link_to_a_section_is_copied(press, visit):
    page = visit(
        "/health/walking/", javascript=True, permissions=["clipboard-read", "clipboard-write"]
    )
    page.get_by_role("link", name="Link to “How far”").click()
    expect(page.get_by_role("status")).to_have_text("Link copied")
    expect(page).to_have_url(re.compile("#how-far$"))
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url


def test_the_contents_follow_the_reader(press, visit):
    page = visit("/health/walking/", javascript=True, width=1400, height=500)
    contents = page.get_by_role("navigation", name="Contents")
    page.locator("#how-far").evaluate("heading => heading.scrollIntoView()")
    expect(contents.locator("[aria-current]")).to_have_text(re.compile("How far"))
