"""What a page weighs on a telephone, and what its reader waits for."""

from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request

from .results import Result, at_most, none_of

PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "is_mobile": True}
MOST = {"HTML and CSS": 12, "JavaScript": 3, "above the fold": 60}  # kB
BEFORE_HERO = 3

# The pictures that are seen before anybody scrolls, by the file that was chosen.
SEEN = """() => [...document.images].filter(image => {
  const box = image.getBoundingClientRect();
  return box.top < innerHeight && box.bottom > 0 && box.width > 0;
}).map(image => image.currentSrc)"""
BLOCKING = """() => performance.getEntriesByType("resource")
  .filter(entry => entry.renderBlockingStatus === "blocking").map(entry => entry.name)"""


def check(browser: Browser, name: str, url: str) -> list[Result]:
    """Of an article: its budget, in bytes as they travel with Brotli."""
    window = browser.new_context(**PHONE)
    page = window.new_page()
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request))
    page.goto(url, wait_until="networkidle")
    results = weighed(name, page, sent)
    window.close()
    return results


def weighed(name: str, page: Page, sent: list[Request]) -> list[Result]:
    seen = page.evaluate(SEEN)
    sizes = {r.url: r.sizes()["responseBodySize"] / 1000 for r in sent if r.response()}

    def sum_of(*kinds: str) -> float:
        found = sum(sizes[r.url] for r in sent if r.resource_type in kinds and r.url in sizes)
        return round(found, 1)

    kinds = {"HTML and CSS": sum_of("document", "stylesheet"), "JavaScript": sum_of("script")}
    pictures = sum(size for address, size in sizes.items() if address in seen)
    above = round(sum(kinds.values()) + sum_of("font") + pictures, 1)
    # What is prefetched by rules (“other”) waits for the page, not the page for it.
    waited = [r for r in sent if r.resource_type != "other"]
    hero = next((n for n, r in enumerate(waited) if r.url in seen), len(waited))
    own = urlsplit(page.url).netloc
    return [
        *(at_most(kind, name, found, MOST[kind], " kB") for kind, found in kinds.items()),
        at_most("above the fold", name, above, MOST["above the fold"], " kB"),
        at_most("requests before the picture", name, hero, BEFORE_HERO),
        none_of("asked of others", name, [r.url for r in sent if urlsplit(r.url).netloc != own]),
    ]


def blocking(page: Page, name: str) -> Result:
    """Nothing holds up the first paint but the one stylesheet."""
    found = page.evaluate(BLOCKING)
    sheets = [address for address in found if "/css/site" in address][:1]
    said = [address for address in found if address not in sheets]
    return none_of("render-blocking beside site.css", name, said)
