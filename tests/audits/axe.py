"""What of WCAG 2.2 AA, and of what axe-core holds to be best, a page in a browser misses."""

from importlib.resources import files

from playwright.sync_api import Page

SOURCE = (files("axe_playwright_python") / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RUN = """async (tags) => {
  const options = { runOnly: tags, rules: { "target-size": { enabled: true } } };
  const { violations } = await axe.run(document, options);
  return violations.flatMap(({ id, help, nodes }) => nodes.map(
    ({ target, failureSummary }) => `${id} (${help}): ${target.join(" ")}\\n${failureSummary}`));
}"""


def violations(page: Page) -> list[str]:
    """One line for each element that breaks a rule, with what would mend it."""
    # Not as an element of the page, whose policy would refuse it.
    page.evaluate(SOURCE)
    return page.evaluate(RUN, TAGS)
