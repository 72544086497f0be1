"""What Markdown's readers read is what the rich text said."""

from typing import Any
from urllib.parse import unquote

from hypothesis import example, given, settings
from hypothesis import strategies as some
from markdown_it import MarkdownIt

from blog import richtext
from blog.markdown import markdown
from blog.richtext_tree import nodes

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PAGE = {"__typename": "ArticlePage", "id": "p1", "url": "/health/walking/"}
IMAGE = {
    "id": "i1",
    "alt": "A dog",
    "renditions": {"WIDE": {"url": "/m/d", "width": 2, "height": 1}},
}
PUBLIC = {"page:1": PAGE, "image:1": IMAGE}


def tree(html: str, base: str = "") -> list[dict]:
    return nodes(richtext.parts(html), PUBLIC.get, base)


def said(found: list[dict], within: tuple = ()) -> list[Any]:
    """Each character that is printed, with what it stands in."""
    out: list[Any] = []
    for n, node in enumerate(found):
        kind = node["type"]
        if kind == "paragraph":
            out += said(node["children"], within)
        elif kind in ("list", "listItem", "heading", "blockquote"):
            about = (kind, node.get("ordered"), node.get("depth"), kind == "listItem" and n)
            inner = said(node["children"], (*within, about))
            out += [("begin", about), *inner] if inner else []
        elif "children" in node:
            about = (kind, unquote(node.get("url", "")))
            out += said(node["children"], (*within, about))
        elif kind == "image":
            out.append((within, node["url"], node["alt"]))
        else:
            marks = within + ((kind,) if kind != "text" else ())
            held = node.get("value", "\n" if kind == "break" else "---")
            out += [(tuple(sorted(map(str, marks))), c) for c in held if not c.isspace()]
    return out


def read(text: str) -> list[dict]:
    return tree(READER.render(text))


LETTERS = some.text(some.sampled_from("ab1 .,-+#*_`~<>[]()!|\\&:;=é“"), max_size=8)
TEXTS = LETTERS.map(lambda t: richtext.escape(t, quote=False)) | some.sampled_from(
    ["1. a", "# a", "- a", "&amp;amp;", "a_b", "***", "1)", "--", "```", "[a]: b", "a|b"]
)
INLINE_TAGS = some.sampled_from(["b", "i", "del", "sup", "sub"])


def wrap(inner: Any) -> Any:
    runs = some.lists(inner, min_size=1, max_size=3).map("".join)
    links = some.sampled_from(["/x/", "https://e.org/a_(b)?c=1&amp;d*", "#a"])
    return some.one_of(
        some.tuples(INLINE_TAGS, runs).map(lambda t: f"<{t[0]}>{t[1]}</{t[0]}>"),
        some.tuples(links, runs).map(lambda t: f'<a href="{t[0]}">{t[1]}</a>'),
        TEXTS.map(lambda t: f"<code>{t}</code>"),
        some.just("<br>"),
    )


LINES = some.lists(some.recursive(TEXTS, wrap, max_leaves=6), max_size=4).map("".join)


def nest(inner: Any) -> Any:
    item = some.lists(inner, min_size=1, max_size=2).map(lambda t: f"<li>{''.join(t)}</li>")
    items = some.lists(item, min_size=1, max_size=3).map("".join)
    return some.one_of(
        items.map(lambda t: f"<ul>{t}</ul>"),
        items.map(lambda t: f"<ol>{t}</ol>"),
        inner.map(lambda t: f"<blockquote>{t}</blockquote>"),
    )


BLOCK = some.one_of(
    LINES.map(lambda t: f"<p>{t}</p>"), LINES.map(lambda t: f"<h3>{t}</h3>"), some.just("<hr>")
)
TEXT = some.lists(some.recursive(BLOCK, nest, max_leaves=4), max_size=4).map("".join)


@settings(max_examples=300, deadline=None)
@example("<ul><li><p>1. a</p><ul><li><p></p></li></ul></li></ul>")
@example("<ol><li><p>a</p><ol><li><p></p></li><li>b</li></ol></li></ol>")
@given(TEXT)
def test_markdown_is_read_as_what_was_written(html):
    found = tree(html)
    text = markdown(found)
    assert said(read(text)) == said(found), text


def test_a_links_address_and_a_pictures_are_behind_the_host_only_where_they_are_the_sites():
    html = (
        '<p><a linktype="page" id="1">a</a> <a href="/b/">b</a> <a href="https://e.org/">c</a>'
        ' <a href="#d">d</a> <a linktype="page" id="2">gone</a></p>'
        '<embed embedtype="image" id="1" alt=""/>'
    )
    assert markdown(tree(html, "https://r.org")) == (
        "[a](https://r.org/health/walking/) [b](https://r.org/b/) [c](https://e.org/) [d](#d) gone"
        "\n\n![A dog](https://r.org/m/d)"
    )


def test_a_table_keeps_its_columns_whatever_is_in_its_cells():
    rows = [[tree("<p>a|b<br>c</p>"), tree("<code>d|e</code>")], [[], tree("<p>f</p><p>g</p>")]]
    table = {"type": "table", "columns": [("A|B", False), ("", True)], "rows": rows}
    found = READER.render(markdown([table]))
    assert found.count("<td") == 4
    assert "<td>a|b<br>c</td>" in found
    assert ">f<br>g</td>" in found


def test_code_keeps_its_own_fences():
    made = markdown([{"type": "code", "lang": "c++ `", "value": "```\nx\n```\n"}])
    assert READER.render(made) == ('<pre><code class="language-c++">```\nx\n```\n</code></pre>\n')
