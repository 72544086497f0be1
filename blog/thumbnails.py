"""The picture of an embed, fetched once after what shows it was published, and kept as ours.

So nobody who reads a page is known to a provider before he asks for it. An edition names the picture
by the address that it is of (`thumbnail_name`), whether there is one or not: where there is none,
the embed is a card with its title.
"""

import io
import json
import logging
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.core.cache import cache
from django.core.files.images import ImageFile
from django.dispatch import receiver
from django_tasks import task
from PIL import Image as Picture
from wagtail.models import Collection

from blog.editions.blocks import thumbnail_key
from blog.editions.store import embedded
from blog.embeds import Embed, embed_of
from blog.models import CustomImage

log = logging.getLogger("colophon.embeds")

PATIENCE = 5  # seconds for each answer
PAUSE = 300  # seconds in which a provider that did not answer is not asked again
MOST_JSON, MOST_PICTURE = 200_000, 10_000_000  # bytes
LARGEST = 1600  # pixels
COLLECTION = "Thumbnails of embeds"


@receiver(embedded)
def embeds_kept(urls: list[str], **kwargs: Any) -> None:
    for url in urls:
        embed = embed_of(url)
        if embed and embed.oembed:
            fetch.enqueue(url)


@task()
def fetch(url: str) -> None:
    """Keeps the picture of an address, unless there is one. What fails is logged and left."""
    key, embed = thumbnail_key(url), embed_of(url)
    if not embed or not embed.oembed or CustomImage.objects.filter(thumbnail_of=key).exists():
        return
    pausing = f"embeds:{embed.provider}"
    if cache.get(pausing):
        return
    try:
        found = asked(embed)
    except (OSError, ValueError, Picture.DecompressionBombError) as error:
        cache.set(pausing, True, PAUSE)
        log.warning("no thumbnail of %s: %s", url, error)
        return
    if found:
        title, file = found
        CustomImage.objects.create(
            title=title or url[:255],
            file=ImageFile(file, name=f"thumbnail-{key}.jpg"),
            collection=collection(),
            thumbnail_of=key,
        )


def asked(embed: Embed) -> tuple[str, io.BytesIO] | None:
    """(title, JPEG) by the provider's oEmbed answer; None where it has no picture. Raises OSError
    or ValueError for whatever is not as it should be."""
    answer = json.loads(loaded(embed.oembed, MOST_JSON))
    if not isinstance(answer, dict):
        raise ValueError("oEmbed answered with no object")
    address = answer.get("thumbnail_url")
    if not address:
        return None
    home, there = urlsplit(embed.oembed), urlsplit(str(address))
    if there.scheme != "https" and there[:2] != home[:2]:
        raise ValueError(f"{address} is not by HTTPS")
    return str(answer.get("title") or "")[:255], jpeg(loaded(str(address), MOST_PICTURE))


def loaded(url: str, most: int) -> bytes:
    """The body of an answer. Raises OSError; ValueError for more bytes than that."""
    request = Request(url, headers={"User-Agent": "Colophon", "Accept": "*/*"})  # noqa: S310
    with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
        body = answer.read(most + 1)
    if len(body) > most:
        raise ValueError(f"{url} is larger than {most} bytes")
    return body


def jpeg(body: bytes) -> io.BytesIO:
    """The picture anew, so that nothing but a picture is kept. Raises OSError for none."""
    made = io.BytesIO()
    with Picture.open(io.BytesIO(body)) as picture:
        small = picture.convert("RGB")
        small.thumbnail((LARGEST, LARGEST))
        small.save(made, "JPEG", quality=88)
    made.seek(0)
    return made


def collection() -> Collection:
    """Where editors find these pictures, apart from their own."""
    found = Collection.objects.filter(name=COLLECTION).first()
    return found or Collection.get_first_root_node().add_child(name=COLLECTION)
