"""JSON-LD: who publishes, the page, what stands on it and the way to it, as one linked graph.

Each node has an `@id`, by which the others name it. The publication's nodes are on every page, so
that no reader of a graph needs another page to understand it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import orjson

from blog import richtext
from blog.sections import flat

# No browser takes these for the end of the script element that holds the JSON.
ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}

PAGES = {"CategoryPage": "CollectionPage", "Tag": "CollectionPage", "Author": "ProfilePage"}

# In an answer Google reads these; of all other tags it is shown the words alone.
ANSWER = re.compile(r"<(?!/?(?:h[1-6]|br|ol|ul|li|a|p|div|b|strong|i|em)\b)[^>]*>")


def questions(page: dict) -> Iterator[dict]:
    """The questions of a page, or their names, in the order of the page."""
    for block in flat(page.get("body") or ()):
        if block["__typename"] == "FAQBlock":
            yield from block["items"]
    for group in page.get("groups") or ():
        yield from group["faqs"]


def json_ld(about: Any) -> str:
    """The graph of a Description, as JSON that may stand in a script element as it is."""
    own = orjson.dumps(Graph(about).nodes()).decode()
    made = f'{{"@context":"https://schema.org","@graph":[{publication_of(about)},{own[1:]}}}'
    for character, escaped in ESCAPES.items():
        made = made.replace(character, escaped)
    return made


def publication_of(about: Any) -> str:
    site, logo = about.site, about.picture(about.site["logo"], "CARD")
    told = (site["name"], site["description"], site["publisher"], site["language"])
    mark = logo and (logo["url"], logo["width"], logo["height"])
    return publication(about.root, *told, mark, *site["social_profiles"])


@lru_cache(maxsize=256)
def publication(
    root: str,
    name: str,
    description: str,
    publisher: str,
    language: str,
    logo: tuple[str, int, int] | None,
    *profiles: str,
) -> str:
    """Who publishes, and the site with its search."""
    organization = {
        "@type": "Organization",
        "@id": f"{root}/#organization",
        "name": publisher or name or root,
        "url": f"{root}/",
        "logo": logo and image(*logo) | {"@id": f"{root}/#logo"},
        "sameAs": profiles or None,
    }
    website = {
        "@type": "WebSite",
        "@id": f"{root}/#website",
        "name": name or root,
        "url": f"{root}/",
        "description": description or None,
        "inLanguage": language,
        "publisher": {"@id": organization["@id"]},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{root}/search/?query={{query}}",
            },
            "query-input": "required name=query",
        },
    }
    return orjson.dumps([said(organization), said(website)]).decode()[1:-1]


def said(node: dict) -> dict:
    """A node without what is not known."""
    return {key: value for key, value in node.items() if value is not None}


def image(url: str, width: int, height: int) -> dict[str, Any]:
    return {"@type": "ImageObject", "url": url, "width": width, "height": height}


class Graph:
    """Makes the nodes of one page."""

    def __init__(self, about: Any):
        self.about, self.page = about, about.page
        self.root, self.address = about.root, about.address

    def nodes(self) -> list[dict[str, Any]]:
        page, found = self.page, [said(self.web_page())]
        if page["__typename"] == "ArticlePage":
            found.append(said(self.article()))
        if page["__typename"] == "Author":
            found[0]["mainEntity"] = person = said(self.whole_person())
            person["mainEntityOfPage"] = self.link("")
        if self.about.trail:
            found.append(self.breadcrumbs())
        if self.about.listed and self.about.listed.articles:
            found.append(self.articles())
        if asked := self.asked():
            found += self.faq(found[0], asked)
        return found

    def link(self, fragment: str) -> dict[str, str]:
        return {"@id": self.address + fragment}

    def web_page(self) -> dict[str, Any]:
        """The page, with who checked it."""
        page, about = self.page, self.about
        reviewer = self.person(page.get("medical_reviewer"))
        medical = reviewer and page["review_date"]
        own = about.own and image(about.own["url"], about.own["width"], about.own["height"])
        return {
            "@type": "MedicalWebPage" if medical else PAGES.get(page["__typename"], "WebPage"),
            "@id": self.address,
            "url": self.address,
            "name": about.title,
            "description": about.text or None,
            "inLanguage": about.site["language"],
            "isPartOf": {"@id": f"{self.root}/#website"},
            "about": {"@id": f"{self.root}/#organization"} if page["url"] == "/" else None,
            "primaryImageOfPage": own and own | self.link("#image") | self.caption(),
            "breadcrumb": self.link("#breadcrumbs") if about.trail else None,
            "lastReviewed": page.get("review_date"),
            "reviewedBy": reviewer or self.person(page.get("reviewer")),
        }

    def caption(self) -> dict[str, str]:
        return {"caption": self.about.own["alt"]} if self.about.own["alt"] else {}

    def article(self) -> dict[str, Any]:
        page, about = self.page, self.about
        authors = [self.person(r) for r in page["authors"]]
        tags = [tag["name"] for r in page["tags"] if (tag := about.found(r))]
        return {
            "@type": (page["article_type"] or "ARTICLE").title().replace("_", ""),
            "@id": f"{self.address}#article",
            "headline": about.title,
            "description": about.text or None,
            "image": [about.own["url"]] if about.own else None,
            "datePublished": page["date"],
            "dateModified": about.modified(),
            "author": list(filter(None, authors)) or None,
            "publisher": {"@id": f"{self.root}/#organization"},
            "isPartOf": self.link(""),
            "mainEntityOfPage": self.link(""),
            "inLanguage": about.site["language"],
            "articleSection": about.trail[-1]["title"] if about.trail else None,
            "keywords": tags or None,
            "wordCount": page["word_count"],
        }

    def person(self, reference: dict | None) -> dict[str, Any] | None:
        author = self.about.found(reference)
        if not author:
            return None
        made = {"@type": "Person", "name": author["name"]}
        if author["url"]:
            made["url"] = self.root + author["url"]
            made["@id"] = f"{made['url']}#person"
        if author["role"]:
            made["jobTitle"] = author["role"]
        return made

    def whole_person(self) -> dict[str, Any]:
        about = self.about
        portrait = about.own and image(about.own["url"], about.own["width"], about.own["height"])
        return {
            "@type": "Person",
            "@id": f"{self.root}{self.page['url']}#person",
            "name": about.title,
            "url": self.root + self.page["url"],
            "jobTitle": self.page["role"] or None,
            "description": self.page["biography"] or None,
            "image": portrait,
            "worksFor": {"@id": f"{self.root}/#organization"},
        }

    def breadcrumbs(self) -> dict[str, Any]:
        places = [(p["title"], self.root + p["url"]) for p in self.about.trail]
        places.append((self.about.title, self.root + self.page["url"]))
        return {
            "@type": "BreadcrumbList",
            "@id": f"{self.address}#breadcrumbs",
            "itemListElement": [
                {"@type": "ListItem", "position": n, "name": name, "item": address}
                for n, (name, address) in enumerate(places, 1)
            ],
        }

    def articles(self) -> dict[str, Any]:
        """What a list's page shows, each at its place in the whole list."""
        listed = self.about.listed
        return {
            "@type": "ItemList",
            "@id": f"{self.address}#articles",
            "mainEntityOfPage": self.link(""),
            "itemListElement": [
                {"@type": "ListItem", "position": n, "name": title, "url": self.root + url}
                for n, (title, url) in enumerate(listed.articles, listed.start + 1)
            ],
        }

    # ---- questions ----

    def asked(self) -> list[dict[str, Any]]:
        """The questions that a reader finds answered on the page, each once."""
        found = (self.about.found(item) for item in questions(self.page))
        once = {q["question"]: q for q in found if q and q["question"] and q["answer"]}
        return [node for q in once.values() if (node := self.question(q))]

    def question(self, item: dict) -> dict[str, Any] | None:
        answer = richtext.html(item["answer"]["parts"], self.about.resolve, self.root)
        answer = ANSWER.sub("", answer)
        if not answer:
            return None
        return {
            "@type": "Question",
            "name": item["question"],
            "acceptedAnswer": {"@type": "Answer", "text": answer},
        }

    def faq(self, page: dict, asked: list[dict]) -> list[dict[str, Any]]:
        """The one FAQPage: the page itself where it is nothing but questions, else a part of it."""
        if self.page["__typename"] == "FAQPage":
            page |= {"@type": "FAQPage", "mainEntity": asked}
            return []
        part = {"@type": "FAQPage", "@id": f"{self.address}#faq", "isPartOf": self.link("")}
        return [part | {"mainEntity": asked}]
