"""One public thing of any type, by its name."""

from blog.editions.read import Reader

FAQ_PAGES = 100


def named(reader: Reader, name: str) -> dict | None:
    """The whole edition of a thing; None for what is not public."""
    found = reader.editions([name], whole=True).get(name)
    if found is None or (found["__typename"] == "FAQ" and not asked(reader, found)):
        return None
    return found


def asked(reader: Reader, faq: dict) -> bool:
    """Whether readers meet a question of the library: a public page shows it, or all of its
    topic."""
    if reader.listing(faq["__name"], 1):
        return True
    pages = reader.editions(row[0] for row in reader.listing("type:FAQPage", FAQ_PAGES))
    return any(faq["topic"] in page["topics"] for page in pages.values())
