"""What search engines and social networks are told of a page: one description for both faces.

`describe` is pure: an edition, the publication's settings, the pages above and a look-up of what
is named go in, plain data in GraphQL's form comes out.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import orjson

from blog import richtext
from blog.editions.show import names_in
from blog.richtext_tree import Resolve
from blog.sections import flat

SHOWN, HIDDEN = "max-image-preview:large", "noindex"
PICTURES = ("social_image", "hero", "portrait")
TYPES = {"ArticlePage": "article", "Author": "profile"}

# No browser takes these for the end of the script element that holds the JSON.
ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def names(page: dict, site: dict) -> set[str]:
    """The names of what a description tells of, as far as the page itself knows."""
    told = [page.get(key) for key in (*PICTURES, "authors", "reviewer", "tags")]
    told += [site["logo"], site["default_image"], *questions(page)]
    return set(names_in([value for value in told if value]))


def questions(page: dict) -> Iterator[dict]:
    """The questions of a page, or their names, in the order of the page."""
    for block in flat(page.get("body") or ()):
        if block["__typename"] == "FAQBlock":
            yield from block["items"]
    for group in page.get("groups") or ():
        yield from group["faqs"]


def describe(
    page: dict, site: dict, trail: list[dict], resolve: Resolve, number: str | None = None
) -> dict[str, Any]:
    """The metadata of a page, author or tag.

    page: its edition, whole; site: the publication's settings; trail: the public pages above it,
    the front page first; resolve: a name → its edition, None where it is not public; number: which
    page of a list is shown.
    """
    return Description(page, site, trail, resolve, number).data()


class Description:
    """Makes the description of one page."""

    def __init__(
        self, page: dict, site: dict, trail: list[dict], resolve: Resolve, number: str | None
    ):
        self.page, self.site, self.trail, self.resolve = page, site, trail, resolve
        self.root = site["root_url"]
        self.title = page.get("title") or page.get("name") or ""
        self.text = page.get("search_description") or page.get("excerpt") or page.get("biography")
        self.address = self.root + (page["url"] or "/")
        if number and (number := number.lstrip("0")) != "1":
            self.address += f"?page={quote(number)}"
        self.own = next(filter(None, (self.picture(page.get(key)) for key in PICTURES)), None)

    def data(self) -> dict[str, Any]:
        page = self.page
        return {
            "__typename": "SEO",
            "title": self.named_title(),
            "description": self.text or None,
            "canonical": self.address,
            "robots": HIDDEN if page.get("noindex") else SHOWN,
            "markdown_url": f"{page['url']}index.md" if "body" in page else None,
            "open_graph": self.open_graph(),
            "json_ld": self.json_ld(),
        }

    def named_title(self) -> str:
        """The title with the publication's name behind it, except on the front page."""
        title, name = self.page.get("seo_title") or self.title, self.site["name"]
        return title if self.page["url"] == "/" or not name else f"{title} – {name}"

    def open_graph(self) -> dict[str, Any]:
        type_ = TYPES.get(self.page["__typename"], "website")
        article = type_ == "article"
        return {
            "__typename": "OpenGraph",
            "type": type_,
            "title": self.title,
            "description": self.text or None,
            "url": self.address,
            "site_name": self.site["name"] or None,
            "image": self.own or self.picture(self.site["default_image"]),
            "published_time": self.page["date"] if article else None,
            "modified_time": self.modified() if article else None,
        }

    def found(self, reference: dict | None) -> dict | None:
        """The edition of what is named, with what this place adds; None if it is not public."""
        if not reference or "__ref" not in reference:
            return reference
        edition = self.resolve(reference["__ref"])
        return edition and edition | reference

    def picture(self, reference: dict | None, preset: str = "SOCIAL") -> dict | None:
        image = self.found(reference)
        made = image and image["renditions"][preset]
        if not image or not made:
            return None
        return {
            "__typename": "SharingImage",
            "url": richtext.at(self.root, made["url"]),
            "width": made["width"],
            "height": made["height"],
            "alt": image["alt"] or "",
        }

    # ---- JSON-LD ----

    def json_ld(self) -> str | None:
        """One linked graph as JSON, which may stand in a script element as it is."""
        graph = []
        if self.page["url"] == "/":
            graph += [self.publisher(whole=True), self.website()]
        if self.page["__typename"] == "ArticlePage":
            graph.append(self.article())
        if self.trail:
            graph.append(self.breadcrumbs())
        if asked := self.faq():
            graph.append(asked)
        if not graph:
            return None
        made = orjson.dumps({"@context": "https://schema.org", "@graph": graph}).decode()
        for character, escaped in ESCAPES.items():
            made = made.replace(character, escaped)
        return made

    def publisher(self, whole: bool = False) -> dict[str, Any]:
        site = self.site
        made = {
            "@type": "Organization",
            "@id": f"{self.root}/#organization",
            "name": site["publisher"] or site["name"],
            "url": f"{self.root}/",
        }
        if logo := self.picture(site["logo"], "CARD"):
            made["logo"] = {"@type": "ImageObject"} | {k: logo[k] for k in IMAGE}
        if whole and site["social_profiles"]:
            made["sameAs"] = site["social_profiles"]
        return made

    def website(self) -> dict[str, Any]:
        search = f"{self.root}/search/?query={{query}}"
        return {
            "@type": "WebSite",
            "@id": f"{self.root}/#website",
            "name": self.site["name"] or self.title,
            "url": f"{self.root}/",
            **({"description": self.site["description"]} if self.site["description"] else {}),
            "publisher": {"@id": f"{self.root}/#organization"},
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": search},
                "query-input": "required name=query",
            },
        }

    def modified(self) -> str | None:
        dates = (self.page["date"], self.page["last_published_at"])
        return max(filter(None, dates), default=None)

    def article(self) -> dict[str, Any]:
        page = self.page
        authors = [self.person(r) for r in page["authors"]]
        tags = [tag["name"] for r in page["tags"] if (tag := self.found(r))]
        made = {
            "@type": "Article",
            "@id": f"{self.address}#article",
            "headline": self.title,
            "description": self.text or None,
            "image": [self.own["url"]] if self.own else None,
            "datePublished": page["date"],
            "dateModified": self.modified(),
            "author": list(filter(None, authors)) or None,
            "publisher": self.publisher(),
            "mainEntityOfPage": self.web_page(),
            "articleSection": self.trail[-1]["title"] if self.trail else None,
            "keywords": tags or None,
            "wordCount": page["word_count"],
        }
        return {key: value for key, value in made.items() if value is not None}

    def web_page(self) -> dict[str, Any]:
        """The page that the article stands on, with who checked the facts."""
        made = {"@type": "WebPage", "@id": self.address}
        if reviewer := self.person(self.page.get("reviewer")):
            made["reviewedBy"] = reviewer
        if self.page.get("review_date"):
            made["lastReviewed"] = self.page["review_date"]
        return made

    def person(self, reference: dict | None) -> dict[str, str] | None:
        author = self.found(reference)
        if not author:
            return None
        made = {"@type": "Person", "name": author["name"]}
        if author["url"]:
            made["url"] = self.root + author["url"]
        if author["role"]:
            made["jobTitle"] = author["role"]
        return made

    def breadcrumbs(self) -> dict[str, Any]:
        places = [(p["title"], self.root + p["url"]) for p in self.trail]
        places.append((self.title, self.root + self.page["url"]))
        return {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": n, "name": name, "item": address}
                for n, (name, address) in enumerate(places, 1)
            ],
        }

    def faq(self) -> dict[str, Any] | None:
        """The questions that a reader finds on the page."""
        found = [q for item in questions(self.page) if (q := self.found(item))]
        if not found:
            return None
        return {"@type": "FAQPage", "mainEntity": [self.question(q) for q in found]}

    def question(self, item: dict) -> dict[str, Any]:
        answer = richtext.html(item["answer"]["parts"], self.resolve, self.root)
        return {
            "@type": "Question",
            "name": item["question"],
            "acceptedAnswer": {"@type": "Answer", "text": answer},
        }


IMAGE = ("url", "width", "height")
