"""The tables of editions. Nothing but `keep`, `terms`, `gone` and `read` touches them."""

from django.db import models


class Edition(models.Model):
    """The card of one thing: what lists and links show of it, as canonical JSON.

    sorted_as: the words of its title, by which it is sorted from A to Z.
    """

    name = models.CharField(primary_key=True, max_length=100)
    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    type = models.CharField(max_length=60)
    slug = models.CharField(max_length=255, blank=True)
    date = models.DateTimeField(null=True)
    title = models.CharField(max_length=255, blank=True)
    sorted_as = models.CharField(max_length=255, blank=True, db_default="")
    expire_at = models.DateTimeField(null=True)
    fingerprint = models.CharField(max_length=16)
    card = models.TextField()
    terms = models.TextField(default="[]")

    class Meta:
        indexes = [
            models.Index(fields=["kind", "object_id"], name="edition_object"),
            models.Index(fields=["type", "slug"], name="edition_slug"),
        ]

    def __str__(self) -> str:
        return self.name


class Body(models.Model):
    """What only the thing's own page shows; apart from the card, so that lists read small rows.

    text: what a reader reads in its blocks, without any marks; html: of a page, id → HTML of the
    blocks that were rendered when it was composed; rendered_by: the mark of the templates that did
    it.
    """

    name = models.CharField(primary_key=True, max_length=100)
    data = models.TextField()
    text = models.TextField(default="")
    html = models.TextField(default="{}")
    rendered_by = models.CharField(max_length=16, default="")

    class Meta:
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.name


class Term(models.Model):
    """One row for each listing in which a public thing stands; every list is a range of these.

    title: what its edition is sorted as; page_id: of a page itself, and of the page that a question
    is written on; for whom search knows by keys.
    """

    site_id = models.BigIntegerField()
    locale_id = models.BigIntegerField()
    term = models.CharField(max_length=120)
    date = models.DateTimeField(null=True)
    title = models.CharField(max_length=255, blank=True)
    name = models.CharField(max_length=100)
    expire_at = models.DateTimeField(null=True)
    page_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["site_id", "locale_id", "term", "-date", "-name", "expire_at"],
                name="term_by_date",
            ),
            models.Index(
                fields=["site_id", "locale_id", "term", "title", "name", "expire_at"],
                name="term_by_title",
            ),
            models.Index(
                fields=["name", "term", "site_id", "locale_id", "expire_at"],
                name="term_by_name",
            ),
            models.Index(
                fields=["page_id", "term", "site_id", "locale_id", "expire_at"],
                name="term_by_page",
            ),
            # By what is short, a hundred thousand rows are counted in half the time.
            models.Index(fields=["site_id", "locale_id", "term", "expire_at"], name="term_total"),
            # By these is counted how many pages stand where, and are about what.
            models.Index(
                fields=["page_id", "site_id", "locale_id", "term"],
                condition=models.Q(term__startswith="page:")
                | models.Q(term__startswith="taggit.tag:"),
                name="term_counted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term} · {self.name}"


class Opening(models.Model):
    """What somebody may begin to type who means an article: its title from each of its words on.

    place: 0 for the whole title, 1 for what begins within; text: its words as they are looked for.
    """

    place = models.SmallIntegerField()
    text = models.CharField(max_length=80)
    name = models.CharField(max_length=100, db_index=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["place", "text", "name"],
                name="opening_text",
                opclasses=["int2_ops", "varchar_pattern_ops", "varchar_pattern_ops"],
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Gone(models.Model):
    """An address that was public and whose page is gone, behind its site's key: `2/health/`."""

    address = models.CharField(max_length=700)

    class Meta:
        verbose_name_plural = "gone"
        indexes = [models.Index(fields=["address"], name="gone_address")]

    def __str__(self) -> str:
        return self.address
