"""Nodes → Markdown that every reader of CommonMark reads as the same nodes.

Tables and deletions are as GitHub has them. Where Markdown's own marks would not be read (within
a word, beside punctuation) HTML's tags stand, which CommonMark passes on.
"""

import re
import string
from collections.abc import Callable, Iterable
from unicodedata import category

from blog.richtext_tree import Node, words

SPECIAL = re.compile(r"[\\`*\[\]~]|<(?=[a-zA-Z/!?])|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
STARTS = re.compile(r"(?=>|#{1,6}(?:\s|$)|[-+](?:\s|$)|[-=|:][-=|:\s]*$)")
NUMBER = re.compile(r"(\d{1,9})(?=[.)](?:\s|$))")
HASHES = re.compile(r"(#+)$")
ENTITY = re.compile(r"&(?=#?\w+;)")
TICKS = re.compile(r"`+")

# (Markdown's mark, HTML's tag)
MARKS = {"strong": ("**", "strong"), "emphasis": ("_", "em"), "delete": ("~~", "del")}
TAGS = {"superscript": "sup", "subscript": "sub"}


# ---- within a line ----


def part_of_word(char: str) -> bool:
    """Whether a mark beside this character may be read as no mark."""
    return not (char.isspace() or char in string.punctuation or category(char)[0] == "P")


def inline(tree: list[Node], before: str = " ", after: str = " ") -> str:
    """One line of text; a line break is a newline in it. before, after: what stands beside it."""
    out = ""
    for n, node in enumerate(tree):
        last = out[-1:] or before
        following = next((c for later in tree[n + 1 :] if (c := first(later))), after)
        if node["type"] == "link" and out.endswith("!"):
            out = out[:-1] + "\\!"
        out += INLINE[node["type"]](node, last, following)
    return out


def first(node: Node) -> str:
    """How a node begins, as far as marks before it have to know."""
    if node["type"] in MARKS:
        said = words_as_they_are(node)
        return said and (said[0] if said[0].isspace() else "*")
    if "value" in node:
        return "`" if node["type"] == "inlineCode" and node["value"] else node["value"][:1]
    return " " if node["type"] == "break" else "["


def words_as_they_are(node: Node) -> str:
    return "".join(words_or_mark(child) for child in node["children"])


def words_or_mark(node: Node) -> str:
    return node.get("value") or (words_as_they_are(node) if "children" in node else "\n")


def text(node: Node, *_: str) -> str:
    return SPECIAL.sub(r"\\\g<0>", node["value"])


def marked(node: Node, before: str, after: str) -> str:
    mark, tag = MARKS[node["type"]]
    made = inline(node["children"], mark[0], mark[0])
    inner = made.strip(" \n")
    if not inner:
        return made
    start = made[: made.index(inner)]
    end = made[len(start) + len(inner) :]
    left, right = start[-1:] or before, end[:1] or after
    beside = part_of_word(left) or part_of_word(right) or left == mark[0]
    if beside or mark[0] in (inner[0], inner[-1]) or inner[0].isspace() or inner[-1].isspace():
        inner = inline(node["children"], ">", "<").strip(" \n")
        return f"{start}<{tag}>{inner}</{tag}>{end}"
    return start + mark + inner + mark + end


def tagged(node: Node, *_: str) -> str:
    tag = TAGS[node["type"]]
    return f"<{tag}>{inline(node['children'], '>', '<')}</{tag}>"


def code(node: Node, before: str, *_: str) -> str:
    said = node["value"].replace("\n", " ")
    if not said or before == "`":
        return said and f"<code>{text(node)}</code>"
    ticks = "`" * (1 + max(map(len, TICKS.findall(said)), default=0))
    spaced = "`" in (said[0], said[-1]) or (said[0] == said[-1] == " " and said.strip(" "))
    return ticks + (f" {said} " if spaced else said) + ticks


def link(node: Node, *_: str) -> str:
    said = inline(node["children"], "[", "]").strip(" \n")
    return f"[{said}]({address(node['url'])})" if said else ""


def image(node: Node, *_: str) -> str:
    alt = SPECIAL.sub(r"\\\g<0>", " ".join(node["alt"].split()))
    return f"![{alt}]({address(node['url'])})"


def address(url: str) -> str:
    url = ENTITY.sub(r"\&", "".join(url.split("\n")).replace("\\", "\\\\"))
    if url and not re.search(r"[\s()<>\x00-\x1f]", url):
        return url
    return "<" + re.sub(r"[<>]", r"\\\g<0>", url) + ">"


INLINE: dict[str, Callable[..., str]] = {
    "text": text, "strong": marked, "emphasis": marked, "delete": marked, "superscript": tagged,
    "subscript": tagged, "inlineCode": code, "link": link, "image": image,
    "break": lambda node, *_: "\n",
}  # fmt: skip


# ---- blocks ----


def markdown(tree: Iterable[Node]) -> str:
    """The Markdown of blocks; text that stands there by itself is a paragraph."""
    return "\n\n".join(each for each, _ in blocks(tree))


def blocks(tree: Iterable[Node]) -> list[tuple[str, str]]:
    """(Markdown, type) of each block that has any."""
    out: list[tuple[str, str]] = []
    bullet = ""
    for node in paragraphs(tree):
        if node["type"] == "list":
            # Two lists in a row with the same bullet would be read as one.
            bullet = other(bullet, node["ordered"])
            made = listed(node, bullet)
        else:
            made = BLOCKS.get(node["type"], container)(node)
            bullet = "" if made else bullet
        if made:
            out.append((made, node["type"]))
    return out


def paragraphs(tree: Iterable[Node]) -> Iterable[Node]:
    """Blocks alone: what stands among them within a line becomes a paragraph."""
    run: list[Node] = []
    for node in tree:
        if node["type"] in INLINE:
            run.append(node)
            continue
        if run:
            yield {"type": "paragraph", "children": run}
            run = []
        yield node
    if run:
        yield {"type": "paragraph", "children": run}


def other(bullet: str, ordered: bool) -> str:
    kinds = (".", ")") if ordered else ("-", "*")
    return kinds[1] if bullet == kinds[0] else kinds[0]


def only_inline(tree: Iterable[Node]) -> list[Node]:
    """What a line can hold: of blocks that a careless source nests into it, their words."""
    return [n if n["type"] in INLINE else {"type": "text", "value": words([n])} for n in tree]


def paragraph(node: Node) -> str:
    lines = inline(only_inline(node["children"])).strip(" \n").split("\n")
    return "\\\n".join(begun(line.strip(" ")) for line in lines)


def begun(line: str) -> str:
    """A line whose beginning is not read as that of a heading, a list, a quotation or a table."""
    if number := NUMBER.match(line):
        return f"{number[1]}\\{line[number.end() :]}"
    return "\\" + line if STARTS.match(line) else line


def heading(node: Node) -> str:
    said = one_line(node["children"])
    return "#" * node["depth"] + " " + HASHES.sub(r"\\\1", said) if said else ""


def one_line(tree: Iterable[Node], broken: str = " ") -> str:
    return inline(only_inline(tree)).strip(" \n").replace("\n", broken)


def listed(node: Node, bullet: str) -> str:
    out = []
    for n, item in enumerate(node["children"], 1):
        mark = f"{n}{bullet} " if node["ordered"] else f"{bullet} "
        made = blocks(item["children"] if item["type"] == "listItem" else [item])
        # Below a line of text an empty item begins no list, and may make a heading of the line.
        tight = all(kind in ("paragraph", "list") for _, kind in made[:1]) and all(
            kind == "list" and " " in said.split("\n", 1)[0] for said, kind in made[1:]
        )
        inner = ("\n" if tight else "\n\n").join(each for each, _ in made)
        out.append((mark + indented(inner, " " * len(mark))).rstrip(" "))
    return "\n".join(out)


def indented(said: str, by: str) -> str:
    return "\n".join(by + line if line and n else line for n, line in enumerate(said.split("\n")))


def quotation(node: Node) -> str:
    said = markdown(node["children"])
    return "\n".join(f"> {line}".rstrip(" ") for line in said.split("\n")) if said else ""


def fenced(node: Node) -> str:
    longest = max(map(len, TICKS.findall(node["value"])), default=0)
    fence, language = "`" * max(3, longest + 1), re.sub(r"[^\w+#.-]", "", node["lang"] or "")
    return "\n".join((fence + language, node["value"].rstrip("\n"), fence))


def table(node: Node) -> str:
    """node: `columns` (name, whether figures), `rows` of lists of nodes."""
    lines = [[cell([{"type": "text", "value": name}]) for name, _ in node["columns"]]]
    lines += [["---:" if figures else "---" for _, figures in node["columns"]]]
    lines += [[cell(found) for found in row] for row in node["rows"]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) if node["columns"] else ""


def cell(tree: Iterable[Node]) -> str:
    made = (one_line(n.get("children", [n]), "<br>") for n in paragraphs(tree))
    return "<br>".join(made).replace("|", r"\|")


def container(node: Node) -> str:
    return markdown(node.get("children", ()))


BLOCKS: dict[str, Callable[[Node], str]] = {
    "paragraph": paragraph, "heading": heading, "blockquote": quotation, "code": fenced,
    "table": table, "thematicBreak": lambda node: "___",
}  # fmt: skip
