// A document's page while it is read: from mark to mark, finding in the document, the map of the
// whole, and a contents list that follows. Without this file all of it is links and a form.

// From mark to mark, by buttons and by the keys n and p; and to the box of what is to be found.
(() => {
  const root = document.documentElement;
  const box = document.getElementById("find");
  const steps = document.querySelector(".steps");
  // A place that a footnote's mark or a cell's border parts has several marks: the first is named.
  const places = [];
  for (const mark of document.querySelectorAll("article mark")) {
    if (mark.id) places.push([mark]);
    else places.at(-1)?.push(mark);
  }
  let current = -1;

  const top = index => places[index][0].getBoundingClientRect().top;
  const inView = index => top(index) >= 0 && top(index) < innerHeight;

  const show = index => {
    if (current >= 0) for (const mark of places[current]) mark.classList.remove("current");
    current = index;
    if (!steps || index < 0) return;
    for (const mark of places[index]) mark.classList.add("current");
    const at = steps.querySelector(".step-at");
    at.textContent = at.dataset.at.replace("{at}", (index + 1).toLocaleString("en"));
    for (const link of steps.querySelectorAll(".listed a")) {
      const here = link.hash === `#${places[index][0].id}`;
      if (!here) link.removeAttribute("aria-current");
      else {
        link.setAttribute("aria-current", "true");
        const list = link.closest("ol");
        list.scrollTop = link.offsetTop - list.clientHeight / 2;
      }
    }
  };
  // The address says where one is, so that a copied link and a reload lead there; it takes no
  // step of the history. A browser takes the focus away with it: buttons and the box want it back.
  const go = index => {
    const focused = document.activeElement;
    location.replace(`#${places[index][0].id}`);
    if (focused === box || steps.contains(focused)) focused.focus({ preventScroll: true });
    show(index);
  };
  // From the current place on; once it has been scrolled away, from what is in view.
  const next = step => {
    if (current >= 0 && inView(current)) return (current + step + places.length) % places.length;
    const below = places.findIndex((_, index) => top(index) >= 0);
    const before = (below < 0 ? places.length : below) - 1;
    if (step > 0) return Math.max(below, 0);
    return before < 0 ? places.length - 1 : before;
  };
  const walk = step => places.length && go(next(step));

  // Where the address leads: to a mark, or into a passage with marks.
  const land = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const index = places.findIndex(marks => marks[0] === target || target?.contains(marks[0]));
    show(target?.matches("mark, .passage, li") ? index : -1);
  };

  if (steps) {
    steps.querySelector(".step-first").hidden = true;
    steps.querySelector(".step-buttons").hidden = false;
    for (const button of steps.querySelectorAll("button")) {
      button.addEventListener("click", () => walk(Number(button.dataset.step)));
    }
    steps.querySelector(".listed").addEventListener("keydown", event => {
      if (event.key !== "Escape") return;
      event.currentTarget.open = false;
      event.currentTarget.querySelector("summary").focus();
    });
    addEventListener("hashchange", land);
    land();
  }

  const keys = {
    n: () => walk(1),
    p: () => walk(-1),
    f: () => {
      box.focus();
      box.select();
    },
  };
  document.addEventListener("keydown", event => {
    const held = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
    const busy = event.target.closest("input, textarea, select, [contenteditable], dialog");
    if (held || busy || event.defaultPrevented || root.dataset.keys === "off") return;
    const act = keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // Enter on what is found already leads on, as in a browser's own box.
  box.addEventListener("keydown", event => {
    const found = box.value && box.value === box.defaultValue && places.length;
    if (event.key !== "Enter" || event.isComposing || !found) return;
    event.preventDefault();
    walk(event.shiftKey ? -1 : 1);
  });
  // Who has looked for a text wants to see it.
  if (box.value && places.length && !location.hash) go(0);
})();

// Where one is: the map's band, and the entry of the contents list.
(() => {
  const map = document.querySelector(".map");
  const root = document.documentElement;
  const height = 1000;
  const byId = href => document.getElementById(decodeURIComponent(href.slice(1)));

  const band = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries({ class: "map-view", x: 0, width: 10 })) band.setAttribute(name, value);
  map.prepend(band);
  const ticks = [...map.querySelectorAll("a")]
    .map(link => ({ href: link.getAttribute("href"), tick: link.firstElementChild }))
    .map(each => ({ ...each, place: byId(each.href) }))
    .filter(each => each.place);

  const lists = [...document.querySelectorAll(".contents, .contents-fold nav")];
  const entries = [...(lists[0]?.querySelectorAll("a") ?? [])];
  const heads = entries.map(entry => byId(entry.hash));
  let tops = [];
  let whole = 1;
  let section = -2;
  let landed = null;

  // The line that decides which section is read: near the top, and at the end of the page, where
  // the last sections cannot come up to it, further and further down.
  const sectionAt = place => tops.findLastIndex(top => top <= place);
  const line = () => {
    const high = innerHeight * 0.3;
    const left = whole - innerHeight - scrollY;
    return scrollY + high + Math.max(innerHeight - high - left, 0);
  };
  const choose = index => {
    if (index === section) return;
    section = index;
    for (const list of lists) {
      [...list.querySelectorAll("a")].forEach((entry, i) => {
        if (i === index) entry.setAttribute("aria-current", "location");
        else entry.removeAttribute("aria-current");
      });
    }
    keepInView(lists[0], entries[index]);
  };
  // The list scrolls itself, but not under a hand that is on it.
  const keepInView = (list, entry) => {
    if (!entry || list.matches(":hover, :focus-within")) return;
    const frame = list.getBoundingClientRect();
    const box = entry.getBoundingClientRect();
    if (box.top >= frame.top + 40 && box.bottom <= frame.bottom - 40) return;
    list.scrollTop += box.top - frame.top - frame.height / 2;
  };

  const show = () => {
    band.setAttribute("y", (scrollY / whole) * height);
    band.setAttribute("height", Math.max((innerHeight / whole) * height, 6));
    // Who has followed a link to a section is in it, wherever it could be scrolled to.
    if (landed && Math.abs(scrollY - landed.at) > 8) landed = null;
    if (entries.length) choose(landed ? landed.section : sectionAt(line()));
  };
  const measure = () => {
    whole = root.scrollHeight;
    const top = place => place.getBoundingClientRect().top + scrollY;
    for (const { tick, place } of ticks) {
      if (place.getClientRects().length) tick.setAttribute("y", (top(place) / whole) * height);
    }
    tops = heads.map(head => (head ? top(head) : Infinity));
    show();
  };
  const land = () => {
    const target = location.hash && byId(location.hash);
    if (!target) return;
    landed = { section: sectionAt(target.getBoundingClientRect().top + scrollY + 1), at: scrollY };
    show();
  };

  let waiting = false;
  const later = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      show();
    });
  };
  addEventListener("scroll", later, { passive: true });
  addEventListener("resize", measure);
  addEventListener("hashchange", land);
  new ResizeObserver(measure).observe(document.body);
  measure();
  land();

  // A click on the map jumps: to a tick that is near, else to the place; and the band is dragged.
  // A finger that moves on it scrolls the page as elsewhere, one that taps it jumps.
  const jump = y => scrollTo({ top: (y / innerHeight) * whole - innerHeight / 2, behavior: "instant" });
  const near = y => {
    const away = ({ tick }) => Math.abs((Number(tick.getAttribute("y")) / height) * innerHeight - y);
    const marks = ticks.filter(({ tick, place }) => tick.matches(".map-mark") && place && away({ tick }) < 5);
    return marks.sort((a, b) => away(a) - away(b))[0];
  };
  const leap = y => {
    const tick = near(y);
    if (tick) location.replace(tick.href);
    else jump(y);
  };
  map.addEventListener("click", event => {
    event.preventDefault();
    if (event.pointerType === "touch") leap(event.clientY);
  });
  map.addEventListener("pointerdown", event => {
    if (event.button || event.pointerType === "touch") return;
    event.preventDefault();
    map.setPointerCapture(event.pointerId);
    leap(event.clientY);
  });
  map.addEventListener("pointermove", event => {
    if (map.hasPointerCapture(event.pointerId) && event.movementY) jump(event.clientY);
  });
})();
