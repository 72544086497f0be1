// Titles under a search field while somebody types: a combobox with a list of links to go to. Without
// this file the form searches all the same.

const PAUSE = 150; // milliseconds without a key before anything is asked

for (const field of document.querySelectorAll("[data-suggestions]")) suggest(field);

function suggest(field) {
  const list = document.createElement("ul");
  let chosen = -1, pause, asking;
  list.id = `${field.id}_suggestions`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels[0].textContent);
  field.type = "text"; // which may be a combobox
  field.autocomplete = "off";
  field.enterKeyHint = "search";
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.after(list);
  open(false);

  function open(is) {
    list.hidden = !is;
    field.setAttribute("aria-expanded", is);
    choose(-1);
  }

  function choose(n) {
    list.children[chosen]?.setAttribute("aria-selected", false);
    const option = list.children[chosen = n];
    option?.setAttribute("aria-selected", true);
    option?.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option?.id ?? "");
  }

  function show(pages) {
    list.replaceChildren(...pages.map(({ title, url }, n) => {
      const option = document.createElement("li");
      option.id = `${list.id}_${n}`;
      option.textContent = title;
      option.dataset.url = url;
      option.setAttribute("role", "option");
      return option;
    }));
    open(pages.length > 0 && document.activeElement === field);
  }

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    const query = new URLSearchParams({ query: field.value });
    try {
      const answer = await fetch(`${field.dataset.suggestions}?${query}`, { signal: asking.signal });
      show(answer.ok ? await answer.json() : []);
    } catch { /* asked anew, or offline */ }
  }

  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(ask, PAUSE);
  });
  field.addEventListener("blur", () => open(false));
  field.addEventListener("keydown", event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], count = list.children.length;
    if (step && count) {
      const n = chosen;
      if (list.hidden) open(true);
      // The field itself stands between the last title and the first.
      choose((n + step + 1 + count + 1) % (count + 1) - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      location.href = list.children[chosen].dataset.url;
    } else if (event.key === "Escape" && !list.hidden) {
      open(false);
    } else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", event => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", ({ target }) => {
    if (target.dataset.url) location.href = target.dataset.url;
  });
}
