"""The words of an article: on its page, from GraphQL, and as they were typed."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import yaml
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

INLINE = re.compile(r"</?(?:a|b|i|em|strong|sup|sub|del|s|code|span)(?:\s[^>]*)?>")
TAG = re.compile(r"<[^>]+>")
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])

READ = {"html": str, "markdown": MARKDOWN.render}

# What the page adds to an article: numbers, labels, credits, buttons, what streams fill.
ADDED = "button, header nav, .contents, .number, .label, .credit, .read-also, .stream, svg, img"

BLOCKS = """__typename
  ... on ParagraphBlock { words: text { html text markdown } }
  ... on TextListBlock { points: items { html text markdown } }
  ... on QuoteBlock { quoted: text attribution }
  ... on CalloutBlock { above: heading words: text { html text markdown } }
  ... on TableBlock { caption columns { heading } rows { cells { html text markdown } } }
  ... on CodeBlock { code }
  ... on CaptionedImageBlock { caption }
  ... on EmbedBlock { title }
  ... on FAQBlock { heading questions: items { question answer { html text markdown } } }"""

ARTICLE = f"""query ($slug: String!) {{ article(slug: $slug) {{
  title introduction heroCaption whole: markdown
  body {{ {BLOCKS} ... on SectionBlock {{ heading content {{ {BLOCKS} }} }} }} }} }}"""


def words(html: str) -> list[str]:
    """The words of HTML; tags within a word do not part it."""
    return unescape(TAG.sub(" ", INLINE.sub("", html))).split()


def on_page(html: str) -> list[str]:
    article = BeautifulSoup(html, "html.parser").select_one("article")
    for part in article.select(ADDED):
        part.decompose()
    shown = [
        article.select_one("h1"),
        article.select_one(".introduction"),
        article.select_one(".hero figcaption"),
        article.select_one(".body"),
    ]
    return [word for part in shown if part for word in words(str(part))]


def from_graphql(article: dict, form: str) -> list[str]:
    """form: `html`, `text` or `markdown`, the form of rich text that is read."""
    return [word for value in leaves(article, form) for word in value]


def leaves(value: Any, form: str) -> Any:
    if isinstance(value, list):
        for item in value:
            yield from leaves(item, form)
    elif isinstance(value, dict) and form in value:
        yield value["text"].split() if form == "text" else words(READ[form](value[form]))
    elif isinstance(value, dict):
        for key, child in value.items():
            if key in ("__typename", "whole"):
                continue
            yield from [child.split()] if isinstance(child, str) else leaves(child, form)


def as_typed(path: Path) -> list[str]:
    """The source without its markup, section numbers, teasers and what is no part of the text."""
    source = path.read_text(encoding="utf-8")
    head: dict = {}
    if source.startswith("---"):
        _, front, source = source.split("---\n", 2)
        head = yaml.safe_load(front)
    else:
        source = source.split("\n", 1)[1]  # the label above the title
    source = re.split(r"(?mi)^(?:## )?read also$", source)[0]
    if path.suffix == ".md":
        source = re.sub(r"(?m)^(#+ )\d+\. ", r"\1", source)
        found = words(MARKDOWN.render(source))
    else:
        found = re.sub(r"(?m)^\d+\. (?=[A-Z][^.]*$)", "", source).split()
    first = " ".join(str(head.get(key, "")) for key in ("title", "introduction", "hero_caption"))
    return first.split() + found
