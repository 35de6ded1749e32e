// Boxes and results never disagree: where the request for results fails, the form is sent as without scripts.
document.addEventListener("htmx:error", (event) => {
  if (event.target.id === "facets") event.target.submit();
});

// A mark shows its fact: under the mouse, in focus, or touched once. Without scripts it is a link to the same fact.
const box = document.getElementById("peek-box"); // on the page of the matrix alone
const kept = new Map(); // address → promise of the article
let shown = null; // the mark that the box belongs to
let timer = 0;

const markOf = (target) => target.closest?.(".matrix td > a[href*='#']:not([href*='#group-'])");

function article(mark) {
  const address = mark.href.replace("#", "") + "/";
  if (!kept.has(address)) {
    const made = fetch(address)
      .then((response) => (response.ok ? response.text() : Promise.reject(response.status)))
      .then((text) => new DOMParser().parseFromString(text, "text/html").getElementById("peek"));
    made.catch(() => kept.delete(address));
    kept.set(address, made);
  }
  return kept.get(address);
}

async function show(mark) {
  shown = mark;
  let found;
  try {
    found = await article(mark);
  } catch {
    return; // the mark is still a link
  }
  if (shown !== mark || !found) return;
  box.replaceChildren(found.cloneNode(true));
  box.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
  box.querySelectorAll(".cites a").forEach((one) => one.replaceWith(one.textContent));
  box.showPopover();
  box.scrollTop = 0;
  if (getComputedStyle(box).bottom === "0px") return; // along the lower edge, on phones
  const at = mark.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  box.style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8))}px`;
  box.style.top = `${at.bottom + 4 + height < innerHeight ? at.bottom + 4 : Math.max(8, at.top - 4 - height)}px`;
}

function hide() {
  clearTimeout(timer);
  shown = null;
  if (box?.matches(":popover-open")) box.hidePopover();
}

function later(act, wait) {
  clearTimeout(timer);
  timer = setTimeout(act, wait);
}

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  const mark = markOf(event.target);
  if (mark && mark !== shown) later(() => show(mark), 200);
  else if (mark || box?.contains(event.target)) clearTimeout(timer);
  else if (shown && shown !== document.activeElement) later(hide, 250);
  else clearTimeout(timer);
});
document.addEventListener("focusin", (event) => {
  const mark = markOf(event.target);
  if (mark && mark !== shown) later(() => show(mark), 100);
  else if (!mark && !box?.contains(event.target)) hide();
  else clearTimeout(timer);
});
document.addEventListener("click", (event) => {
  const mark = markOf(event.target);
  if (mark && mark !== shown && event.pointerType === "touch") {
    event.preventDefault(); // a second touch follows the link
    show(mark);
  } else if (!mark && !box?.contains(event.target)) hide();
});
document.addEventListener("scroll", (event) => event.target === document && hide(), { passive: true });

// Marks are no tab stops; arrows lead from the name of a model into its row and on, Home and End to the ends of the row,
// with Ctrl to those of the table.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    if (shown && box.contains(document.activeElement)) shown.focus();
    return hide();
  }
  // From a mark Tab leads to the sources of its fact, and back with Shift.
  if (event.key === "Tab" && shown && box.matches(":popover-open")) {
    const links = [...box.querySelectorAll("a")];
    const next = event.target === shown ? !event.shiftKey && links[0] : event.shiftKey && event.target === links[0] && shown;
    if (!next) return;
    event.preventDefault();
    return next.focus();
  }
  const cell = event.target.closest?.(".matrix tbody :is(th, td)");
  if (!cell || event.altKey || event.shiftKey || event.metaKey) return;
  const row = cell.parentElement;
  const rows = [...row.closest("table").querySelectorAll("tbody tr:not(.rungs)")];
  const place = [...row.cells].indexOf(cell);
  const linked = (line, column, step) => {
    let at = column;
    while (line?.cells[at] && !line.cells[at].querySelector("a")) at += step;
    return line?.cells[at]?.querySelector("a");
  };
  const next = {
    ArrowRight: () => linked(row, place + 1, 1),
    ArrowLeft: () => linked(row, place - 1, -1),
    ArrowDown: () => linked(rows[rows.indexOf(row) + 1], place, 1),
    ArrowUp: () => linked(rows[rows.indexOf(row) - 1], place, 1),
    Home: () => linked(row, 0, 1),
    End: () => linked(row, row.cells.length - 1, -1),
    "Ctrl+Home": () => linked(rows[0], 0, 1),
    "Ctrl+End": () => linked(rows.at(-1), row.cells.length - 1, -1),
  }[event.ctrlKey ? `Ctrl+${event.key}` : event.key]?.();
  if (!next) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest", inline: "nearest" }); // clear of the sticky head and column, as focus alone is not
});
