"""Rich text as a tree of nodes, named as mdast names them; docs/graphql.md has them all.

A node is `{"type": …}` with `children`, or with `value` where it holds text. A link says where it
leads in `to`: to a `PAGE` or a `DOCUMENT`, whose `id` it has, elsewhere in the `SITE`, or
`ELSEWHERE`. A link whose target is not public is not there; its words are.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import Any

from blog.richtext import Part, at

Node = dict[str, Any]
Resolve = Callable[[str], dict | None]

TOKEN = re.compile(r'<(/?)([a-z0-9]+)(?: href="([^"]*)")?>|([^<]+)')
SPACES = re.compile(r"[ \t\r\n\f]+")
PLAIN = {
    "p": "paragraph", "b": "strong", "i": "emphasis", "del": "delete", "sup": "superscript",
    "sub": "subscript", "li": "listItem", "blockquote": "blockquote",
}  # fmt: skip
MARKS = {"strong", "emphasis", "delete"}
HOLDERS = {"list", "blockquote"}
DEEPEST = 40


class Tree:
    """Grows from the parts of a rich text. resolve: a name → its edition, None where it is not
    public; base: what to put before addresses of the site itself."""

    def __init__(self, resolve: Resolve, base: str = ""):
        self.resolve, self.base = resolve, base
        self.root: Node = {"type": "root", "children": []}
        self.open: list[tuple[str, Node]] = [("", self.root)]

    def take(self, parts: Iterable[Part]) -> list[Node]:
        for part in parts:
            if isinstance(part, str):
                for end, tag, href, words in TOKEN.findall(part):
                    self.token(end, tag, href, words)
            elif part is None:
                self.close("a")
            elif part["__ref"].startswith("image:"):
                self.picture(self.resolve(part["__ref"]), part["alt"])
            else:
                self.named(part["__ref"])
        return self.root["children"]

    def token(self, end: str, tag: str, href: str, words: str) -> None:
        if words:
            self.text(SPACES.sub(" ", unescape(words)))
        elif end:
            self.close(tag)
        elif tag == "a":
            self.link(**typed(unescape(href), self.base))
        elif tag in ("br", "hr"):
            self.add({"type": "break" if tag == "br" else "thematicBreak"})
        else:
            self.start(tag, made(tag))

    def add(self, node: Node) -> None:
        inside = self.open[-1][1]
        if "children" in inside:
            inside["children"].append(node)

    def start(self, tag: str, node: Node | None) -> None:
        """Opens a node; one without a type of its own, bold within bold, or too deep, leaves what
        is in it."""
        inside = self.open[-1][1]
        again = (
            node and node["type"] in MARKS and any(n["type"] == node["type"] for _, n in self.open)
        )
        if node is None or again or "value" in inside or len(self.open) >= DEEPEST:
            node = inside
        else:
            self.add(node)
        self.open.append((tag, node))

    def close(self, tag: str) -> None:
        for n in range(len(self.open) - 1, 0, -1):
            if self.open[n][0] == tag:
                del self.open[n:]
                return

    def text(self, words: str) -> None:
        inside = self.open[-1][1]
        if "value" in inside:
            inside["value"] += words
        elif words != " " or inside["type"] not in HOLDERS:
            inside["children"].append({"type": "text", "value": words})

    def named(self, name: str) -> None:
        target, kind = self.resolve(name), name.partition(":")[0]
        if target and target.get("url"):
            url = at(self.base, target["url"])
            self.link(url=url, to=kind.upper(), id=target["id"])
        else:
            self.start("a", None)

    def link(self, **said: Any) -> None:
        within = any(node["type"] == "link" for _, node in self.open)
        self.start("a", None if within else {"type": "link"} | said | {"children": []})

    def picture(self, image: dict | None, alt: str) -> None:
        shown = image and image["renditions"]["WIDE"]
        if image and shown:
            node = {"type": "image", "id": image["id"], "url": at(self.base, shown["url"])}
            size = {key: shown[key] for key in ("width", "height")}
            self.add(node | {"alt": alt or image["alt"] or ""} | size)


def made(tag: str) -> Node | None:
    """The node of a tag of our HTML."""
    if tag in PLAIN:
        return {"type": PLAIN[tag], "children": []}
    if tag in ("ul", "ol"):
        return {"type": "list", "ordered": tag == "ol", "children": []}
    if tag == "code":
        return {"type": "inlineCode", "value": ""}
    if tag[0] == "h":
        return {"type": "heading", "depth": int(tag[1]), "children": []}
    return None


def typed(url: str, base: str) -> dict[str, str]:
    """What a link says whose address an editor typed."""
    here = url.startswith("#") or at("x", url) != url
    return {"url": at(base, url), "to": "SITE" if here else "ELSEWHERE"}


def nodes(parts: Iterable[Part], resolve: Resolve, base: str = "") -> list[Node]:
    """The tree of a rich text: its blocks, in order; text of one line may stand there by itself."""
    return Tree(resolve, base).take(parts)


def walk(tree: Iterable[Node]) -> Iterator[Node]:
    """Every node of a tree, in reading order."""
    for node in tree:
        yield node
        yield from walk(node.get("children", ()))


def words(tree: Iterable[Node]) -> str:
    """The words of a tree, in one line."""
    return " ".join("".join(node.get("value", " ") for node in walk(tree)).split())
