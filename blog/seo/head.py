"""A description as the elements of a page's head.

Written here and not in a template, since every page has them.
"""

from html import escape

from django.utils.safestring import SafeString


def head(about: dict) -> SafeString:
    """Everything but the title element."""
    graph = about["open_graph"]
    image, description = graph["image"], escape(about["description"] or "")
    out = [f'<meta name="robots" content="{escape(about["robots"])}">']
    if description:
        out.append(f'<meta name="description" content="{description}">')
    out.append(f'<link rel="canonical" href="{escape(about["canonical"])}">')
    out += alternates(about)
    out += properties(graph)
    if description:
        out.append(f'<meta property="og:description" content="{description}">')
    out.append(f'<meta name="twitter:card" content="{about["twitter_card"]}">')
    if image:
        out += picture(image)
    # It escapes what could end the element.
    out.append(f'<script type="application/ld+json">{about["json_ld"]}</script>')
    return SafeString("\n".join(out))


def alternates(about: dict) -> list[str]:
    """Where else the page is, and what brings its news."""
    out = []
    if about["markdown_url"]:
        url = escape(about["markdown_url"])
        out.append(f'<link rel="alternate" type="text/markdown" href="{url}">')
    for page in about["translations"]:
        language, url = escape(page["language"]), escape(page["url"])
        out.append(f'<link rel="alternate" hreflang="{language}" href="{url}">')
    for feed in about["feeds"]:
        title, url = escape(feed["title"]), escape(feed["url"])
        out.append(f'<link rel="alternate" type="{feed["type"]}" title="{title}" href="{url}">')
    return out


def properties(graph: dict) -> list[str]:
    """Open Graph's, but for the picture and the description."""
    told = {
        "og:type": graph["type"],
        "og:url": graph["url"],
        "og:title": graph["title"],
        "og:site_name": graph["site_name"],
        "article:published_time": graph["published_time"],
        "article:modified_time": graph["modified_time"],
    }
    return [
        f'<meta property="{name}" content="{escape(value)}">'
        for name, value in told.items()
        if value
    ]


def picture(image: dict) -> list[str]:
    url, alt = escape(image["url"]), escape(image["alt"])
    return [
        f'<meta property="og:image" content="{url}">',
        f'<meta property="og:image:width" content="{image["width"]}">',
        f'<meta property="og:image:height" content="{image["height"]}">',
        f'<meta property="og:image:alt" content="{alt}">',
        f'<meta name="twitter:image" content="{url}">',
        f'<meta name="twitter:image:alt" content="{alt}">',
    ]
