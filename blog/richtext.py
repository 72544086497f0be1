"""Rich text as an edition holds it: HTML of a closed set of tags, in parts where it links.

A rich text value is a list of parts: strings of finished HTML; `{"__ref": "page:12"}` where a
link to that thing begins (with `fragment` when it points into it), closed by None; and
`{"__ref": "image:5", "alt": …}` for a picture. A link whose target is not public loses its tags
and keeps its words. Text without links is a list of one string.
"""

import re
from collections.abc import Callable, Iterable
from html import escape, unescape
from html.parser import HTMLParser
from typing import Any

from django.utils.html import strip_tags

Part = str | dict[str, Any] | None

KEPT = {
    "p", "h2", "h3", "h4", "b", "i", "ul", "ol", "li", "sup", "sub", "del", "code", "br", "hr",
    "blockquote",
}  # fmt: skip
SPELLED = {"strong": "b", "em": "i", "s": "del", "strike": "del", "h5": "h4", "h6": "h4"}
VOID = {"br", "hr"}
SCHEMES = ("https:", "http:", "mailto:", "tel:", "/", "#")

# A link that an editor typed as an address within the site.
TYPED = re.compile(r'<a href="(?=/(?!/))')
# Tags at which a new line of words begins or ends.
LINES = re.compile(r"<(?:/(?:p|li|h[1-6]|blockquote)|br|hr|[ou]l)>")


class _Reader(HTMLParser):
    """Wagtail's database HTML → parts; what is not in the closed set loses its tag only."""

    def __init__(self, heading: Callable[[int], int]):
        super().__init__(convert_charrefs=True)
        self.parts: list[Part] = []
        self.run: list[str] = []
        self.open: list[str | None] = []
        self.links: list[str] = []
        self.heading = heading
        self.headings: list[str] = []

    def flush(self, part: Part) -> None:
        if self.run:
            self.parts.append("".join(self.run))
            self.run = []
        self.parts.append(part)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag, given = SPELLED.get(tag, tag), {k: v or "" for k, v in attrs}
        if tag == "a":
            self.start_link(given)
        elif tag == "embed":
            self.embed(given)
        elif tag in KEPT:
            if tag in ("h2", "h3", "h4"):
                tag = f"h{self.heading(int(tag[1]))}"
                self.headings.append(tag)
            self.run.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        tag = SPELLED.get(tag, tag)
        if tag == "a":
            if self.links:
                kind = self.links.pop()
                if kind == "named":
                    self.flush(None)
                elif kind == "plain":
                    self.run.append("</a>")
        elif tag in KEPT and tag not in VOID:
            if tag in ("h2", "h3", "h4") and self.headings:
                tag = self.headings.pop()
            self.run.append(f"</{tag}>")

    def start_link(self, given: dict[str, str]) -> None:
        kind, id_ = given.get("linktype"), given.get("id", "")
        if kind in ("page", "document") and id_.isdigit():
            self.flush({"__ref": f"{kind}:{id_}"})
            self.links.append("named")
        elif given.get("href", "").lower().startswith(SCHEMES):
            self.run.append(f'<a href="{escape(given["href"])}">')
            self.links.append("plain")
        else:
            self.links.append("dropped")

    def embed(self, given: dict[str, str]) -> None:
        if given.get("embedtype") == "image" and given.get("id", "").isdigit():
            self.flush({"__ref": f"image:{given['id']}", "alt": given.get("alt", "")})
        elif given.get("embedtype") == "media" and given.get("url", "").startswith("http"):
            url = escape(given["url"])
            self.run.append(f'<p><a href="{url}">{url}</a></p>')

    def handle_data(self, data: str) -> None:
        self.run.append(escape(data, quote=False))


def parts(source: str, heading: Callable[[int], int] = lambda level: level) -> list[Part]:
    """Wagtail's database HTML as parts. heading: a level asked for → the level that it gets."""
    reader = _Reader(heading)
    reader.feed(source or "")
    reader.close()
    if reader.run:
        reader.flush("")
        reader.parts.pop()
    return reader.parts


def html(found: Iterable[Part], resolve: Callable[[str], dict | None], base: str = "") -> str:
    """Finished HTML. resolve: a name → its edition, None where it is not public; base: what to
    put before addresses of the site itself, for a client elsewhere."""
    out, dead = [], False
    for part in found:
        if isinstance(part, str):
            out.append(TYPED.sub(f'<a href="{escape(base)}', part) if base else part)
        elif part is None:
            out.append("" if dead else "</a>")
        elif part["__ref"].startswith("image:"):
            out.append(picture(resolve(part["__ref"]), part["alt"], base))
        else:
            target = resolve(part["__ref"])
            dead = not target or not target.get("url")
            out.append("" if dead else f'<a href="{escape(at(base, target["url"]))}">')
    return "".join(out)


def at(base: str, url: str) -> str:
    """An address of the site behind its host, one elsewhere as it is."""
    return base + url if url.startswith("/") and not url.startswith("//") else url


def picture(image: dict | None, alt: str, base: str) -> str:
    made = image and image["renditions"]["WIDE"]
    if not made:
        return ""
    return (
        f'<img src="{escape(at(base, made["url"]))}" width="{made["width"]}"'
        f' height="{made["height"]}" alt="{escape(alt or image["alt"])}" loading="lazy">'
    )


def text(found: Iterable[Part]) -> str:
    """The words alone, a line for each paragraph or item."""
    # A picture parts words as a new line does; a link does not.
    marked = "".join(p if isinstance(p, str) else "<br>" if p and "alt" in p else "" for p in found)
    marked = LINES.sub(r"\n\g<0>", marked)
    lines = (" ".join(line.split()) for line in unescape(strip_tags(marked)).split("\n"))
    return "\n".join(line for line in lines if line)


def refs(found: Iterable[Part]) -> list[str]:
    """The names of what is linked to or shown."""
    return [p["__ref"] for p in found if isinstance(p, dict)]
