// Names under a search field while one types, after https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ (the choice is
// made by the reader). Without it the form leads to the page of results.
const PAUSE = 120; // milliseconds after a key before the server is asked
const fields = [];

document.querySelectorAll("input[data-suggestions]").forEach((field, number) => {
  const form = field.form;
  // A field that names one thing takes the chosen one; a search leads to it.
  const takes = "taken" in field.dataset;
  const box = document.createElement("div");
  const heard = document.createElement("p");
  let options = [];
  let active = -1;
  let timer;
  let asking;

  function open() {
    box.hidden = false;
    field.setAttribute("aria-expanded", options.length > 0);
  }

  function close() {
    clearTimeout(timer);
    asking?.abort();
    mark(-1);
    box.hidden = true;
    field.setAttribute("aria-expanded", "false");
  }

  function mark(place) {
    options[active]?.setAttribute("aria-selected", "false");
    active = place;
    field.removeAttribute("aria-activedescendant");
    if (!options[active]) return;
    options[active].setAttribute("aria-selected", "true");
    options[active].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[active].id);
  }

  function show(page) {
    const [said, list] = [page.querySelector("p"), page.querySelector("ul")];
    mark(-1);
    options = list ? [...list.querySelectorAll("a")] : [];
    options.forEach((option, place) => {
      option.id = `${field.id}-${place}`;
      option.tabIndex = -1;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.parentNode.setAttribute("role", "none");
      if (takes) option.addEventListener("click", take);
    });
    list?.setAttribute("role", "listbox");
    list?.setAttribute("aria-label", field.getAttribute("aria-label") ?? field.labels[0].textContent.trim());
    list?.setAttribute("id", field.getAttribute("aria-controls"));
    box.replaceChildren(...[said, list].filter(Boolean));
    heard.textContent = said.textContent;
    open();
  }

  function take(event) {
    event.preventDefault();
    field.value = event.currentTarget.pathname.split("/").at(-2);
    form.requestSubmit();
  }

  async function ask() {
    asking?.abort();
    const q = field.value.trim();
    if (!q) return close();
    asking = new AbortController();
    try {
      const address = new URL(field.dataset.suggestions, location);
      address.searchParams.set("q", q);
      const answer = await fetch(address, { signal: asking.signal });
      if (answer.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      // Another key came first, or there is no network: the button is still there.
    }
  }

  function press(event) {
    if (event.isComposing) return; // the key is for the syllable that is being written
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) {
      event.preventDefault();
      if (box.hidden) open();
      const places = options.length + 1; // the field itself is one
      mark(((active + 1 + step + places) % places) - 1);
    } else if (event.key === "Enter" && options[active]) {
      event.preventDefault();
      options[active].click();
    } else if (event.key === "Escape" && !box.hidden) {
      event.preventDefault();
      close();
    }
  }

  box.className = "suggestions";
  box.hidden = true;
  heard.className = "unseen";
  heard.setAttribute("role", "status");
  field.closest(".search-field, .suggests").append(box, heard);
  field.id = `search-${number}`;
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", `suggestions-${number}`);
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  field.addEventListener("keydown", press);
  field.addEventListener("blur", close);
  box.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  if (!takes) fields.push(field);
});

// The page's own field before that of the header.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea")) return;
  const field = fields.findLast((one) => one.offsetParent);
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});
