"""What other sites show on our pages: who provides it, by its address, and in which frame.

The providers are those of `settings.EMBED_PROVIDERS` (cms/settings/embeds.py). Whatever nobody of
them provides is a link and no more.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.signals import setting_changed
from django.dispatch import receiver


@dataclass(frozen=True)
class Embed:
    """provider: its name; frame: what is framed; kind: `video`, `audio` or `post`; oembed: where
    its picture is asked for, empty where nowhere."""

    provider: str
    frame: str
    kind: str
    oembed: str

    @property
    def origin(self) -> str:
        """Whose pages the frame holds, for a Content-Security-Policy."""
        parts = urlsplit(self.frame)
        return f"{parts.scheme}://{parts.netloc}"


@cache
def providers() -> tuple[tuple[str, re.Pattern, dict[str, str]], ...]:
    found = settings.EMBED_PROVIDERS.items()
    return tuple((name, re.compile(said["address"]), said) for name, said in found)


@lru_cache(maxsize=1024)
def embed_of(url: str) -> Embed | None:
    """What an address is of a provider; None where nobody listed provides it."""
    for name, address, said in providers():
        if found := address.match(url):
            frame = said["frame"].format(id=found["id"])
            oembed = said["oembed"].format(url=quote(url, safe=""))
            return Embed(name, frame, said["kind"], oembed)
    return None


def frames(urls: Iterable[str]) -> tuple[str, ...]:
    """The origins that a page with embeds of these addresses may frame."""
    found = (embed_of(url) for url in urls)
    return tuple(sorted({embed.origin for embed in found if embed}))


@receiver(setting_changed)
def forget(setting: str, **kwargs: object) -> None:
    if setting == "EMBED_PROVIDERS":
        providers.cache_clear()
        embed_of.cache_clear()
