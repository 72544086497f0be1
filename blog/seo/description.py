"""The description as a whole: title, robots, Open Graph, where else the page is."""

from typing import Any

from blog import richtext
from blog.editions.filled import names_in
from blog.richtext_tree import Resolve

from .graph import json_ld, questions
from .links import feeds, markdown_url
from .listed import Listed

SHOWN, HIDDEN = "max-image-preview:large", "noindex"
PICTURES = ("social_image", "hero", "portrait")
NAMED = (*PICTURES, "authors", "reviewer", "medical_reviewer", "tags")
TYPES = {"ArticlePage": "article", "Author": "profile"}


def names(page: dict, site: dict) -> set[str]:
    """The names of what a description tells of, as far as the page itself knows."""
    told = [page.get(key) for key in NAMED]
    told += [site["logo"], site["default_image"], *questions(page)]
    return set(names_in([value for value in told if value]))


def describe(
    page: dict,
    site: dict,
    trail: list[dict],
    resolve: Resolve,
    listed: Listed | None = None,
    translations: list[dict] | tuple = (),
) -> dict[str, Any]:
    """The metadata of a page, author or tag.

    page: its edition, whole; site: the publication's settings; trail: the public pages above it,
    the front page first; resolve: a name → its edition, None where it is not public; listed: what
    it lists; translations: (language, url) of it in each language, where it has any.
    """
    return Description(page, site, trail, resolve, listed).data(translations)


class Description:
    """What is told of one page, and what more than one part of it needs."""

    def __init__(
        self,
        page: dict,
        site: dict,
        trail: list[dict],
        resolve: Resolve,
        listed: Listed | None,
    ):
        self.page, self.site, self.trail, self.resolve = page, site, trail, resolve
        self.root, self.listed = site["root_url"], listed
        self.title = page.get("title") or page.get("name") or ""
        self.text = page.get("search_description") or page.get("excerpt") or page.get("biography")
        self.address = self.root + (page["url"] or "/")
        if listed and listed.number > 1:
            self.address += f"?page={listed.number}"
        self.own = next(filter(None, (self.picture(page.get(key)) for key in PICTURES)), None)

    def data(self, translations: list[dict] | tuple) -> dict[str, Any]:
        page = self.page
        graph = self.open_graph()
        return {
            "__typename": "SEO",
            "title": self.named_title(),
            "description": self.text or None,
            "canonical": self.address,
            "robots": HIDDEN if page.get("noindex") else SHOWN,
            "markdown_url": markdown_url(page["url"]) if "body" in page else None,
            "translations": list(translations),
            "feeds": feeds(page, self.site),
            "open_graph": graph,
            "twitter_card": "summary_large_image" if graph["image"] else "summary",
            "json_ld": json_ld(self),
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

    def modified(self) -> str | None:
        dates = (self.page["date"], self.page["last_published_at"])
        return max(filter(None, dates), default=None)

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
