// Footnotes where they are cited: in a wide window they stand in the margin, in a narrower one
// they are shown by pointing at their mark or coming to it by keys, and a finger's tap opens them
// under the line. Without this file a mark is a link to its note, and the note leads back.
(() => {
  const article = document.querySelector("article");
  const wide = matchMedia("(min-width: 75em)");
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  // A note's words, without the ids that they have in the list. Keys do not stop at the links of a
  // copy beside the text: those of the list are there for them.
  const words = (note, aside = true) => {
    const copy = note.querySelector(".note-text").cloneNode(true);
    for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
    if (aside) for (const link of copy.querySelectorAll("a")) link.tabIndex = -1;
    return copy;
  };

  const notes = [...document.querySelectorAll(".note > a[href^='#']")]
    .map(link => ({ link, note: document.getElementById(link.hash.slice(1)), side: null, opened: null }))
    .filter(each => each.note?.querySelector(".note-text"));
  if (!notes.length) return;

  // In the margin: each once, beside its first mark, or below the note before.
  const margin = make("div", { class: "sidenotes", "aria-hidden": "true" });
  const sides = new Map();
  for (const each of notes) {
    if (!sides.has(each.note)) {
      const sign = make("span", { class: "note-mark" }, each.link.textContent);
      sides.set(each.note, { link: each.link, side: make("p", { class: "sidenote" }, sign, " ", words(each.note)) });
      margin.append(sides.get(each.note).side);
    }
    each.side = sides.get(each.note).side;
  }
  article.append(margin);
  const place = () => {
    if (!wide.matches) return;
    const from = article.getBoundingClientRect().top;
    const placed = [...sides.values()];
    const wanted = placed.map(({ link }) => link.getBoundingClientRect().top - from - 2);
    const heights = placed.map(({ side }) => side.offsetHeight);
    // In a table the marks do not come in the order of their lines.
    const order = placed.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b]);
    let free = 0;
    for (const i of order) {
      const top = Math.max(wanted[i], free);
      placed[i].side.style.top = `${top}px`;
      free = top + heights[i] + 8;
    }
  };
  new ResizeObserver(place).observe(article);
  wide.addEventListener("change", place);
  place();

  // Over the text: beside the mark that is pointed at or has the focus.
  const card = make("div", { class: "note-card", id: "note-card", role: "tooltip", hidden: "" });
  article.append(card);
  let shown = null;
  let timer = 0;
  const seen = side => {
    if (!wide.matches || side.scrollHeight > side.clientHeight + 1) return false;
    const box = side.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight;
  };
  const hide = () => {
    clearTimeout(timer);
    shown?.side.classList.remove("current");
    shown?.link.removeAttribute("aria-describedby");
    shown = null;
    card.hidden = true;
  };
  const show = each => {
    hide();
    shown = each;
    card.replaceChildren(words(each.note));
    // What describes the mark is there for who does not see the margin, too.
    each.link.setAttribute("aria-describedby", "note-card");
    each.side.classList.add("current");
    if (seen(each.side)) return;
    card.hidden = false;
    const mark = each.link.getClientRects()[0];
    const frame = article.getBoundingClientRect();
    const left = Math.min(mark.left, frame.right - card.offsetWidth) - frame.left;
    const fits = mark.bottom + card.offsetHeight + 8 < innerHeight || mark.top < card.offsetHeight + 8;
    card.style.left = `${Math.max(left, 0)}px`;
    card.style.top = `${(fits ? mark.bottom + 4 : mark.top - card.offsetHeight - 4) - frame.top}px`;
  };
  // Time to go from the mark to the card.
  const hideSoon = () => {
    clearTimeout(timer);
    const kept = () => shown && (shown.link.matches(":hover, :focus-visible") || card.matches(":hover"));
    timer = setTimeout(() => kept() || hide(), 250);
  };
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  card.addEventListener("pointerleave", hideSoon);

  // Under the line: after the mark, or below the heading it stands in; a table's cell has no room.
  const close = each => {
    each.opened?.remove();
    each.opened = null;
    each.link.removeAttribute("aria-expanded");
  };
  const open = each => {
    const to = make("a", { class: "note-to", href: each.link.hash }, article.dataset.toNote);
    each.opened = make("span", { class: "note-opened", role: "note" }, words(each.note, false), " ", to);
    (each.link.closest("h1, h2, h3, h4, h5, h6") ?? each.link.parentElement).after(each.opened);
    each.link.setAttribute("aria-expanded", "true");
  };

  for (const each of notes) {
    const { link } = each;
    link.addEventListener("pointerenter", event => event.pointerType === "mouse" && show(each));
    link.addEventListener("pointerleave", hideSoon);
    link.addEventListener("focus", () => link.matches(":focus-visible") && show(each));
    link.addEventListener("blur", hideSoon);
    link.addEventListener("click", event => {
      if (event.pointerType !== "touch") return hide();
      event.preventDefault();
      if (wide.matches || link.closest("td, th")) {
        if (shown === each) hide();
        else show(each);
      } else if (each.opened) close(each);
      else open(each);
    });
  }
  document.addEventListener("pointerdown", event => {
    if (shown && !card.contains(event.target) && !shown.link.contains(event.target)) hide();
  });
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    hide();
    notes.filter(each => each.opened).forEach(close);
  });
})();
