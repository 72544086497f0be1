"""The fields that are more than their key: one function each, for plans and for graphql-core.

A reader takes the value under its key, the door (`Reader`) and the field's arguments; it may
give names, which are then filled like any other.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

from blog import markdown, richtext, richtext_tree, sections, seo
from blog.editions.compose import ref
from blog.editions.filled import names_in
from blog.editions.lists import Translations, newest_of
from blog.editions.read import Reader
from blog.embeds import embed_of
from blog.models.media import FORMATS, PRESETS, WIDTHS
from blog.views import PER_PAGE
from home.site import settings_of

from .articles import articles_of, beside, categories_of
from .asking import MOST_RELATED, Ask, FieldReader, first_of
from .connections import OF_LISTS
from .faqs import pages_of, url_of
from .search import facets_of, first_facets, highlights_of


def rendition(renditions: dict, door: Reader, preset: Any) -> dict | None:
    return renditions[getattr(preset, "value", preset)]


def asking(make: Callable[[richtext_tree.Resolve], Any], names: Iterable[str], known: dict) -> Any:
    """What `make` makes of a look-up of names, once these are read and all else that it looks up
    then: what it finds may name more."""

    def found_all(found: dict[str, dict]) -> Any:
        have, missing = known | {name: found.get(name) for name in names}, {}

        def look_up(name: str) -> dict | None:
            if name not in have:
                missing[name] = None
            return have.get(name)

        made = make(look_up)
        return asking(make, missing, have) if missing else made

    return Ask(names, found_all) if names else found_all({})


def base_of(door: Reader, absolute: bool | None) -> str:
    return door.scope.root_url if absolute else ""


def resolved(parts: list, make: Callable[[richtext_tree.Resolve], Any]) -> Any:
    """What `make` makes of a look-up of the names in a text, once they are read."""
    names = richtext.refs(parts)
    return Ask(names, lambda found: make(found.get)) if names else make({}.get)


def html(parts: list, door: Reader, absolute: bool | None = False) -> Any:
    if len(parts) == 1 and not absolute and type(parts[0]) is str:
        return parts[0]  # like most, it links nothing
    base = base_of(door, absolute)
    return resolved(parts, lambda look_up: richtext.html(parts, look_up, base))


def text(parts: list, door: Reader) -> str:
    return richtext.text(parts)


def tree(parts: list, door: Reader, absolute: bool | None = False) -> Any:
    base = base_of(door, absolute)
    return resolved(parts, lambda look_up: richtext_tree.nodes(parts, look_up, base))


def as_markdown(parts: list, door: Reader, absolute: bool | None = False) -> Any:
    base = base_of(door, absolute)
    return resolved(
        parts, lambda look_up: markdown.markdown(richtext_tree.nodes(parts, look_up, base))
    )


def links(parts: list, door: Reader, absolute: bool | None = False) -> Any:
    """The links of a text that lead somewhere, what they lead to by name."""
    base = base_of(door, absolute)

    def make(look_up: richtext_tree.Resolve) -> list[dict]:
        known = {found["id"]: name for name in richtext.refs(parts) if (found := look_up(name))}
        tree = richtext_tree.walk(richtext_tree.nodes(parts, look_up, base))
        return [linked(node, known) for node in tree if node["type"] == "link"]

    return resolved(parts, make)


def linked(node: richtext_tree.Node, names: dict[str, str]) -> dict:
    """A link as its GraphQL type has it."""
    target = ref(names[node["id"]]) if "id" in node else None
    return {
        "__typename": "RichTextLink",
        "url": node["url"],
        "text": richtext_tree.words(node["children"]),
        "external": node["to"] == "ELSEWHERE",
        "page": target if node["to"] == "PAGE" else None,
        "document": target if node["to"] == "DOCUMENT" else None,
    }


# What of a page's edition its Markdown prints.
PRINTED = ("hero", "authors", "reviewer", "medical_reviewer", "body")


def page_markdown(page: dict, door: Reader, absolute: bool | None = False) -> Any:
    base = base_of(door, absolute)
    names = set(names_in([page[key] for key in PRINTED if page.get(key)]))
    return asking(lambda look_up: markdown.page(page, look_up, base), names, {})


def description(page: dict, door: Reader) -> Any:
    """What search engines and social networks are told, as on the page; of a list, on its first."""
    if not page["url"]:
        return None
    if "site" not in door.known:
        door.known["site"] = settings_of(door.scope)
    site, path = door.known["site"], page.get("__path")
    places = door.above(path) if path else []
    languages = Translations(page["__name"]) if path and settings.WAGTAIL_I18N_ENABLED else None
    newest = newest_of(page["__name"], PER_PAGE) if page["__typename"] in seo.LISTS else None

    def read(found: dict) -> Any:
        names = [row[0] for row in found[newest]] if newest else []

        def make(look_up: richtext_tree.Resolve) -> dict:
            trail = [above for place in places if (above := look_up(place))]
            articles = [(a["title"], a["url"]) for name in names if (a := look_up(name))]
            listed = seo.Listed(1, 0, articles)
            return seo.describe(page, site, trail, look_up, listed, found.get(languages, ()))

        return asking(make, [*seo.names(page, site), *places, *names], {})

    questions = tuple(filter(None, (languages, newest)))
    return Ask((), read, questions) if questions else read({})


def related_articles(items: list, door: Reader, first: int | None = 6) -> list:
    return items[: first_of(first, most=MOST_RELATED, default=6)]


def sections_of(body: list, door: Reader, anchor: str | None = None) -> list:
    found = sections.sections(body)
    return found if anchor is None else [s for s in found if s["anchor"] == anchor]


def faq(body: list, door: Reader) -> list:
    return [
        item
        for block in sections.flat(body)
        if block["__typename"] == "FAQBlock"
        for item in block["items"]
    ]


def questions(groups: list, door: Reader) -> list:
    return [item for group in groups for item in group["faqs"]]


def breadcrumbs(page: dict, door: Reader) -> list:
    above = door.ancestors(page["__path"])
    return [{"__typename": "Breadcrumb", "title": p["title"], "url": p["url"]} for p in above]


def src_set(image: dict, door: Reader, preset: Any, format: Any = "AVIF") -> str | None:
    """The value of HTML's `srcset`: of a preset of the whole picture, all widths."""
    preset, format = getattr(preset, "value", preset), getattr(format, "value", format) or "AVIF"
    if preset in WIDTHS:
        return image["sources"].get(format)
    made = image["renditions"][preset]
    return (
        f"{made['url']} {made['width']}w" if made and FORMATS[format] in PRESETS[preset] else None
    )


def provider(url: str, door: Reader) -> str | None:
    embed = embed_of(url)
    return embed and embed.provider


def frame_url(url: str, door: Reader) -> str | None:
    embed = embed_of(url)
    return embed and embed.frame


READERS: dict[tuple[str, str], FieldReader] = {
    ("EmbedBlock", "provider"): FieldReader("url", provider),
    ("EmbedBlock", "frameUrl"): FieldReader("url", frame_url),
    ("CustomImage", "rendition"): FieldReader("renditions", rendition),
    ("CustomImage", "srcSet"): FieldReader("sources", src_set, entire=True),
    ("RichText", "html"): FieldReader("parts", html),
    ("RichText", "text"): FieldReader("parts", text),
    ("RichText", "markdown"): FieldReader("parts", as_markdown),
    ("RichText", "json"): FieldReader("parts", tree),
    ("RichText", "links"): FieldReader("parts", links),
    # Its questions are filled by topic.
    ("FAQ", "pages"): FieldReader("id", pages_of, entire=True),
    ("Author", "seo"): FieldReader("id", description, entire=True),
    ("Tag", "seo"): FieldReader("id", description, entire=True),
    ("FAQ", "url"): FieldReader("id", url_of, entire=True),
    ("FAQPage", "faq"): FieldReader("groups", questions),
    ("FAQPage", "seo"): FieldReader("id", description, entire=True, filled=True),
    ("ArticlePage", "category"): FieldReader("parent", lambda parent, door: parent),
    ("ArticlePage", "previous"): FieldReader("id", beside("previous"), entire=True),
    ("ArticlePage", "next"): FieldReader("id", beside("next"), entire=True),
    ("PageRoute", "breadcrumbs"): FieldReader("page", breadcrumbs),
    ("SearchEdge", "highlights"): FieldReader("hits", highlights_of, entire=True),
    ("SearchConnection", "facets"): FieldReader("found", facets_of),
    ("SearchFacets", "categories"): FieldReader("categories", first_facets),
    ("SearchFacets", "tags"): FieldReader("tags", first_facets),
    ("CategoryPage", "articles"): FieldReader("__name", articles_of),
    ("CategoryPage", "categories"): FieldReader("__path", categories_of),
    ("Author", "articles"): FieldReader("__name", articles_of),
    ("Tag", "articles"): FieldReader("__name", articles_of),
}

# Readers of every type that has the field.
EVERYWHERE: dict[str, FieldReader] = OF_LISTS | {
    "sections": FieldReader("body", sections_of),
    "tableOfContents": FieldReader("body", lambda body, door: sections.contents(body)),
    "faq": FieldReader("body", faq),
    "seo": FieldReader("id", description, entire=True),
    "markdown": FieldReader("id", page_markdown, entire=True, filled=True),
    "relatedArticles": FieldReader("related_articles", related_articles),
}


def reader_for(type_: str, field: str) -> FieldReader | None:
    return READERS.get((type_, field)) or EVERYWHERE.get(field)
