"""One public thing of any type, by its name."""

from blog import faqs
from blog.editions.read import Reader


def named(reader: Reader, name: str) -> dict | None:
    """The whole edition of a thing; None for what is not public."""
    found = reader.editions([name], whole=True).get(name)
    if found is None or (found["__typename"] == "FAQ" and not faqs.public(reader, found)):
        return None
    return found
