"""The raw StreamField data of each block, and lists and blocks as rich text."""

from blog.importers.document import Block
from blog.importers.pieces import Item, Listing, Part, joined_html
from blog.importers.richtext import escape, link


def paragraph(html: str) -> Block:
    """Rich text."""
    return {"type": "paragraph", "value": html}


def section(title: str, *, numbered: bool) -> Block:
    """A section that is still empty; its anchor is filled when the page is first saved."""
    value = {"heading": title, "numbered": numbered, "anchor": "", "content": []}
    return {"type": "section", "value": value}


def quote(text: str, attribution: str) -> Block:
    """A quotation."""
    return {"type": "quote", "value": {"text": text, "attribution": attribution}}


def table(headings: list[str], rows: list[list[str]]) -> Block:
    """A table of rich-text cells; short rows are filled up, columns added where a row is longer."""
    width = max([len(headings), *map(len, rows)])
    names = headings + [""] * (width - len(headings))
    columns = [{"type": "text", "heading": name} for name in names]
    values = [
        {"values": [f"<p>{cell}</p>" for cell in row + [""] * (width - len(row))]} for row in rows
    ]
    return {"type": "table", "value": {"columns": columns, "rows": values, "caption": ""}}


def code(language: str, text: str) -> Block:
    """A listing of code, kept to the letter."""
    return {"type": "code", "value": {"language": language, "code": text}}


def image(path: str, alt: str, caption: str) -> Block:
    """A picture, by the path that was typed."""
    return {"type": "image", "value": {"image": path, "alt": alt, "caption": caption}}


def embed(url: str) -> Block:
    """A video."""
    return {"type": "embed", "value": {"url": url, "title": ""}}


def faq(label: str, items: list[tuple[str, str]]) -> Block:
    """Questions with their rich answers."""
    questions = [
        {"type": "question", "value": {"question": question, "answer": answer}}
        for question, answer in items
    ]
    return {"type": "faq", "value": {"heading": label, "items": questions}}


def read_also(title: str) -> Block:
    """A pointer to another article by its title."""
    return {"type": "read_also", "value": {"article": None, "title": title}}


def related(titles: list[str]) -> Block:
    """The stream of related articles, with the titles that the text lists."""
    value = {
        "heading": "Related articles",
        "source": "related",
        "count": len(titles),
        "articles": titles,
    }
    return {"type": "article_stream", "value": value}


def listing(found: Listing) -> Block:
    """A list; one with lists inside becomes rich text, where nesting is possible."""
    if any(item.under for item in found.items):
        return paragraph(listing_html(found))
    items = [{"type": "item", "value": f"<p>{_loose(item.parts)}</p>"} for item in found.items]
    return {"type": "list", "value": {"ordered": found.ordered, "items": items}}


def listing_html(found: Listing) -> str:
    """A list, with all that is nested in it, as rich text."""
    tag = "ol" if found.ordered else "ul"
    return f"<{tag}>{''.join(_entry(item) for item in found.items)}</{tag}>"


def _entry(item: Item) -> str:
    return f"<li>{joined_html(item.parts)}{''.join(map(listing_html, item.under))}</li>"


def _loose(parts: list[Part]) -> str:
    return joined_html(parts).replace("<br/><br/>", "</p><p>")


def as_rich_text(block: Block) -> str:
    """A block's words as rich text, for places that take nothing else; '' for a picture."""
    value = block["value"]
    match block["type"]:
        case "paragraph":
            return str(value)
        case "code":
            lines = "<br/>".join(escape(line) for line in value["code"].rstrip("\n").split("\n"))
            return f"<p><code>{lines}</code></p>"
        case "quote":
            return "".join(f"<p>{escape(text)}</p>" for text in value.values() if text)
        case "table":
            rows = [[escape(column["heading"]) for column in value["columns"]]]
            rows += [[cell[3:-4] for cell in row["values"]] for row in value["rows"]]
            return "".join(f"<p>{' | '.join(row)}</p>" for row in rows)
        case "embed":
            return f"<p>{link(value['url'], escape(value['url']))}</p>"
    return ""
