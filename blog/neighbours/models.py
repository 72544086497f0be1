"""The tables of neighbours. Nothing but this package writes them; streams read `Related`."""

from django.db import models


class Neighbourhood(models.Model):
    """One of each locale: its row is the lock under which neighbours are written, its clock
    stamps every vector that is."""

    locale_id = models.BigIntegerField(primary_key=True)
    clock = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"Locale {self.locale_id}"


class Fit(models.Model):
    """In how many articles of a locale each feature stood when they were last counted.

    token: by chance, another one at each count.
    """

    locale_id = models.BigIntegerField(primary_key=True)
    token = models.BigIntegerField()
    documents = models.BigIntegerField()
    counts = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.documents} articles of locale {self.locale_id}"


class Vector(models.Model):
    """The sparse vector of one public article, unweighed, and whom it is nearest to.

    day: of its date; nearest: keys of articles and their scores before the division by hubs, the
    best first; hub: the mean of the ten best of these.
    """

    page_id = models.BigIntegerField(primary_key=True)
    locale_id = models.BigIntegerField()
    stamp = models.BigIntegerField()
    day = models.IntegerField()
    data = models.BinaryField()
    hub = models.FloatField(default=0)
    nearest = models.BinaryField(default=b"")

    class Meta:
        indexes = [models.Index(fields=["locale_id", "stamp"], name="vector_stamp")]

    def __str__(self) -> str:
        return f"page:{self.page_id}"


class Related(models.Model):
    """One article in the list of another, both by their pages' keys.

    worth: what it was chosen by, its score and its likeness to those before it (`choice.worth`).
    """

    source = models.BigIntegerField()
    target = models.BigIntegerField(db_index=True)
    rank = models.SmallIntegerField()
    score = models.FloatField()
    worth = models.FloatField(default=0)
    reason = models.CharField(max_length=10, default="CONTENT")

    class Meta:
        indexes = [models.Index(fields=["source", "rank"], name="related_rank")]

    def __str__(self) -> str:
        return f"page:{self.source} · {self.rank} · page:{self.target}"
