// The theme switch and small comforts. Everything needed works without this file.

// A click that asks for nothing but its link: not for a new tab, a new window or a file. The other
// scripts, which are loaded behind this one, use it too.
const isPlainClick = event =>
  !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

// The theme switch
(() => {
  // A browser without light-dark() has the light theme only.
  if (!CSS.supports("color", "light-dark(#000, #fff)")) return;
  const button = document.getElementById("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const current = () => root.dataset.theme || (dark.matches ? "dark" : "light");

  const show = () => {
    const { light, dark, toLight, toDark } = button.dataset;
    button.textContent = current() === "dark" ? light : dark;
    button.setAttribute("aria-label", current() === "dark" ? toLight : toDark);
  };

  button.addEventListener("click", () => {
    root.dataset.theme = current() === "dark" ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // The choice then lasts for this page.
    }
    show();
  });

  dark.addEventListener("change", show);
  show();
  button.hidden = false;
})();

// On a narrow screen the filters are a sheet: the page behind rests, Esc closes it, and it stays
// open over a choice.
(() => {
  const sheet = document.getElementById("facets");
  if (!sheet) return;
  const narrow = matchMedia("(max-width: 53.75em)");
  const isOpen = () => narrow.matches && location.hash === "#facets";

  const rest = () => {
    for (const part of document.querySelectorAll(".top, .skip, main, .foot")) part.inert = isOpen();
  };

  // The sheet takes one step of the history, whatever is done in it: Back does not open it again.
  document.addEventListener("click", event => {
    const link = event.target.closest(".facets .choice, .sheet-close, .sheet-back");
    if (!link || !isOpen() || !isPlainClick(event)) return;
    event.preventDefault();
    if (link.matches(".choice")) link.hash = "facets";
    location.replace(link.href);
  });
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !isOpen()) return;
    location.replace("#main");
    rest();
    document.querySelector(".sheet-open").focus({ preventScroll: true });
  });
  addEventListener("hashchange", rest);
  narrow.addEventListener("change", rest);
  rest();

  // A choice makes the page anew: the sheet stays where it was scrolled to, or where it says what
  // is wrong.
  const KEPT = "sheet";
  addEventListener("pagehide", () => {
    try {
      if (isOpen()) sessionStorage.setItem(KEPT, sheet.scrollTop);
    } catch {
      // It then begins at its top.
    }
  });
  addEventListener("load", () => {
    try {
      if (isOpen()) sheet.scrollTop = sessionStorage.getItem(KEPT) ?? 0;
      sessionStorage.removeItem(KEPT);
    } catch {
      // As above.
    }
    sheet.querySelector("[aria-invalid]")?.focus();
    sheet.querySelector(".wrong")?.scrollIntoView({ block: "nearest" });
  });
})();

// Only what scrolls is a stop for the keyboard.
(() => {
  const areas = document.querySelectorAll(".scroll");
  const look = () => {
    for (const area of areas) {
      if (area.scrollWidth > area.clientWidth) area.tabIndex = 0;
      else area.removeAttribute("tabindex");
    }
  };
  addEventListener("resize", look);
  look();
})();

// The terms of a query: one is open at a time; Esc and a click elsewhere close it.
(() => {
  const terms = [...document.querySelectorAll(".term")];
  const closeBut = kept => terms.forEach(term => term === kept || (term.open = false));
  for (const term of terms) term.addEventListener("toggle", () => term.open && closeBut(term));
  document.addEventListener("click", event => closeBut(event.target.closest(".term")));
  document.addEventListener("keydown", event => {
    const open = terms.find(term => term.open);
    if (event.key !== "Escape" || !open) return;
    if (open.contains(document.activeElement)) open.querySelector("summary").focus();
    closeBut(null);
  });
})();

// Who searches within results types other words: a click in the box selects the old ones.
(() => {
  const within = document.querySelector(".within input");
  const box = within?.form.elements.q;
  box?.addEventListener("click", () => {
    if (within.checked && box.value === box.defaultValue) box.select();
  });
})();
