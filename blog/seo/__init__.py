"""What search engines and social networks are told of a page: one description for both faces.

`describe` is pure: an edition, the publication's settings, the pages above and a look-up of what
is named go in, plain data in GraphQL's form comes out.
"""

from .description import describe, names
from .links import FEEDS, LISTS, feeds, markdown_url
from .listed import Listed

__all__ = ["FEEDS", "LISTS", "Listed", "describe", "feeds", "markdown_url", "names"]
