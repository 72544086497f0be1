"""A page as a whole in Markdown: title, who wrote it and when, the body block by block."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from blog.richtext import at
from blog.richtext_tree import Node, Resolve, nodes

from .write import markdown

Found = list[Node]
MEDICAL = "medical_reviewer"


def page(edition: dict, resolve: Resolve, base: str = "") -> str:
    """The Markdown of a page that has a body, its streams filled.

    resolve: a name → its edition, None where it is not public; base: what to put before addresses
    of the site itself.
    """
    return markdown(Page(edition, resolve, base).nodes()) + "\n"


def text(value: str | None) -> Node:
    return {"type": "text", "value": value or ""}


def paragraph(*children: Node) -> Node:
    return {"type": "paragraph", "children": list(children)}


def heading(depth: int, words: str | None) -> Node:
    return {"type": "heading", "depth": depth, "children": [text(words)]}


def emphasis(words: str) -> Node:
    return {"type": "emphasis", "children": [text(words)]}


def lines(words: str) -> Found:
    """Plain text as it is printed: an empty line parts paragraphs, a newline breaks one."""
    found = []
    for part in words.replace("\r\n", "\n").split("\n\n"):
        broken: Found = []
        for line in part.strip().split("\n"):
            broken += [{"type": "break"}, text(line)] if broken else [text(line)]
        found.append(paragraph(*broken))
    return found


class Page:
    """Makes the nodes of one page."""

    def __init__(self, edition: dict, resolve: Resolve, base: str):
        self.edition, self.resolve, self.base = edition, resolve, base

    def nodes(self) -> Found:
        found = [heading(1, self.edition["title"]), *self.introduction()]
        if self.edition.get("date"):
            found.append(self.byline())
        return found + self.story()

    def introduction(self) -> Found:
        said = self.edition.get("introduction")
        return lines(said) if said else []

    def story(self) -> Found:
        """What stands below title, introduction and byline."""
        found = self.figure(self.edition.get("hero"), self.edition.get("hero_caption"))
        for block in self.edition["body"]:
            found += self.block(block, 2)
        return found

    # ---- what is named ----

    def named(self, reference: dict | None) -> dict | None:
        """The edition of what is named, with what this place adds; None if it is not public."""
        if not reference or "__ref" not in reference:
            return reference
        found = self.resolve(reference["__ref"])
        return found and found | reference

    def link(self, thing: dict, words: str) -> Node:
        if not thing.get("url"):
            return text(words)
        return {"type": "link", "url": at(self.base, thing["url"]), "children": [text(words)]}

    def byline(self) -> Node:
        """By whom, when, and who checked it."""
        found = [self.named(r) for r in self.edition.get("authors") or ()]
        names = [self.link(author, author["name"]) for author in found if author]
        day = datetime.fromisoformat(self.edition["date"])
        printed = timezone.localtime(day, timezone.get_default_timezone()).date().isoformat()
        out = [text("By ")] if names else []
        for n, name in enumerate(names):
            out += [text(" and " if n == len(names) - 1 else ", ")] if n else []
            out.append(name)
        out.append(text(f", {printed}." if names else f"{printed}."))
        for said, key in ((" Reviewed by ", "reviewer"), (" Medically reviewed by ", MEDICAL)):
            if reviewer := self.named(self.edition.get(key)):
                out += [text(said), self.link(reviewer, reviewer["name"]), text(".")]
        return paragraph(*out)

    def figure(self, reference: dict | None, caption: str | None) -> Found:
        image = self.named(reference)
        shown = image and image["renditions"]["WIDE"]
        found: Found = []
        if image and shown:
            url, size = at(self.base, shown["url"]), {k: shown[k] for k in ("width", "height")}
            node = {"type": "image", "url": url, "alt": image["alt"] or ""} | size
            found.append(paragraph(node))
        if said := " ".join(filter(None, (caption, (image or {}).get("credit")))):
            found.append(paragraph(emphasis(said)))
        return found

    def rich(self, value: dict) -> Found:
        return nodes(value["parts"], self.resolve, self.base)

    # ---- blocks ----

    def block(self, block: dict, depth: int) -> Found:
        """depth: that of a heading that the block begins with."""
        return BLOCKS.get(block["__typename"], Page.unknown)(self, block, depth)

    def unknown(self, block: dict, depth: int) -> Found:
        """Of a block that another app brings, its texts and what stands in it."""
        found: Found = []
        for value in block.values():
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, dict) and "parts" in item:
                    found += self.rich(item)
                elif isinstance(item, dict) and "block_type" in item:
                    found += self.block(item, depth)
        return found

    def section(self, block: dict, depth: int) -> Found:
        number = f"{block['number']}. " if block["number"] else ""
        found = [heading(depth, number + (block["heading"] or ""))]
        for inner in block["content"]:
            found += self.block(inner, depth + 1)
        return found

    def paragraph(self, block: dict, depth: int) -> Found:
        return self.rich(block["text"])

    def list(self, block: dict, depth: int) -> Found:
        items = [{"type": "listItem", "children": self.rich(item)} for item in block["items"]]
        return [{"type": "list", "ordered": block["ordered"], "children": items}]

    def quote(self, block: dict, depth: int) -> Found:
        found = lines(block["text"] or "")
        if block["attribution"]:
            found.append(paragraph(text(f"— {block['attribution']}")))
        return [{"type": "blockquote", "children": found}]

    def callout(self, block: dict, depth: int) -> Found:
        label = (block["kind"] or "").title()
        label = f"{label}: {block['heading']}" if block["heading"] else label
        strong = {"type": "strong", "children": [text(label)]}
        return [{"type": "blockquote", "children": [paragraph(strong), *self.rich(block["text"])]}]

    def table(self, block: dict, depth: int) -> Found:
        columns = [(c["heading"] or "", c["kind"] == "NUMBER") for c in block["columns"]]
        rows = [[self.rich(cell) for cell in row["cells"]] for row in block["rows"]]
        above = [paragraph(emphasis(block["caption"]))] if block["caption"] else []
        return [*above, {"type": "table", "columns": columns, "rows": rows}]

    def code(self, block: dict, depth: int) -> Found:
        return [{"type": "code", "lang": block["language"], "value": block["code"] or ""}]

    def image(self, block: dict, depth: int) -> Found:
        return self.figure(block["image"], block["caption"])

    def embed(self, block: dict, depth: int) -> Found:
        return [paragraph(self.link(block, block["title"] or block["url"]))]

    def faq(self, block: dict, depth: int) -> Found:
        found = [heading(depth, block["heading"])]
        for item in filter(None, map(self.named, block["items"])):
            found += [heading(depth + 1, item["question"]), *self.rich(item["answer"])]
        return found

    def read_also(self, block: dict, depth: int) -> Found:
        article = self.named(block["article"])
        if not article:
            return []
        return [paragraph(text("Read also: "), self.link(article, article["title"]))]

    def stream(self, block: dict, depth: int) -> Found:
        found = filter(None, (self.named(item["article"]) for item in block["items"]))
        items = [
            {"type": "listItem", "children": [self.link(article, article["title"])]}
            for article in found
        ]
        if not items:
            return []
        return [
            heading(depth, block["heading"]),
            {"type": "list", "ordered": False, "children": items},
        ]


BLOCKS: dict[str, Callable[[Any, dict, int], Iterable[Node]]] = {
    "SectionBlock": Page.section,
    "ParagraphBlock": Page.paragraph,
    "TextListBlock": Page.list,
    "QuoteBlock": Page.quote,
    "CalloutBlock": Page.callout,
    "TableBlock": Page.table,
    "CodeBlock": Page.code,
    "CaptionedImageBlock": Page.image,
    "EmbedBlock": Page.embed,
    "FAQBlock": Page.faq,
    "ReadAlsoBlock": Page.read_also,
    "ArticleStreamBlock": Page.stream,
}
