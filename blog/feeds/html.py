"""A tree of nodes as HTML for readers elsewhere: no classes, no scripts, every address whole."""

from collections.abc import Iterable
from html import escape

from blog.richtext_tree import Node

TAGS = {
    "paragraph": "p", "strong": "strong", "emphasis": "em", "delete": "del", "superscript": "sup",
    "subscript": "sub", "listItem": "li", "blockquote": "blockquote",
}  # fmt: skip
EMPTY = {"break": "<br>", "thematicBreak": "<hr>"}


def html(tree: Iterable[Node], address: str) -> str:
    """address: of the page that the tree is of, for links into it."""
    return "".join(one(node, address) for node in tree)


def one(node: Node, address: str) -> str:
    kind = node["type"]
    if kind == "text":
        return escape(node["value"], quote=False)
    if kind in EMPTY:
        return EMPTY[kind]
    if kind == "image":
        return image(node)
    if kind == "table":
        return table(node, address)
    if kind in ("code", "inlineCode"):
        code = f"<code>{escape(node['value'], quote=False)}</code>"
        return f"<pre>{code}</pre>" if kind == "code" else code
    inner = html(node.get("children", ()), address)
    if kind == "link":
        url = address + node["url"] if node["url"].startswith("#") else node["url"]
        return f'<a href="{escape(url)}">{inner}</a>'
    if kind == "heading":
        tag = f"h{min(node['depth'], 6)}"
    else:
        tag = ("ol" if node["ordered"] else "ul") if kind == "list" else TAGS.get(kind, "div")
    return f"<{tag}>{inner}</{tag}>"


def image(node: Node) -> str:
    size = "".join(f' {key}="{node[key]}"' for key in ("width", "height") if key in node)
    return f'<img src="{escape(node["url"])}" alt="{escape(node["alt"])}"{size}>'


def table(node: Node, address: str) -> str:
    head = "".join(f"<th>{escape(name, quote=False)}</th>" for name, _ in node["columns"])
    rows = ("".join(f"<td>{html(cell, address)}</td>" for cell in row) for row in node["rows"])
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
