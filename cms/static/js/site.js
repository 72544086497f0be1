// What a reader gains with JavaScript. Every page is whole without it.

const all = (selector, within = document) => [...within.querySelectorAll(selector)];

const said = document.createElement("p");
said.className = "visually-hidden";
said.role = "status";
document.body.append(said);

async function copy(address, button) {
  await navigator.clipboard.writeText(address);
  said.textContent = button.dataset.said = "Link copied";
  setTimeout(() => { delete button.dataset.said; said.textContent = ""; }, 2000);
}

// Light or dark: remembered only where it differs from what the system prefers.
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");
const system = () => (dark.matches ? "dark" : "light");

function keep(theme) {
  try {
    if (theme) localStorage.theme = theme;
    else delete localStorage.theme;
  } catch {}
}

for (const button of all(".theme")) {
  const show = () => button.setAttribute("aria-pressed", (root.dataset.theme || system()) === "dark");
  const again = () => { try { root.dataset.theme = localStorage.theme || ""; } catch {} show(); };
  button.addEventListener("click", () => {
    const wanted = button.ariaPressed === "true" ? "light" : "dark";
    root.dataset.theme = wanted === system() ? "" : wanted;
    keep(root.dataset.theme);
    show();
  });
  dark.addEventListener("change", show);
  addEventListener("storage", again);
  addEventListener("pageshow", again);
  button.hidden = false;
}

// Links to sections and answers are copied as they are followed.
document.addEventListener("click", ({ target }) => {
  const link = target.closest(".anchor");
  if (link && navigator.clipboard) copy(link.href, link).catch(() => {});
});

for (const button of all(".share")) {
  const address = document.querySelector("link[rel=canonical]")?.href ?? location.href;
  if (!navigator.share) button.textContent = "Copy link";
  button.hidden = !navigator.share && !navigator.clipboard;
  button.addEventListener("click", () => {
    const shared = navigator.share?.({ title: document.title, url: address }) ?? copy(address, button);
    shared.catch(() => {});
  });
}

// Questions: all at once; older browsers do not open the one that an address names.
for (const button of all(".open-all")) {
  const items = all("details", button.closest(".questions"));
  const open = () => items.every((item) => item.open);
  const show = () => { button.textContent = open() ? "Close all" : "Open all"; };
  button.addEventListener("click", () => {
    const wanted = !open();
    for (const item of items) item.open = wanted;
  });
  for (const item of items) item.addEventListener("toggle", show);
  show();
  button.hidden = false;
}

function reveal() {
  const item = document.querySelector(":target")?.closest(".faq:not([open])");
  if (!item) return;
  item.open = true;
  item.scrollIntoView();
}
addEventListener("hashchange", reveal);
reveal();

// The contents show where the reader is.
for (const contents of all(".contents")) {
  const links = all("a", contents);
  const headings = links.map((link) => document.getElementById(link.getAttribute("href").slice(1)));
  let asked = false;
  const follow = () => {
    asked = false;
    const here = headings.findLastIndex((heading) => heading?.getBoundingClientRect().top < innerHeight / 3);
    for (const [n, link] of links.entries()) {
      if (n === here) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    const link = links[here];
    if (link) contents.scrollTop = link.offsetTop - contents.clientHeight / 2;
  };
  addEventListener("scroll", () => { asked ||= requestAnimationFrame(follow); }, { passive: true });
  follow();
}

// What nobody needs to see the page comes once it is there.
addEventListener("load", () => {
  for (const { dataset } of all("[data-script]")) import(dataset.script);
});
