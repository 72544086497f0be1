"""One public thing of any type, by its name.

A question is public where readers meet it, a tag where an article with it is: what only a draft is
tagged with is nobody's business.
"""

from blog import faqs
from blog.editions.read import APART, Reader


def named(reader: Reader, name: str) -> dict | None:
    """The whole edition of a thing; None for what is not public."""
    if name.startswith(APART):
        return None
    found = reader.editions([name], whole=True).get(name)
    if found is None or (found["__typename"] == "FAQ" and not faqs.public(reader, found)):
        return None
    return None if found["__typename"] == "Tag" and not found["url"] else found
