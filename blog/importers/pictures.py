"""Pictures that files name by their paths."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.files.images import ImageFile

from blog.importers.document import Document, Refused
from blog.models import CustomImage
from blog.sections import flat_raw


def look_for(path: Path, doc: Document) -> None:
    """Raises Refused where a picture of a document is missing, before any is saved."""
    images = (b["value"]["image"] for b in flat_raw(doc.body) if b["type"] == "image")
    for given in filter(None, (doc.hero, *images)):
        source_of(path, given)


def source_of(path: Path, given: str) -> Path:
    """The file of a picture. Raises Refused."""
    source = (path.parent / given).resolve()
    if not source.is_file():
        raise Refused(f"picture “{given}”: there is no file {source.name} at that path")
    if source.suffix.lower().removeprefix(".") not in settings.WAGTAILIMAGES_EXTENSIONS:
        kinds = ", ".join(settings.WAGTAILIMAGES_EXTENSIONS)
        raise Refused(f"picture “{given}”: {kinds} are accepted")
    return source


def picture(
    path: Path, given: str, alt: str, title: str, notes: list[str], dry_run: bool = False
) -> int | None:
    """The key of the picture at a path from the file; one that is in the library already is used
    again. Raises Refused for what is none."""
    source = source_of(path, given)
    mark = hashlib.sha1(source.read_bytes(), usedforsecurity=False).hexdigest()
    if found := CustomImage.objects.filter(file_hash=mark).order_by("pk").first():
        if alt and found.description != alt:
            notes.append(f"picture “{given}” is in the library and keeps its description: “{alt}”")
        return found.pk
    return None if dry_run else saved(source, given, alt, title or source.stem)


def saved(source: Path, given: str, alt: str, title: str) -> int:
    image = CustomImage(title=title[:255], description=alt[:255])
    try:
        with source.open("rb") as handle:
            image.file = ImageFile(handle, name=source.name)
            image._set_image_file_metadata()
            image.save()
    except (OSError, ValueError, TypeError) as error:
        raise Refused(f"picture “{given}” is no picture: {error}") from None
    return image.pk
