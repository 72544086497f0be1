"""From a Document to an article in the tree: categories, authors, tags, pictures, references.

Each file in a transaction of its own. What it names of other articles (`related`, "Read also")
may come later in the same run, so a draft is finished when all files are read; a run that was
stopped in between is taken up by the next.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from django.utils.text import slugify
from taggit.models import Tag
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, ReferenceIndex, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from blog.editions.keep import lock_tree
from blog.importers import Document, Refused
from blog.importers.ahead import Read, read, readable
from blog.importers.identity import identify
from blog.importers.lengths import too_long
from blog.importers.named import authors_of, tags_of
from blog.importers.outcome import CREATED, REFUSED, UNCHANGED, UPDATED, Outcome, refusing
from blog.importers.pictures import look_for, picture
from blog.importers.places import category_for, note_what_stays
from blog.importers.searched import TOGETHER, search_for, unsearched
from blog.models import (
    ArticleAuthor,
    ArticlePage,
    ArticlePick,
    ArticleTag,
    Author,
)
from blog.sections import anchor, flat_raw


class Importer:
    """Imports files into one site. category: a slug for all files; publish: make them public;
    update: make a new revision of an article that is there and differs; dry_run: write nothing."""

    def __init__(
        self,
        site: Site,
        *,
        category: str | None = None,
        publish: bool = False,
        update: bool = False,
        dry_run: bool = False,
    ):
        self.root: Page = site.root_page
        self.category, self.publish, self.update = category, publish, update
        self.dry_run = dry_run
        self.outcomes: list[Outcome] = []
        # Of which file something was made in this run, by its slug, id and page.
        self.made_of: dict[tuple[str, str], Path] = {}

    def run(self, path: Path, made: Read | None = None) -> Outcome:
        """Makes one file a draft; a fault of the file is its outcome, never an exception. made:
        what `read` makes of it."""
        outcome = Outcome(path, REFUSED)
        with refusing(outcome):
            mark, doc = readable(made or read(path))
            with transaction.atomic(), disable_reference_index_auto_update(), unsearched():
                lock_tree()
                self.one(path, mark, doc, outcome)
                transaction.set_rollback(self.dry_run)
        if outcome.status != REFUSED:
            outcome.keys.append(("page", str(outcome.page_id)))
            self.made_of |= dict.fromkeys(outcome.keys, path)
        self.outcomes.append(outcome)
        return outcome

    def one(self, path: Path, mark: str, doc: Document, outcome: Outcome) -> None:
        outcome.notes += doc.notes + [f"line {n}: left out “{text}”" for n, text in doc.dropped]
        outcome.authors, outcome.tags, outcome.related = doc.authors, doc.tags, doc.related
        outcome.mark = mark
        slug = doc.slug or slugify(doc.title, allow_unicode=True)[:200] or "article"
        outcome.keys = [("slug", slug), *([("id", doc.id)] if doc.id else ())]
        key, known = self.existing(doc, slug)
        outcome.keys += [("page", str(key))] if key else []
        self.once(outcome)
        self.note_titles(doc, outcome)
        if key and known == outcome.mark:
            outcome.status, outcome.page_id = UNCHANGED, key
            return
        found = ArticlePage.objects.get(pk=key) if key else None
        # What a run has begun that was stopped.
        begun = found is not None and not found.live and not found.latest_revision_id
        if found is not None and not begun and not self.update:
            raise Refused(f"“{slug}” is there already and differs; --update makes a new draft")
        article = found.get_latest_revision_as_object() if found else ArticlePage(slug=slug)
        look_for(path, doc)
        self.fill(article, doc, path, outcome)
        if found is None:
            category = category_for(self.root, self.category, doc, path, outcome.notes)
            article.live, article.locale_id = False, category.locale_id
            category.add_child(instance=article)
            if not self.publish or self.dry_run:
                article.full_clean()  # else publishing does that
        elif begun:
            article.save()
        else:
            article.save_revision()
        if found is not None:
            note_what_stays(found, self.category, doc, outcome.notes)
        outcome.status, outcome.page_id = (UPDATED if found else CREATED), article.pk

    def once(self, outcome: Outcome) -> None:
        """Raises Refused where another file of this run is for the same article."""
        for name, value in outcome.keys:
            if other := self.made_of.get((name, value)):
                by = "of an earlier run" if name == "page" else f"by its {name} “{value}”"
                raise Refused(
                    f"{other.name} is for the same article {by}; give one of them another slug or"
                    " id in its front matter"
                )

    def existing(self, doc: Document, slug: str) -> tuple[int | None, str]:
        """(the key of the article of an earlier run, the mark of its file): by its id, else by
        its slug; anywhere in the site."""
        articles = ArticlePage.objects.descendant_of(self.root)
        articles = articles.order_by("path").values_list("pk", "import_hash")
        if doc.id and (found := articles.filter(import_id=doc.id).first()):
            return found
        return articles.filter(slug=slug).first() or (None, "")

    # ---- what an article is made of ----

    def fill(self, article: ArticlePage, doc: Document, path: Path, outcome: Outcome) -> None:
        article.title, article.introduction = doc.title, doc.introduction
        body = self.body(doc, article.slug, path, outcome)
        outcome.notes += too_long(body, ArticlePage.body.field.stream_block)
        article.body = json.dumps(body)
        if doc.date:
            article.date = doc.date
        if doc.hero:
            given = doc.hero, doc.hero_alt, doc.title
            article.hero_id = picture(path, *given, outcome.notes, self.dry_run)
            article.hero_caption = doc.hero_caption
        elif doc.hero_alt or doc.hero_caption:
            words = " ".join(filter(None, (doc.hero_alt, doc.hero_caption)))
            outcome.notes.append(f"left out, as there is no hero: “{words}”")
        article.import_id = doc.id or ""

    def body(self, doc: Document, slug: str, path: Path, outcome: Outcome) -> list[dict]:
        """The document's blocks with ids, its pictures in the library, its picks set aside."""
        blocks = [b for b in doc.body if b["type"] != "article_stream"]
        identify(blocks, doc.id or slug)
        taken: set[str] = set()
        for block in flat_raw(blocks):
            if block["type"] == "section":
                block["value"]["anchor"] = anchor(block["value"]["heading"], taken)
            if block["type"] == "image":
                value = block["value"]
                given = value["image"], value["alt"], value["alt"]
                block["value"] = {
                    "image": {
                        "image": picture(path, *given, outcome.notes, self.dry_run),
                        "decorative": not value["alt"],
                        "alt_text": value["alt"],
                    },
                    "caption": value["caption"],
                }
            elif block["type"] == "embed" and not block["value"]["title"]:
                block["value"]["title"] = block["value"]["url"]
        return blocks

    # ---- what files name of other articles ----

    def note_titles(self, doc: Document, outcome: Outcome) -> None:
        for block in flat_raw(doc.body):
            if block["type"] == "read_also":
                outcome.teasers.append(block["value"]["title"])
            elif block["type"] == "article_stream":
                outcome.picks += block["value"]["articles"]

    def finish(self) -> Iterator[Outcome]:
        """When all files are read: binds what they name of one another, makes each draft's
        revision, and publishes where that was asked for."""
        finished: list[int] = []
        try:
            for outcome in self.outcomes:
                if (status := outcome.status) != REFUSED:
                    noted = len(outcome.notes)
                    with refusing(outcome):
                        self.bind(outcome)
                    if outcome.status == REFUSED:
                        del outcome.notes[noted:]
                        if status == CREATED and not self.dry_run:
                            self.undo(outcome)
                    elif outcome.status != UNCHANGED and not self.dry_run:
                        finished.append(outcome.page_id)
                if len(finished) == TOGETHER:
                    search_for.enqueue(finished)
                    finished = []
                yield outcome
        finally:
            if finished:
                search_for.enqueue(finished)

    def undo(self, outcome: Outcome) -> None:
        """Takes out again the article that was made of a file which cannot be finished."""
        with refusing(outcome), transaction.atomic():
            lock_tree()
            for article in ArticlePage.objects.filter(pk=outcome.page_id, latest_revision=None):
                article.delete()

    def bind(self, outcome: Outcome) -> None:
        """Finishes one draft; of what is unchanged only says what is not there."""
        picks = self.picks_of(outcome)
        self.note_unbound(outcome)
        if outcome.status == UNCHANGED:
            self.note_draft(outcome)
            return
        with transaction.atomic(), disable_reference_index_auto_update(), unsearched():
            authors = authors_of(outcome.authors, outcome.notes)
            tags = tags_of(outcome.tags, outcome.notes)
            transaction.set_rollback(self.dry_run)
            if not self.dry_run:
                self.complete(outcome, authors, tags, picks)

    def note_draft(self, outcome: Outcome) -> None:
        article = ArticlePage.objects.filter(pk=outcome.page_id)
        if self.publish and article.exclude(live=True, has_unpublished_changes=False).exists():
            outcome.notes.append("its newest draft is not public: publish it in the editor")

    def picks_of(self, outcome: Outcome) -> list[int]:
        """The keys of the articles that a file wants first in its related stream."""
        known = self.keys_of(outcome.related)
        found = [known.get(slug) for slug in outcome.related]
        if not self.dry_run:
            outcome.notes += [
                f"left unbound: related “{slug}”, there is no such article"
                for slug in outcome.related
                if slug not in known
            ]
        for title in outcome.picks:
            found.append(self.key_of(title))
            if found[-1] is None:
                outcome.notes.append(f"left unbound: “{title}”, there is no such article")
        return [key for key in dict.fromkeys(found) if key and key != outcome.page_id]

    def note_unbound(self, outcome: Outcome) -> None:
        for title in outcome.teasers:
            if self.key_of(title) is None:
                outcome.notes.append(
                    f"left unbound: “{title}”; it is shown once there is such an article"
                )

    def keys_of(self, slugs: list[str]) -> dict[str, int]:
        """slug → key; of several articles the oldest."""
        articles = ArticlePage.objects.descendant_of(self.root).filter(slug__in=slugs)
        return dict(articles.order_by("-pk").values_list("slug", "pk")) if slugs else {}

    def key_of(self, title: str) -> int | None:
        articles = ArticlePage.objects.descendant_of(self.root).filter(title__iexact=title)
        return articles.values_list("pk", flat=True).first()

    def complete(
        self, outcome: Outcome, authors: list[Author], tags: list[Tag], picks: list[int]
    ) -> None:
        # Each save would ask whether it is a site's root.
        page = ArticlePage.objects.annotate_site_root_state().get(pk=outcome.page_id)
        article = page.get_latest_revision_as_object()
        article.article_authors = [ArticleAuthor(author=author) for author in authors]
        article.tagged_items = [ArticleTag(tag=tag) for tag in tags]
        article.related_picks = [
            ArticlePick(article_id=key, sort_order=n) for n, key in enumerate(picks)
        ]
        article.import_hash = outcome.mark
        # It was looked at when it was made, or is when it is published.
        revision = article.save_revision(clean=False)
        ArticlePage.objects.filter(pk=page.pk).update(import_hash=outcome.mark)
        if self.publish:
            # It was made of this very article, which need not be read from it again.
            revision.as_object = lambda: article  # type: ignore[method-assign]
            PublishPageRevisionAction(revision).execute()
        ReferenceIndex.create_or_update_for_object(article)
