// Comforts of a results page. Everything needed works without this file.

// Long facets: typing filters their values at once. What is not listed here, or is written in
// other letters, the server finds.
(() => {
  const WAIT = 200;
  const folded = text => text.normalize("NFKC").toLowerCase();

  const local = (facet, words) => {
    let shown = 0;
    for (const item of facet.querySelectorAll(".choices > li")) {
      const name = folded(item.querySelector(".choice-label").textContent);
      item.hidden = !words.every(word => name.includes(word));
      if (!item.hidden) shown += 1;
    }
    return shown;
  };

  const watch = form => {
    const facet = form.closest(".facet");
    const fold = facet.querySelector("details");
    const wasOpen = fold?.open;
    const status = form.querySelector("[role=status]");
    let asked = null;
    let timer;
    let found = null;

    const say = count => {
      status.textContent = form.elements.find.value.trim() ? status.dataset.found.replace("{}", count) : "";
    };

    const show = list => {
      found?.remove();
      found = list;
      for (const own of facet.querySelectorAll(".choices")) own.hidden = Boolean(list);
      if (fold) fold.hidden = Boolean(list);
      if (list) form.after(list);
    };

    const ask = async () => {
      asked?.abort();
      asked = new AbortController();
      const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
      try {
        const answer = await fetch(address, { signal: asked.signal });
        if (!answer.ok) return;
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const list = page.querySelector(".values") || document.createElement("ul");
        say(list.children.length);
        show(list);
      } catch {
        // What is listed here stays filtered.
      }
    };

    form.elements.find.addEventListener("input", () => {
      clearTimeout(timer);
      asked?.abort();
      show(null);
      const words = folded(form.elements.find.value).split(/\s+/).filter(Boolean);
      const count = local(facet, words);
      facet.classList.toggle("finding", words.length > 0);
      if (fold) fold.open = words.length > 0 || wasOpen;
      say(count);
      if (words.length && (!count || "cut" in form.dataset)) timer = setTimeout(ask, WAIT);
    });
  };

  for (const form of document.querySelectorAll(".facet .find")) watch(form);
})();

// In the sheet of a narrow screen a date is chosen like any other value: the sheet stays open, and
// it takes one step of the history whatever is done in it.
(() => {
  const between = document.querySelector(".between");
  const isOpen = () => location.hash === "#facets" && matchMedia("(max-width: 53.75em)").matches;

  between?.addEventListener("submit", event => {
    if (!isOpen()) return;
    event.preventDefault();
    location.replace(`${between.action}?${new URLSearchParams(new FormData(between))}#facets`);
  });
  for (const link of document.querySelectorAll(".presets a")) {
    link.addEventListener("click", event => {
      if (!isOpen() || !isPlainClick(event)) return;
      event.preventDefault();
      link.hash = "facets";
      location.replace(link.href);
    });
  }
})();

// The passages before and after a hit open in its place.
(() => {
  const open = async link => {
    const hit = link.closest(".hit");
    const old = hit.querySelector(".around");
    if (old) {
      old.hidden = !old.hidden;
      link.setAttribute("aria-expanded", String(!old.hidden));
      return;
    }
    link.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`${link.getAttribute("href")}?part=around`);
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const around = page.querySelector(".around");
      around.setAttribute("aria-label", link.textContent);
      if (!hit.querySelector(".around")) hit.append(around);
      link.setAttribute("aria-expanded", "true");
    } catch {
      location.assign(link.href);
    } finally {
      link.removeAttribute("aria-busy");
    }
  };

  for (const link of document.querySelectorAll(".around-open")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("click", event => {
      if (!isPlainClick(event)) return;
      event.preventDefault();
      open(link);
    });
    link.addEventListener("keydown", event => {
      if (event.key !== " ") return;
      event.preventDefault();
      open(link);
    });
  }
})();
