"""What the importer's parser promises."""

import datetime
import html
import json
import re
import textwrap
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from blog.importers import Document, Refused, parse

SAMPLE = (Path(__file__).parent.parent / "samples" / "quiet_garden.txt").read_text("utf-8")
TITLE = "4 Reasons to Plant a Quiet Garden Behind Your House"
NUMBERED = [
    "Leaves Break Up the Noise",
    "Birds Cover What Is Left",
    "You Slow Down Without Trying",
    "It Costs Less Than a Wall",
]
UNNUMBERED = ["Extra Benefit: Shade in Late Summer", "Closing Words"]
PROSE = "This is a sentence that is long enough to be prose, and it goes on for quite a while here."


def text(source: str) -> Document:
    return parse(source.encode(), name="article.txt")


def markdown(source: str) -> Document:
    return parse(source.encode(), name="article.md")


def sections(document: Document) -> list[tuple[str, bool]]:
    return [
        (block["value"]["heading"], block["value"]["numbered"])
        for block in document.body
        if block["type"] == "section"
    ]


def blocks(document: Document, kind: str) -> list[Any]:
    found = []
    for block in document.body:
        inner = block["value"]["content"] if block["type"] == "section" else []
        found += [one["value"] for one in [block, *inner] if one["type"] == kind]
    return found


def prose_of(document: Document) -> str:
    return "".join(blocks(document, "paragraph"))


def questions(document: Document) -> list[tuple[str, str]]:
    (faq,) = blocks(document, "faq")
    return [(item["value"]["question"], item["value"]["answer"]) for item in faq["items"]]


def refusal(data: bytes, name: str = "article.txt") -> Refused:
    with pytest.raises(Refused) as caught:
        parse(data, name=name)
    return caught.value


def words(source: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W\d_]+", source.casefold()))


def words_kept(document: Document) -> Counter[str]:
    """The words of a document without its warnings: what a reader or the log can see."""

    def strings(value: Any) -> list[str]:
        if isinstance(value, dict):
            return [s for key, one in value.items() if key != "type" for s in strings(one)]
        if isinstance(value, list):
            return [s for one in value for s in strings(one)]
        return [value] if isinstance(value, str) else []

    texts = [document.title, document.label or "", document.introduction]
    texts += [line for _, line in document.dropped] + strings(document.body)
    tags = re.compile(r'</?(?:p|b|i|ul|ol|li|code|h3|h4|a)>|<br/>|<a href="|">')
    return words(html.unescape(tags.sub(" ", " ".join(texts))))


# --- a whole article -----------------------------------------------------------------------------


def test_an_article_is_read_into_label_title_introduction_and_sections() -> None:
    document = text(SAMPLE)
    assert document.label == "Gardens"
    assert document.title == TITLE
    assert document.introduction.startswith("A loud street can follow you")
    assert document.introduction.endswith("lovely to look at.")
    assert sections(document) == [(h, True) for h in NUMBERED] + [(h, False) for h in UNNUMBERED]
    assert document.notes == []


def test_the_typed_number_is_not_part_of_the_heading() -> None:
    assert all(not heading[0].isdigit() for heading, _ in sections(text(SAMPLE)))


def test_the_faq_closes_the_article_at_top_level() -> None:
    document = text(SAMPLE)
    assert [block["type"] for block in document.body[-2:]] == ["faq", "read_also"]
    assert document.body[-2]["value"]["heading"] == "FAQs"
    assert questions(document)[1] == (
        "Can I plant in a narrow yard?",
        "<p>Yes! Climbers need only a hand of soil. They cover a fence within two summers.</p>",
    )


def test_read_also_keeps_the_title_and_drops_the_teaser_with_its_line() -> None:
    document = text(SAMPLE)
    title = "Is gravel better than lawn for small yards?"
    assert document.body[-1]["value"] == {"article": None, "title": title}
    line = SAMPLE.split("\n").index("Read Also") + 1
    assert document.dropped[0] == (line, "Read Also")
    assert document.dropped[1][0] == line + 3
    assert document.dropped[1][1].endswith("gardeners Read more")


def test_furniture_is_dropped_and_logged() -> None:
    assert [found for _, found in text(SAMPLE).dropped[2:]] == [
        "Related Articles",
        "Back to top button",
    ]


def test_every_word_of_the_article_is_kept() -> None:
    assert not words(SAMPLE) - words_kept(text(SAMPLE))


def test_a_bare_domain_becomes_a_link() -> None:
    link = '<a href="https://quietgardens.example.org">quietgardens.example.org</a>'
    assert link in prose_of(text(SAMPLE))


def test_the_blocks_are_plain_data() -> None:
    assert json.loads(json.dumps(text(SAMPLE).body)) == text(SAMPLE).body


def _with_faq_as(pattern: str, join: str) -> str:
    before, rest = SAMPLE.split("FAQs\n\n")
    faq, after = rest.split("Read Also")
    pairs = [pair.split("\n") for pair in faq.strip().split("\n\n")]
    lines = [pattern.format(n=n, q=q, a=a) for n, (q, a) in enumerate(pairs, 1)]
    return f"{before}FAQs\n\n{join.join(lines)}\n\nRead Also{after}"


def _wrapped(source: str, width: int) -> str:
    return "\n".join(textwrap.fill(line, width) for line in source.split("\n"))


VARIANTS = {
    "CRLF": SAMPLE.replace("\n", "\r\n"),
    "CR": SAMPLE.replace("\n", "\r"),
    "no-break spaces": SAMPLE.replace(" ", "\u00a0"),
    "zero width spaces": SAMPLE.replace(" ", "\u200b "),
    "a byte order mark": "\ufeff" + SAMPLE,
    "numbers with a bracket": re.sub(r"(?m)^(\d)\. ", r"\1) ", SAMPLE),
    "no blank lines": re.sub(r"\n+", "\n", SAMPLE),
    "headings tight on their prose": re.sub(r"(?m)^(\d\. .*)\n\n", r"\1\n", SAMPLE),
    "hard-wrapped text": _wrapped(SAMPLE, 72),
    "one-line read also": SAMPLE.replace("Read Also\n", "Also read: "),
    "Q and A marks": _with_faq_as("Q: {q}\n\nA: {a}", "\n\n"),
    "Q and A marks without blank lines": _with_faq_as("Q: {q}\nA: {a}", "\n"),
    "numbered questions": _with_faq_as("{n}. {q}\n{a}", "\n\n"),
    "questions apart from answers": _with_faq_as("{q}\n\n{a}", "\n\n"),
}


@pytest.mark.parametrize("variant", VARIANTS.values(), ids=VARIANTS.keys())
def test_the_same_article_typed_otherwise_is_the_same_article(variant: str) -> None:
    document, plain = text(variant), text(SAMPLE)
    assert (document.label, document.title) == (plain.label, plain.title)
    assert document.introduction == plain.introduction
    assert document.body == plain.body


def test_steps_are_numbered_headings() -> None:
    document = text(re.sub(r"(?m)^(\d)\. ", r"Step \1: ", SAMPLE))
    assert sections(document)[:4] == [(heading, True) for heading in NUMBERED]
    assert "Step 1: Step 2: Step 3: Step 4:" in document.notes[0]


def test_headings_in_capitals_are_headings() -> None:
    source = SAMPLE
    for heading in [*NUMBERED, *UNNUMBERED]:
        source = source.replace(heading, heading.upper())
    assert [h for h, _ in sections(text(source))] == [h.upper() for h in NUMBERED + UNNUMBERED]


def test_headings_without_numbers_are_headings() -> None:
    document = text(re.sub(r"(?m)^\d\. ", "", SAMPLE))
    assert sections(document) == [(heading, False) for heading in NUMBERED + UNNUMBERED]


def test_an_article_without_a_label_has_none() -> None:
    document = text(SAMPLE.removeprefix("Gardens\n\n"))
    assert (document.label, document.title) == (None, TITLE)


def test_an_article_without_a_faq_keeps_its_last_section() -> None:
    before, rest = SAMPLE.split("FAQs\n\n")
    document = text(before + "Read Also" + rest.split("Read Also")[1])
    assert not blocks(document, "faq")
    assert blocks(document, "read_also")


def test_a_byline_under_the_title_names_the_author() -> None:
    document = text(SAMPLE.replace(TITLE, f"{TITLE}\nBy Jane Doe"))
    assert (document.title, document.authors) == (TITLE, ["Jane Doe"])
    assert document.notes == ["Line 4: “By Jane Doe” is read as the author."]


def test_a_title_that_begins_with_by_is_no_byline() -> None:
    document = text(f"Travel\n\nBy Train Through Norway\n\n{PROSE}\n\nBy Boat\n\n{PROSE}")
    assert (document.title, document.authors) == ("By Train Through Norway", [])
    assert sections(document) == [("By Boat", False)]


def test_a_line_above_a_lead_in_and_its_list_is_a_heading() -> None:
    document = text("The title\n\nIntro.\n\nWhat to Pack\n\nBring these:\n- a coat\n- a hat")
    assert sections(document) == [("What to Pack", False)]


def test_a_line_that_announces_speech_is_no_heading() -> None:
    assert sections(text(f"The title\n\nIntro.\n\nShe said:\n\n“{PROSE}”")) == []


def test_headings_and_titles_about_cookies_and_rights_are_headings_and_titles() -> None:
    document = text(
        f"Why to Never Accept All Cookies\n\nIntro.\n\nHow to Reject Cookies\n\n{PROSE}\n\n{PROSE}"
    )
    assert document.title == "Why to Never Accept All Cookies"
    assert sections(document) == [("How to Reject Cookies", False)]
    wrapped = f"{PROSE[:60]}\nand then they simply\nclick to accept all cookies."
    assert "accept all cookies" in json.dumps(text(f"The title\n\nIntro.\n\n{wrapped}").body)


def test_titles_of_other_articles_may_be_of_any_length() -> None:
    titles = [
        "Ten Tips For Better Sleep",
        "Why Naps Help",
        "How Your Mattress Affects the Quality of Your Sleep Every Night",
        "A Walk A Day",
    ]
    document = text(
        f"The title\n\nIntro.\n\n{PROSE}\n\nYou may also like\n\n" + "\n\n".join(titles)
    )
    assert blocks(document, "article_stream")[0]["articles"] == titles
    assert sections(document) == []


def test_a_bold_label_stays_where_it_is_no_question_or_answer() -> None:
    document = text(
        f"The title\n\nIntro.\n\n**Ingredients:**\n\n- flour\n- milk\n\n**Note:** {PROSE}"
    )
    assert sections(document) == []
    assert "<b>Ingredients:</b>" in json.dumps(document.body)
    assert "**Note:**" in json.dumps(document.body)


def test_stars_around_a_whole_line_or_its_label_are_no_part_of_it() -> None:
    document = text(
        f"The title\n\nIntro.\n\n**Why It Rises**\n\n{PROSE}\n\n**So be it.**\n\n**FAQ**\n\n"
        "**Q: Where?**\n\n**A:** Here."
    )
    assert sections(document) == [("Why It Rises", False)]
    assert questions(document) == [("Where?", "<p>Here.</p>")]
    assert "<p><b>So be it.</b></p>" in json.dumps(document.body)


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies to improve your experience.",
        "This site uses cookies to give you the best experience. Accept all cookies",
        "Reject all cookies",
        "Accept all cookies",
        "Cookie settings",
        "© 2024 Example Agency",
        "Copyright © 2024 Example. All rights reserved.",
    ],
)
def test_notices_of_cookies_and_rights_are_dropped_and_logged(line: str) -> None:
    document = text(f"The title\n\nIntro.\n\n{line}\n\n{PROSE}")
    assert document.dropped == [(5, line)]
    assert sections(document) == []


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies made with oats.",
        "Copyright is for authors.",
        "Do not accept cookies.",
        "They sold the land and kept all rights reserved.",
        "© is a sign that nobody needs.",
    ],
)
def test_what_only_begins_like_a_notice_stays(line: str) -> None:
    assert line in prose_of(text(f"The title\n\nIntro.\n\n{PROSE}\n\n{line}"))


# --- headings and numbers ------------------------------------------------------------------------


def test_a_broken_run_of_numbers_is_kept_as_typed_and_noted() -> None:
    document = text(SAMPLE.replace("3. You", "5. You"))
    assert ("5. You Slow Down Without Trying", False) in sections(document)
    assert "do not run from 1" in document.notes[0]


def test_a_title_that_promises_another_number_is_noted() -> None:
    document = text(SAMPLE.replace("4 Reasons", "7 Reasons"))
    assert document.notes == ["The title says 7, but 4 sections are numbered."]


def test_neighbouring_numbers_are_a_list_and_no_headings() -> None:
    document = text(f"The title\n\n{PROSE}\n\nYou need:\n1. a spade\n2. a can\n3. time\n\n{PROSE}")
    (found,) = blocks(document, "list")
    assert found["ordered"]
    assert [item["value"] for item in found["items"]] == [
        "<p>a spade</p>",
        "<p>a can</p>",
        "<p>time</p>",
    ]
    assert sections(document) == []


def test_a_list_that_begins_late_keeps_its_numbers() -> None:
    document = text(f"The title\n\n{PROSE}\n\n4. a spade\n5. a can\n\n{PROSE}")
    assert "<p>4. a spade<br/>5. a can</p>" in prose_of(document)


def test_a_short_line_with_closing_punctuation_is_no_heading() -> None:
    for ending in ".;,":
        assert sections(text(f"The title\n\n{PROSE}\n\nShort line{ending}\n\n{PROSE}")) == []


def test_a_marked_line_is_a_heading_whatever_it_looks_like() -> None:
    document = text(
        f"# The title\n\n{PROSE}\n\n## Ends with a full stop.\n\nShort.\n\n### Deep\n\nX."
    )
    assert sections(document) == [("Ends with a full stop.", False)]
    assert "<h3>Deep</h3>" in prose_of(document)


def test_consecutive_paragraphs_are_one_rich_text() -> None:
    document = text("The title\n\nIntro here.\n\nOne here.\n\nTwo\nlines here.")
    assert document.body == [
        {"type": "paragraph", "value": "<p>One here.</p><p>Two lines here.</p>"}
    ]


# --- FAQ, read also, related ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "label",
    ["FAQ", "FAQs:", "Frequently Asked Questions (FAQs):", "Common questions", "Q&A",
     "Questions and Answers", "Häufig gestellte Fragen", "Foire aux questions",
     "Preguntas frecuentes", "よくある質問"],
)  # fmt: skip
def test_a_faq_is_known_by_its_label_in_many_languages(label: str) -> None:
    document = text(f"The title\n\n{PROSE}\n\n{label}\n\nWhat is it?\n\nA thing.")
    assert questions(document) == [("What is it?", "<p>A thing.</p>")]
    assert blocks(document, "faq")[0]["heading"] == label.rstrip(":")


def test_a_heading_ends_the_faq() -> None:
    document = text(f"T\n\n{PROSE}\n\nFAQ\n\nWhat is it?\n\nA thing.\n\nAfter All That\n\n{PROSE}")
    assert questions(document) == [("What is it?", "<p>A thing.</p>")]
    assert sections(document) == [("After All That", False)]


def test_a_question_without_an_answer_is_kept_and_noted() -> None:
    document = text(f"The title\n\n{PROSE}\n\nFAQ\n\nWhat is it?\n\nWho is it?\n\nA person.")
    assert questions(document) == [("What is it?", ""), ("Who is it?", "<p>A person.</p>")]
    assert document.notes == ["Line 7: the question “What is it?” has no answer."]


def test_the_marks_of_questions_and_answers_are_logged() -> None:
    document = text(f"The title\n\n{PROSE}\n\nFAQ\n\nQ: What is it?\nA: A thing.")
    assert questions(document) == [("What is it?", "<p>A thing.</p>")]
    assert document.dropped == [(7, "Q:"), (8, "A:")]


def test_a_faq_label_above_no_question_is_a_section() -> None:
    document = text(f"The title\n\n{PROSE}\n\nFAQs\n\nWe answer by telephone.")
    assert sections(document) == [("FAQs", False)]


def test_listed_related_articles_become_a_stream() -> None:
    document = text(f"The title\n\n{PROSE}\n\nRelated Articles\n\nOne Title\n\nOther Title")
    assert blocks(document, "article_stream") == [
        {
            "heading": "Related articles",
            "source": "related",
            "count": 2,
            "articles": ["One Title", "Other Title"],
        }
    ]


def test_a_heading_below_the_titles_of_other_articles_is_a_heading() -> None:
    rest = f"The Next Section\n\n{PROSE}\n\n{PROSE}"
    also = text(f"The title\n\n{PROSE}\n\nRead also\n\nHow To Bake\n\n{rest}")
    assert [value["title"] for value in blocks(also, "read_also")] == ["How To Bake"]
    like = text(
        f"The title\n\n{PROSE}\n\nYou may also like\n\nHow To Bake\n\nWhy It Rises\n\n{rest}"
    )
    assert blocks(like, "article_stream")[0]["articles"] == ["How To Bake", "Why It Rises"]
    teased = (
        "How To Bake\n\nIt begins so and is cut… Read more\n\nWhy It Rises\n\nSo does it… Read more"
    )
    more = text(f"The title\n\n{PROSE}\n\nRead also\n\n{teased}\n\n{rest}")
    assert [value["title"] for value in blocks(more, "read_also")] == [
        "How To Bake",
        "Why It Rises",
    ]
    assert [sections(found) for found in (also, like, more)] == [[("The Next Section", False)]] * 3


def test_numbers_that_a_list_does_not_keep_are_noted() -> None:
    steps = "\n\n".join(f"{n}. Step\n   - detail\n\n{PROSE}" for n in (1, 2, 3))
    for document in (
        text(f"The title\n\nIntro.\n\n{steps}"),
        markdown(f"# T\n\nIntro.\n\n{steps}"),
    ):
        assert sum("the list begins at" in note for note in document.notes) == 2


@pytest.mark.parametrize(
    "deep", ["".join(f"{'  ' * n}- l\n" for n in range(14)), "> " * 40 + "l\n"]
)
def test_what_is_nested_deeply_loses_nothing_that_follows(deep: str) -> None:
    document = markdown(f"# The title\n\nIntro.\n\n{deep}\n{PROSE}\n\n## Last\n\nFinal words.")
    assert sections(document) == [("Last", False)]
    assert "Final words." in json.dumps(document.body)
    assert not [note for note in document.notes if "not placed" in note]


# --- plain blocks --------------------------------------------------------------------------------


def test_bullets_quotes_tables_code_and_videos_are_blocks() -> None:
    document = text(
        "The title\n\nAn introduction.\n\n- one\n- two\n\n> Quoted words\n> — Someone\n\n"
        "Name\tAge\nAnn\t30\nBob\t31\n\n```python\nx = 1\n\n  y\n```\n\nhttps://youtu.be/abc\n"
    )
    assert [block["type"] for block in document.body] == ["list", "quote", "table", "code", "embed"]
    assert document.body[1]["value"] == {"text": "Quoted words", "attribution": "Someone"}
    table = document.body[2]["value"]
    assert [column["heading"] for column in table["columns"]] == ["Name", "Age"]
    assert table["rows"][1] == {"values": ["<p>Bob</p>", "<p>31</p>"]}
    assert document.body[3]["value"] == {"language": "python", "code": "x = 1\n\n  y"}
    assert document.body[4]["value"] == {"url": "https://youtu.be/abc", "title": ""}


def test_code_ends_at_a_fence_that_says_nothing() -> None:
    source = "```python\na = 1\n```python or not\n```\n"
    (found,) = blocks(text(f"The title\n\nIntro.\n\n{source}\n{PROSE}"), "code")
    assert found == {"language": "python", "code": "a = 1\n```python or not"}


def test_a_list_in_a_list_becomes_rich_text() -> None:
    document = text("The title\n\nAn introduction.\n\n- one\n  - inner\n- two\n")
    assert prose_of(document) == "<ul><li>one<ul><li>inner</li></ul></li><li>two</li></ul>"


# --- rich text -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("example.com", "https://example.com"),
        ("www.example.care", "https://www.example.care"),
        ("example.co.uk/a_(b)", "https://example.co.uk/a_(b)"),
        ("http://example.com/?a=1", "http://example.com/?a=1"),
        ("a.b@example.com", "mailto:a.b@example.com"),
        ("müller.de", "https://müller.de"),
    ],
)
def test_an_address_in_prose_becomes_a_link(typed: str, address: str) -> None:
    document = text(f"The title\n\nIntro.\n\nPlease look (at {typed}).")
    assert f'(at <a href="{address}">{typed}</a>).' in prose_of(document)


@pytest.mark.parametrize(
    "typed",
    ["e.g.", "i.e.", "file.txt", "Node.js", "README.md", "ASP.NET", "end.In", "3.14", "U.S.", "a@b",
     "javascript:alert(1)", "ftp://example.com", "//example.com", "https://a@example.com"],
)  # fmt: skip
def test_what_only_looks_like_an_address_stays_text(typed: str) -> None:
    assert "<a" not in prose_of(text(f"The title\n\nIntro.\n\nWe use {typed} for this."))


def test_markup_is_escaped() -> None:
    document = text("The title\n\nIntro.\n\nA <script>alert(1)</script> & co.")
    assert prose_of(document) == "<p>A &lt;script&gt;alert(1)&lt;/script&gt; &amp; co.</p>"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "<java\tscript:alert(1)>", "data:text/html,x",
     "vbscript:x", "javascript&#58;alert(1)", "<java&#9;script:alert(1)>", "odd:thing"],
)  # fmt: skip
def test_a_link_of_an_odd_scheme_is_never_made(address: str) -> None:
    document = markdown(f"# The title\n\nIntro.\n\nA [word]({address}) here.")
    assert "<a" not in prose_of(document)
    assert "word" in prose_of(document)


# --- Markdown ------------------------------------------------------------------------------------

FRONT = """---
title: A title
slug: a-title
id: 12
category: Health
date: 2025-03-31 09:30
introduction: Typed above.
tags: [one, two]
author: Jane Doe
hero: pictures/a b.jpg
hero_alt: A bench
related:
  - another-article
mood: calm
---
"""


def test_front_matter_fills_the_fields() -> None:
    document = markdown(FRONT + "First paragraph.\n\n## One\n\nMore.")
    assert (document.title, document.slug, document.id) == ("A title", "a-title", "12")
    assert document.date == datetime.datetime(2025, 3, 31, 9, 30, tzinfo=datetime.UTC)
    assert (document.tags, document.authors) == (["one", "two"], ["Jane Doe"])
    assert (document.hero, document.hero_alt) == ("pictures/a b.jpg", "A bench")
    assert document.related == ["another-article"]
    assert document.notes == ["Line 14: the field “mood” (calm) is not known; it is left out."]


def test_with_a_typed_introduction_all_prose_is_body() -> None:
    document = markdown(FRONT + "First paragraph.\n\n## One\n\nMore.")
    assert document.introduction == "Typed above."
    assert document.body[0] == {"type": "paragraph", "value": "<p>First paragraph.</p>"}


def test_without_one_the_first_paragraph_is_the_introduction() -> None:
    document = markdown("# The title\n\nFirst *paragraph*.\n\nSecond.")
    assert (document.title, document.introduction) == ("The title", "First paragraph.")
    assert prose_of(document) == "<p>Second.</p>"


def test_markdown_sections_lose_their_typed_numbers() -> None:
    document = markdown("# T\n\nIntro.\n\n## 1. One\n\nA.\n\n## Between\n\nB.\n\n## 2. Two\n\nC.")
    assert sections(document) == [("One", True), ("Between", False), ("Two", True)]


def test_markdown_becomes_wagtails_own_rich_text() -> None:
    document = markdown(
        "# T\n\nIntro.\n\n**Bold** *it* `x<y` [w](https://e.org)\\\nnew.\n\n### Deep"
    )
    assert prose_of(document) == (
        '<p><b>Bold</b> <i>it</i> <code>x&lt;y</code> <a href="https://e.org">w</a><br/>new.</p>'
    )
    assert sections(document) == [("Deep", False)]


def test_markdown_blocks_are_blocks() -> None:
    document = markdown(
        '# T\n\nIntro.\n\n![Alt](<a b.jpg> "Caption")\n\n| A |\n|---|\n| *1* |\n\n'
        "> Words\n>\n> — Someone\n\n```js\ncode\n```\n\n1. one\n2. two\n\nhttps://vimeo.com/1"
    )
    kinds = ["image", "table", "quote", "code", "list", "embed"]
    assert [block["type"] for block in document.body] == kinds
    assert document.body[0]["value"] == {"image": "a b.jpg", "alt": "Alt", "caption": "Caption"}
    assert document.body[1]["value"]["rows"] == [{"values": ["<p><i>1</i></p>"]}]
    assert document.body[2]["value"] == {"text": "Words", "attribution": "Someone"}
    assert document.body[4]["value"]["ordered"]


def test_markdown_questions_may_be_headings_or_bold_lines() -> None:
    document = markdown(
        "# T\n\nIntro.\n\n## FAQs\n\n### Why?\n\nSo.\n\n- a\n\n**How?**\nThus.\n\n"
        "## Read also\n\nOther"
    )
    assert questions(document) == [
        ("Why?", "<p>So.</p><ul><li>a</li></ul>"),
        ("How?", "<p>Thus.</p>"),
    ]
    assert blocks(document, "read_also") == [{"article": None, "title": "Other"}]


def test_an_unused_definition_of_a_link_is_logged() -> None:
    document = markdown("# T\n\nSee [it][a].\n\n[a]: https://a.org\n[b]: https://b.org\n")
    assert document.dropped == [(6, "[b]: https://b.org")]


def test_a_cell_too_many_is_noted() -> None:
    document = markdown("# T\n\nIntro.\n\n| A |\n|---|\n| one | surplus |\n")
    assert document.notes == ["Line 7: not placed anywhere: surplus"]


# --- refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "0 bytes"),
        (b" \n\t\xc2\xa0\r\n", "white space"),
        (b"\xef\xbb\xbf", "white space"),
        (b"abc\x00def", "binary"),
        (bytes(range(1, 9)) * 20, "binary"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\xff\xfeA", "UTF-16"),
        (b"word " * 1_100_000, "5,500,000 bytes; at most 5,242,880"),
    ],
)
def test_a_file_that_is_no_text_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    error = refusal(data)
    assert reason in error.reason
    assert str(error) == error.reason


def test_a_file_without_a_title_is_refused_with_the_line() -> None:
    error = refusal((PROSE + " " + PROSE + " " + PROSE).encode())
    assert (error.line, str(error)[:8]) == (1, "Line 1: ")
    assert refusal(b"\n\nJust a paragraph.", "a.md").line == 3


@pytest.mark.parametrize(
    ("front", "line", "said"),
    [
        ("title: T\ntags: {a: b}", 3, "tags is a group of fields; a list of texts"),
        ("title: T\ndate: 2025-13-45", 3, "date: “2025-13-45” cannot be read"),
        ("title: T\ndate: soon", 3, "date: “soon” is no date; a date is accepted, as 2025"),
        ("title: 2024", 2, "title: “2024” is a number; text is accepted"),
        ("title: T\nslug: no", 3, "slug: “False” is yes or no"),
        ("title: [a\nslug: b", 3, "not valid YAML"),
        ("title: T\ntitle: U", 3, "typed twice, first in line 2"),
    ],
)
def test_wrong_front_matter_is_refused_with_field_and_line(
    front: str, line: int, said: str
) -> None:
    error = refusal(f"---\n{front}\n---\n\nText.".encode(), "a.md")
    assert error.line == line
    assert said in error.reason


def test_front_matter_that_is_not_closed_is_refused() -> None:
    assert "not closed" in refusal(b"---\ntitle: T\n\nText.", "a.md").reason


# --- encodings -----------------------------------------------------------------------------------


def test_utf_16_with_its_mark_is_read() -> None:
    assert parse(SAMPLE.encode("utf-16"), name="a.txt") == text(SAMPLE)


def test_western_bytes_are_read_with_a_note() -> None:
    document = parse("The title\n\nCafé “quoted”.".encode("cp1252"), name="a.txt")
    assert document.introduction == "Café “quoted”."
    assert "Windows-1252" in document.notes[0]


# --- whatever comes ------------------------------------------------------------------------------

LINES = st.sampled_from(
    [
        "",
        "",
        "",
        "Alpha Beta",
        PROSE,
        "1. One Thing",
        "2. Two Things",
        "Step 1: Walk",
        "FAQs",
        "What is gamma?",
        "Q: Why delta?",
        "A: Because epsilon.",
        "Read Also",
        "Also read: Zeta",
        "Some teaser ... Read more",
        "Read more",
        "Related Articles",
        "Back to top",
        "- eta",
        "  - theta",
        "3) iota",
        "# Kappa",
        "## Lambda",
        "### Mu?",
        "> nu",
        "> — Xi",
        "a\tb",
        "c\td",
        "| e | f |",
        "By Jane Doe",
        "|---|---|",
        "| g | h | extra |",
        "```",
        "---",
        "===",
        "omicron.com",
        "https://youtu.be/pi",
        '![rho](sigma.jpg "tau")',
        "[upsilon](javascript:phi)",
        "[chi]: psi",
        "[chi]",
        "**omega**",
        "title: ab",
        "é\u200d",
        "\u200e",
        "\x07",
    ]
)
FUZZ = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FUZZ
@given(data=st.binary(max_size=400), name=st.sampled_from(["a.txt", "a.md"]))
def test_any_bytes_are_a_document_or_refused(data: bytes, name: str) -> None:
    _document_or_refused(data, name)


@FUZZ
@given(source=st.text(max_size=400), name=st.sampled_from(["a.txt", "a.md"]))
@example(source="---\n? [a]: b\n---\n", name="a.md")
@example(source="---\na: !!timestamp x\n---\n", name="a.md")
@example(source="---\na: " + "[" * 5000 + "\n---\n", name="a.md")
@example(source="# T\n\n" + "> " * 5000 + "deep", name="a.md")
@example(source="# T\n\n" + "- " * 5000 + "deep", name="a.md")
def test_any_text_is_a_document_or_refused(source: str, name: str) -> None:
    _document_or_refused(source.encode("utf-8", "surrogatepass"), name)


@FUZZ
@given(lines=st.lists(LINES, max_size=30))
def test_no_word_of_a_plain_text_is_lost(lines: list[str]) -> None:
    source = "\n".join(["Some title", *lines])
    document = _document_or_refused(source.encode(), "a.txt")
    if document is not None:
        # What is taken off or read as a field (a "Step 1:", a byline) is told in a note.
        assert set(words(source) - words_kept(document)) <= set(words(" ".join(document.notes)))
        assert not [note for note in document.notes if "not placed anywhere" in note]


@FUZZ
@given(lines=st.lists(LINES, max_size=30))
def test_no_word_of_a_markdown_text_is_lost(lines: list[str]) -> None:
    source = "\n".join(["# Some title", "", *lines])
    document = _document_or_refused(source.encode(), "a.md")
    if document is not None:
        noted = words(" ".join(document.notes))
        # The label of a link's definition is no word of the article.
        assert set(words(source) - words_kept(document) - noted) <= {"chi"}


def _document_or_refused(data: bytes, name: str) -> Document | None:
    try:
        document = parse(data, name=name)
    except Refused as error:
        return None if str(error) else pytest.fail("a refusal without a reason")
    assert document.title
    json.dumps(document.body)
    return document


def test_a_thousand_words_are_read_in_a_few_milliseconds() -> None:
    source = (SAMPLE + "\n\n" + PROSE * 20).encode()
    began = time.perf_counter()
    for _ in range(50):
        parse(source, name="a.txt")
        parse(b"# T\n\n" + source, name="a.md")
    assert time.perf_counter() - began < 50 * 2 * 0.03
