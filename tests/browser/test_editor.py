"""What an editor does in a browser, and what a visitor and a client then see."""

import json
import re
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, TimeoutError, expect

from blog.models import ArticlePage
from tests import factories as make

pytestmark = pytest.mark.browser

GROUPS = {
    "Text": ["Paragraph", "List", "Quote", "Callout", "Table", "Code"],
    "Media": ["Image", "Embed"],
    "Questions": ["FAQ"],
    "More to read": ["Read also", "Article stream"],
    "Structure": ["Section"],
}

# Each block of the picker: words of its description and of its preview.
PREVIEWS = {
    "Paragraph": ("Text with links", "A vaccine shows the immune system"),
    "List": ("Short points", "Wash the rice."),
    "Quote": ("A quotation", "Isaac Newton"),
    "Callout": ("A remark", "Chest pain"),
    "Table": ("Rows and columns", "School age"),
    "Code": ("Lines of code", "for n in range(3)"),
    "Image": ("A picture with a caption", "A picture of the library"),
    "Embed": ("A video or post", "How a bill becomes a law"),
    "FAQ": ("Questions that open", "Is tap water safe for houseplants?"),
    "Read also": ("A teaser", "Walking"),
    "Article stream": ("A row of articles", "Walking"),
    "Section": ("A heading and what belongs to it", "Ingredients are listed by weight."),
}


@pytest.fixture
def desk(context, home) -> Page:
    """The editor's browser, logged in as an administrator."""
    make.editor("admin")
    page = context(height=1000, width=1500).new_page()
    page.goto("/admin/login/")
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password").fill("secret")
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile("/admin/$"))
    return page


@pytest.fixture
def ask(live_server) -> Callable[[str], Any]:
    """A client's question over HTTP; the answer's data."""

    def ask(query: str) -> Any:
        request = urllib.request.Request(  # noqa: S310
            f"{live_server.url}/graphql/",
            data=json.dumps({"query": query}).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request) as response:  # noqa: S310
            answer = json.load(response)
        assert "errors" not in answer, answer
        return answer["data"]

    return ask


def insert(part: Locator, name: str) -> None:
    """Adds a block at the end of a part of the form, through the block picker."""
    pick(part.get_by_role("button", name="Insert a block").last, name)


def pick(button: Locator, name: str) -> None:
    """Chooses a block. A click before the form's script is ready opens nothing: again, then."""
    option = button.page.get_by_role("option", name=name, exact=True)
    for _ in range(5):
        button.click()
        try:
            option.wait_for(timeout=6000)
            break
        except TimeoutError:
            continue
    option.click()


def body(page: Page) -> Locator:
    return page.locator("#panel-child-content-body-section")


def write(place: Locator, words: str) -> None:
    """Types into a rich text field, and waits until the form has what was typed."""
    field = place.locator("[data-draftail-editor-wrapper]")
    field.locator("[contenteditable=true]").press_sequentially(words)
    expect(field.locator("xpath=preceding-sibling::input")).to_have_value(re.compile(words))


def act(page: Page, name: str) -> None:
    """Presses a button of the bar at the foot of the editor, and waits until it is done."""
    button = page.get_by_role("button", name=name, exact=True)
    if not button.is_visible():
        page.locator("footer").get_by_role("button", name="More actions").click()
    button.click()


def done(page: Page, words: str) -> None:
    expect(page.locator(".messages")).to_contain_text(re.compile(words))


def status(visit, address: str, complaints: list[str]) -> int:
    """With what status a visitor is answered; the browser's own remark on it is no fault."""
    page = visit("/")
    answer = page.goto(address)
    complaints[:] = [said for said in complaints if "status of 4" not in said]
    return answer.status


def edit(page: Page, article: ArticlePage) -> None:
    page.goto(f"/admin/pages/{article.pk}/edit/")


def test_an_article_from_the_first_word_to_its_end(home, desk, visit, ask, complaints):
    health = make.category(home, "Health")
    query = '{ article(slug: "sleeping") { title sections { number heading anchor } } }'
    faqs = '{ article(slug: "sleeping") { faq { question } } }'

    # Written, with blocks from the picker.
    desk.goto(f"/admin/pages/add/blog/articlepage/{health.pk}/")
    desk.get_by_placeholder("Page title").fill("Sleeping")
    desk.get_by_role("textbox", name="Introduction").fill("How to sleep.")
    insert(body(desk), "Section")
    desk.locator("[name=body-0-value-heading]").fill("Why we sleep")
    desk.locator("[name=body-0-value-numbered]").check()
    section = desk.locator("[data-contentpath=content]")
    insert(section, "Paragraph")
    write(section, "It mends us.")
    insert(section, "FAQ")
    items = section.locator("[data-contentpath=items]")
    insert(items, "Question")
    items.locator("[name$=value-question]").fill("How long?")
    write(items, "Eight hours.")

    # A draft is nobody's but the editor's, who sees it in the preview.
    act(desk, "Save draft")
    done(desk, "Sleeping")
    assert status(visit, "/health/sleeping/", complaints) == 404
    assert ask(query) == {"article": None}
    desk.get_by_role("button", name="Toggle preview").click()
    preview = desk.frame_locator("iframe[title=Preview]").last
    expect(preview.get_by_role("heading", level=1)).to_have_text("Sleeping")
    expect(preview.get_by_text("It mends us.")).to_be_visible()
    expect(preview.get_by_text("How long?")).to_be_visible()
    desk.get_by_role("button", name="Toggle preview").click()

    # Published, both faces show the same.
    act(desk, "Publish")
    done(desk, "published")
    page = visit("/health/sleeping/")
    expect(page.get_by_text("It mends us.")).to_be_visible()
    heading = page.locator("#why-we-sleep")
    expect(heading).to_have_text(re.compile(r"1\.\s+Why we sleep"))
    sections = [{"number": 1, "heading": "Why we sleep", "anchor": "why-we-sleep"}]
    assert ask(query) == {"article": {"title": "Sleeping", "sections": sections}}
    assert ask(faqs) == {"article": {"faq": [{"question": "How long?"}]}}

    # Reworded, a link to the section still holds.
    edit(desk, ArticlePage.objects.get(slug="sleeping"))
    desk.locator("[name=body-0-value-heading]").fill("Why everybody sleeps")
    act(desk, "Publish")
    done(desk, "published")
    expect(visit("/health/sleeping/#why-we-sleep").locator("#why-we-sleep")).to_have_text(
        re.compile(r"1\.\s+Why everybody sleeps")
    )
    sections[0]["heading"] = "Why everybody sleeps"
    assert ask(query)["article"]["sections"] == sections

    # Unpublished, it is gone.
    edit(desk, ArticlePage.objects.get(slug="sleeping"))
    desk.locator("footer").get_by_role("button", name="More actions").click()
    desk.get_by_role("link", name="Unpublish").click()
    desk.get_by_role("button", name=re.compile("Yes, unpublish")).click()
    done(desk, "unpublished")
    assert status(visit, "/health/sleeping/", complaints) == 410
    assert ask(query) == {"article": None}


def test_the_block_picker_shows_groups_descriptions_and_previews(home, desk):
    health = make.category(home, "Health")
    make.article(health, "Walking", hero=make.image("Hills"))
    desk.goto(f"/admin/pages/add/blog/articlepage/{health.pk}/")
    body(desk).get_by_role("button", name="Insert a block").click()
    shown = {
        group.locator(".w-combobox__optgroup-label").inner_text(): group.get_by_role(
            "option"
        ).all_inner_texts()
        for group in desk.locator(".w-combobox__optgroup").all()
    }
    assert list(shown) == list(GROUPS)
    assert shown == GROUPS
    for name, (description, words) in PREVIEWS.items():
        row = desk.locator(".w-combobox__option-row").filter(
            has=desk.get_by_role("option", name=name, exact=True)
        )
        row.get_by_role("button", name="Preview").click()
        panel = desk.locator(".w-combobox-preview")
        expect(panel.locator(".w-combobox-preview__description")).to_contain_text(description)
        frame = panel.frame_locator("iframe")
        expect(frame.locator("body"), name).to_contain_text(words)


def test_an_author_who_is_renamed_has_his_new_name_on_his_articles_at_once(home, desk, visit, ask):
    author = make.author("Ada Byron")
    make.article(make.category(home, "Health"), "Walking", authors=[author])
    desk.goto(f"/admin/snippets/blog/author/edit/{author.pk}/")
    desk.get_by_label("Name").fill("Ada Lovelace")
    act(desk, "Publish")
    done(desk, "Ada Lovelace")
    expect(visit("/health/walking/").get_by_role("link", name="Ada Lovelace").first).to_be_visible()
    query = '{ article(slug: "walking") { authors { name } } }'
    assert ask(query) == {"article": {"authors": [{"name": "Ada Lovelace"}]}}


def test_a_library_question_that_is_edited_changes_on_every_page_at_once(home, desk, visit, ask):
    health, question = make.category(home, "Health"), make.question("Is it so?", "Perhaps.")
    for title in ("Walking", "Swimming"):
        make.article(health, title, body=[make.faq(question)])
    desk.goto(f"/admin/snippets/blog/faq/edit/{question.pk}/")
    desk.get_by_role("textbox", name="Question").fill("Is it really so?")
    act(desk, "Publish")
    done(desk, "Is it really so")
    for slug in ("walking", "swimming"):
        expect(visit(f"/health/{slug}/").get_by_text("Is it really so?")).to_be_visible()
        query = f'{{ article(slug: "{slug}") {{ faq {{ question }} }} }}'
        assert ask(query) == {"article": {"faq": [{"question": "Is it really so?"}]}}


def test_graphiql_answers_its_first_query(home, desk):
    make.article(make.category(home, "Health"), "Walking")
    desk.goto("/admin/")
    desk.get_by_role("button", name="Settings").click()
    desk.get_by_role("link", name="GraphiQL").click()
    desk.get_by_role("button", name=re.compile("Execute query")).click()
    expect(desk.locator(".result-window")).to_contain_text('"title": "Walking"')


def test_an_article_can_be_scheduled(home, desk, visit, complaints):
    article = make.article(make.category(home, "Health"), "Walking", live=False)
    edit(desk, article)
    desk.get_by_role("button", name="Toggle status").click()
    desk.get_by_role("button", name="Set schedule").click()
    dialog = desk.get_by_role("dialog")
    dialog.get_by_label("Go live date/time").fill("2099-01-01 08:00")
    # By the keyboard: the calendar that opens lies over the button.
    dialog.get_by_role("button", name="Save schedule").press("Enter")
    done(desk, "Walking")
    act(desk, "Schedule to publish")
    done(desk, "scheduled")
    article.refresh_from_db()
    assert article.approved_schedule
    assert not article.live
    assert status(visit, "/health/walking/", complaints) == 404


def test_a_pick_that_readers_do_not_see_is_marked_as_it_is_chosen_and_after(home, desk):
    health = make.category(home, "Health")
    draft, seen = make.article(health, "Diving", live=False), make.article(health, "Swimming")
    body_ = [make.read_also(draft), make.stream(articles=[seen.pk])]
    edit(desk, make.article(health, "Walking", body=body_, picks=[seen]))
    mark = "Not public: readers do not see this article."

    def said(title: str) -> list[bool]:
        """Of each chooser with a page of this title, whether it says so."""
        chosen = desk.locator(".page-chooser").filter(has_text=title)
        return [one.get_by_text(mark).is_visible() for one in chosen.all()]

    choosers = desk.locator(".page-chooser:not(.blank)")
    expect(choosers.filter(has_text="Swimming")).to_have_count(2)
    expect(choosers.filter(has_text="Diving").get_by_text(mark)).to_be_visible()
    assert said("Swimming") == [False, False]

    # Another is chosen in its place, then one more.
    pick = desk.locator("#panel-child-content-related_articles-section .page-chooser").first
    pick.get_by_role("button", name="Actions").click()
    desk.get_by_role("button", name="Choose another page").click()
    desk.locator(".modal").get_by_role("link", name="Diving").click()
    expect(pick.get_by_text(mark)).to_be_visible()
    pick.get_by_role("button", name="Actions").click()
    desk.get_by_role("button", name="Choose another page").click()
    desk.locator(".modal").get_by_role("link", name="Swimming").click()
    expect(pick).to_contain_text("Swimming")
    expect(pick.get_by_text(mark)).to_be_hidden()
