"""The only door: names → editions, in one statement, under the one visibility rule.

A Reader is made for one request. `editions` reads what is named, `lists` parts of the lists of the
term index, `page_at` the page of an address. What an edition names is filled in waves by whoever
asks (GraphQL's plans, `whole` for templates): one read for all names of one level.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import orjson
from django.http import HttpRequest

from blog import streams, visibility
from blog.visibility import STEP, Scope, among, rows, selected

from . import lists
from .blocks import THUMBNAIL
from .compose import compose, ref
from .declarations import IMAGE, PAGE, declared, model_of
from .lists import Question, Row, newest_of
from .marks import fingerprint
from .selection import ADDRESSES, columns, composed_now, each, named, selection, slugged, with_shown

PLACE, SLUG = "place:", "slug:"
# Names that are no edition's own.
APART = (PLACE, SLUG, THUMBNAIL)


class Text(NamedTuple):
    """The words of a page, and its own terms as JSON."""

    title: str
    introduction: str
    body: str
    terms: str


class Reader:
    """Reads for one scope. draft: compose the newest drafts of what is named, and store nothing."""

    def __init__(self, scope: Scope, draft: bool = False):
        self.scope, self.draft = scope, draft
        # What is read once for a request, by whoever reads it.
        self.known: dict[str, Any] = {}

    # ---- names → editions ----

    def editions(
        self, names: Iterable[str], whole: bool = False, addressed: bool = True
    ) -> dict[str, dict]:
        """The public editions among these names; cards, or with all that only the whole has.

        addressed: with the address of an author's or tag's page. `place:00010002` names the page
        that stands there in the tree, `slug:ArticlePage:sleep` what a type knows by its slug,
        `thumbnail:…` the picture of an embed.
        """
        wanted = list(dict.fromkeys(names))
        if not wanted:
            return {}
        if apart := [name for name in wanted if name.startswith(APART)]:
            return self.apart(apart, [name for name in wanted if name not in apart], whole)
        if self.draft:
            return self.drafts(wanted)
        condition, arg = each(wanted)
        return self.select(condition, [arg], whole, addressed=addressed)

    def cards(self, names: Iterable[str]) -> dict[str, dict]:
        """The public editions among these names and, in the same statement, those that their cards
        show (OF_CARDS); of cards that are composed now, these are not read."""
        wanted = list(dict.fromkeys(names))
        if self.draft or not wanted:
            return self.editions(wanted)
        return self.select(*with_shown(wanted), whole=False)

    def apart(self, names: list[str], others: list[str], whole: bool) -> dict[str, dict]:
        """Editions of which some are asked for by what is no name of theirs; in one statement, but
        for slugs and drafts."""
        places = [name[len(PLACE) :] for name in names if name.startswith(PLACE)]
        keys = [name[len(THUMBNAIL) :] for name in names if name.startswith(THUMBNAIL)]
        if self.draft:
            made = self.drafts(dict.fromkeys([*others, *self.standing(places, keys)]))
        else:
            asked = [named(others)] if others else []
            if places:
                stand, arg = among("path", places)
                pages = f"SELECT 'page:' || id FROM wagtailcore_page WHERE {stand}"
                asked.append((selected("e.name", pages), arg))
            if keys:
                slug, arg = among("e.slug", keys)
                asked.append((f"(e.kind = '{IMAGE}' AND {slug})", arg))
            where = " OR ".join(condition for condition, _ in asked)
            made = self.select(where, [arg for _, arg in asked], whole) if asked else {}
        for card in list(made.values()):
            if card.get("__path") in places:
                made[PLACE + card["__path"]] = card
            elif key := card.get("__thumbnail_of"):
                made[THUMBNAIL + key] = card
        for name in names:
            if name.startswith(SLUG) and (found := self.slugged(*name.split(":", 2)[1:], whole)):
                made[name] = found
        return made

    def standing(self, places: list[str], keys: list[str]) -> list[str]:
        """The names of the pages of ours at places in the tree and of the pictures of embeds, public
        or not."""
        found = model_of(PAGE)._base_manager.filter(path__in=places) if places else ()
        pages = [p for p in found if declared(p.specific_class or type(p))]
        pictures = model_of(IMAGE)._base_manager.filter(thumbnail_of__in=keys) if keys else ()
        return [*(f"{PAGE}:{p.pk}" for p in pages), *(f"{IMAGE}:{p.pk}" for p in pictures)]

    def texts(self, names: Iterable[str]) -> dict[str, Text]:
        """What can be read of the public pages among these names."""
        condition, arg = among("e.name", names)
        rule, rule_args = visibility.public(self.scope)
        found = rows(
            f"""SELECT e.name, e.title, e.card, b.text, e.terms FROM blog_edition e
                JOIN wagtailcore_page p ON e.kind = 'page' AND p.id = e.object_id
                JOIN blog_body b ON b.name = e.name WHERE {condition} AND {rule}""",
            [arg, *rule_args],
        )
        return {
            name: Text(title, orjson.loads(card).get("introduction") or "", body, terms)
            for name, title, card, body, terms in found
        }

    def select(
        self, where: str, args: list, whole: bool, html: bool = False, addressed: bool = True
    ) -> dict[str, dict]:
        """The public editions of a condition; html: with what of a page is rendered already."""
        rule, rule_args = visibility.public(self.scope)
        scope, asked = self.scope, columns(whole, html, addressed, fingerprint())
        listed = [scope.site_id, scope.locale_id, scope.moment] if addressed else ()
        found = rows(selection(where, rule, asked), [*listed, *args, *rule_args])
        loads, made = orjson.loads, {}
        for name, card, path, url_path, parent, own, body, rendered in found:
            data = loads(card) if card else composed_now(name)
            if data is None:
                continue
            if not card:
                data["__now"] = True
            made[name] = data
            if card and body:
                data.update(loads(body))
            if card and rendered:
                data["__html"] = loads(rendered)
            if path:
                self.place(data, path, url_path, parent)
            elif own is not None:
                data["url"] = own or None
        return made

    def place(self, data: dict, path: str, url_path: str, parent: int | None) -> None:
        """What a page's edition takes from the tree at this moment: its address and parent."""
        root, root_url = self.root(path)
        data["url"] = "/" + url_path[len(root_url) :]
        data["parent"] = ref(f"page:{parent}") if parent and path != root else None
        data["__path"] = path

    def root(self, path: str) -> tuple[str, str]:
        """(path, url_path) of the root that a page stands under."""
        for root in self.scope.roots:
            if path.startswith(root[0]):
                return root
        return "", "/"

    def address(self, path: str, url_path: str) -> str:
        return "/" + url_path[len(self.root(path)[1]) :]

    def drafts(self, names: Iterable[str]) -> dict[str, dict]:
        """The newest state of each thing, live or not, composed in memory; for previews alone."""
        found = {}
        for name in names:
            kind, _, key = name.partition(":")
            obj = model_of(kind)._base_manager.filter(pk=key).first() if key.isdigit() else None
            if obj is not None:
                found[name] = self.draft_of(obj)
        return found

    def draft_of(self, obj: Any) -> dict:
        if hasattr(obj, "url_path"):
            obj = obj.specific
        newest = obj.get_latest_revision_as_object() if hasattr(obj, "latest_revision") else obj
        made = compose(newest, draft=True)
        data = made.card | (made.body or {})
        self.place_draft(data, newest)
        return data

    def place_draft(self, data: dict, obj: Any) -> None:
        kind = data["__name"].partition(":")[0]
        if kind == "page":
            path = obj.path or ""
            parent = obj.get_parent() if obj.pk and path else None
            self.place(data, path, obj.url_path or "", parent and parent.pk)
        elif kind in ADDRESSES:
            data["url"] = f"{ADDRESSES[kind]}{data['slug']}/"

    # ---- addresses ----

    def place_at(self, *paths: str) -> tuple[str, list]:
        """SELECT of the keys of the pages at addresses, whoever may see them; its arguments."""
        parts = [[part for part in path.split("/") if part] for path in paths]
        slugs = [part[-1] for part in parts if part]
        roots = [path for path, _ in self.scope.roots] if [] in parts else []
        tails = ["/".join([*part, ""]) for part in parts]
        urls = [root_url + tail for _, root_url in self.scope.roots for tail in tails]
        # By what has an index: the slug, of a root its path; `url_path` has none.
        by = [among("p.slug", slugs)] if slugs else []
        by += [among("p.path", roots)] if roots else []
        address, arg = among("p.url_path", urls)
        where = f"({' OR '.join(condition for condition, _ in by)}) AND {address}"
        return f"SELECT p.id FROM wagtailcore_page p WHERE {where}", [*(a for _, a in by), arg]

    def page_at(self, path: str, html: bool = False) -> dict | None:
        """The whole edition of the page at an address of the site, like `/health/sleep/`."""
        pages, args = self.place_at(path)
        where = f"e.kind = 'page' AND {selected('e.object_id', pages)}"
        found = self.select(where, args, whole=True, html=html)
        return next(iter(found.values()), None)

    def past_at(self, path: str) -> tuple[str, list]:
        """SELECT of what is known of an address without a public page: whether a page is live there
        nonetheless, whether one was public there; its arguments."""
        pages, args = self.place_at(path)
        alive = f"SELECT 1 FROM wagtailcore_page p WHERE p.id IN ({pages}) AND {visibility.LIVE}"
        sql = f"""SELECT EXISTS ({alive}) AS standing,
            EXISTS (SELECT 1 FROM blog_gone WHERE address = %s) AS was_public"""
        return sql, [*args, self.scope.moment, f"{self.scope.site_id}{path}"]

    def fill(self, pages: Iterable[dict], related: int | None = None) -> None:
        """Fills the streams of whole editions; related: how many related articles, if not all."""
        streams.fill(self, pages, streams.CLOSING if related is None else related)

    def one(self, type_: str, slug: str) -> str | None:
        """The name of the public thing of a type and slug; of several pages, the oldest."""
        found = self.slugged(type_, slug)
        return found and found["__name"]

    def slugged(self, type_: str, slug: str, whole: bool = False) -> dict | None:
        """Its edition."""
        if not nameable(slug):
            return None
        found = self.select(slugged(), [type_, slug], whole)
        names = sorted(found, key=lambda n: int(n.partition(":")[2]))
        return found[names[0]] if names else None

    def slugs(self, type_: str, slugs: Iterable[str]) -> dict[str, str]:
        """Slug → name of the public things of a type."""
        wanted = list(filter(nameable, slugs))
        if not wanted:
            return {}
        condition, arg = among("e.slug", wanted)
        found = self.select(f"e.type = %s AND {condition}", [type_, arg], whole=False)
        return {card["slug"]: name for name, card in found.items()}

    def above(self, path: str) -> list[str]:
        """The places above one in the tree, from the site's root down, as names."""
        root = next((r for r, _ in self.scope.roots if path.startswith(r)), path)
        return [PLACE + path[:end] for end in range(len(root), len(path), STEP)]

    def ancestors(self, path: str, known: int = 0) -> list[dict]:
        """The public pages above a page, from the site's root down; without the nearest ones, as
        many as are known."""
        places = self.above(path)
        places = places[: len(places) - known]
        found = self.editions(places)
        return [found[place] for place in places if place in found]

    # ---- lists ----

    def lists(self, questions: Iterable[Question]) -> dict[Question, Any]:
        """The answer to each question about lists, in one statement."""
        return lists.read(self.scope, questions)

    def listing(self, term: str, first: int, offset: int = 0) -> list[Row]:
        """Up to `first` rows of a term, the newest first."""
        wanted = newest_of(term, first, offset)
        return self.lists([wanted])[wanted]


def nameable(slug: str) -> bool:
    """Whether a thing may have a slug: no database holds NUL."""
    return bool(slug) and "\0" not in slug


def scope_of(request: HttpRequest) -> Scope | None:
    """The scope of a request, by its host and port; kept on the request."""
    if not hasattr(request, "_scope"):
        host, _, port = request.get_host().rpartition(":")
        if not host:
            host, port = port, request.get_port()
        request._scope = visibility.scope(host, int(port) if port.isdigit() else 80)
    return request._scope
