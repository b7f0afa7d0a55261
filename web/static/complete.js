// Suggestions under the search box while a query is typed: an ARIA combobox with a listbox.
// Without this file the box is a plain one.
(() => {
  const box = document.getElementById("q");
  if (!box) return;
  // What is said here stands on the box, in the language of the page, # for a number.
  const words = box.dataset;
  const counted = (one, many, count) =>
    (count === 1 ? one : many).replace("#", count.toLocaleString("en"));
  const pause = 80;
  const kept = new Map();
  let options = [];
  let active = -1;
  let timer = 0;
  let request = null;

  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const list = make("ul", { id: "suggestions", class: "suggestions", role: "listbox", "aria-label": words.suggestions, hidden: "" });
  const said = make("span", { class: "hidden", role: "status" });
  const combobox = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "suggestions" };
  for (const [key, value] of Object.entries(combobox)) box.setAttribute(key, value);
  box.after(list, said);

  const isOpen = () => !list.hidden;
  const stop = () => {
    clearTimeout(timer);
    request?.abort();
  };
  const close = () => {
    stop();
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    said.textContent = "";
    activate(-1);
  };

  const activate = index => {
    active = index;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    if (index < 0) box.removeAttribute("aria-activedescendant");
    else {
      box.setAttribute("aria-activedescendant", list.children[index].id);
      list.children[index].scrollIntoView({ block: "nearest" });
    }
  };
  // From the last suggestion on to the box, and from there to the first again.
  const move = step => {
    const places = options.length + 1;
    activate(((active + 1 + step + places) % places) - 1);
  };

  // The text with what was typed marked: all of it, or its last word.
  const marked = (text, typed) => {
    const words = [typed.trim(), typed.trim().split(/\s+/).pop()];
    const found = words.map(word => [text.toLowerCase().indexOf(word.toLowerCase()), word.length]);
    const [at, length] = found.find(([place]) => place >= 0) ?? [0, 0];
    if (!length) return [text];
    return [text.slice(0, at), make("mark", {}, text.slice(at, at + length)), text.slice(at + length)];
  };
  // What a word finds is counted without filters: under them the number would not hold.
  const unasked = ["q", "sort", "size"];
  const narrowed = () => [...new FormData(box.form).keys()].some(name => !unasked.includes(name));
  const option = (each, index, typed) => {
    const count = each.count === null || narrowed() ? [] : [make("span", { class: "suggestion-count" }, counted(words.passage, words.passages, each.count))];
    return make(
      "li",
      { id: `suggestion-${index}`, role: "option", "aria-selected": "false" },
      make("span", { class: "suggestion-text", lang: "zh-Hans-CN" }, ...marked(each.text, typed)),
      ...count,
      make("span", { class: "suggestion-kind" }, box.getAttribute(`data-kind-${each.kind}`) ?? ""),
    );
  };
  const show = (found, typed) => {
    options = found;
    active = -1;
    if (!found.length) return close();
    list.replaceChildren(...found.map((each, index) => option(each, index, typed)));
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    box.removeAttribute("aria-activedescendant");
    said.textContent = counted(words.found, words.foundMany, found.length);
  };

  const ask = async text => {
    request = new AbortController();
    const address = `${box.dataset.complete}?q=${encodeURIComponent(text)}`;
    const answer = await fetch(address, { signal: request.signal });
    if (!answer.ok) return [];
    const found = (await answer.json()).completions;
    if (kept.size > 200) kept.clear();
    kept.set(text, found);
    return found;
  };
  const suggest = async () => {
    const text = box.value;
    try {
      const found = kept.get(text) ?? (await ask(text));
      if (box.value === text && document.activeElement === box) show(found, text);
    } catch {
      // Overtaken by the next letter, or the server is away: the box works without.
    }
  };
  const later = () => {
    stop();
    // A word that has not begun has no suggestions.
    if (!box.value.trim() || /\s$/.test(box.value)) return close();
    timer = setTimeout(suggest, kept.has(box.value) ? 0 : pause);
  };

  const choose = index => {
    const chosen = options[index];
    close();
    if (chosen.document) return location.assign(chosen.url);
    box.value = chosen.text;
    box.form.requestSubmit();
  };

  const keys = {
    ArrowDown: () => (isOpen() ? move(1) : later()),
    ArrowUp: () => isOpen() && move(-1),
    Enter: () => isOpen() && active >= 0 && choose(active),
    Escape: () => isOpen() && close(),
  };
  const composing = event => event.isComposing || event.keyCode === 229;
  box.addEventListener("keydown", event => {
    if (composing(event) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "Tab" && isOpen() && active >= 0) box.value = options[active].text;
    const mine = event.key === "ArrowDown" || (isOpen() && (event.key !== "Enter" || active >= 0));
    if (!(event.key in keys) || !mine) return;
    event.preventDefault();
    keys[event.key]();
  });
  box.addEventListener("input", event => event.isComposing || later());
  box.addEventListener("compositionend", later);
  box.addEventListener("blur", close);
  box.form.addEventListener("submit", close);
  // The box keeps the focus while one points.
  list.addEventListener("mousedown", event => event.preventDefault());
  list.addEventListener("click", event => {
    const chosen = event.target.closest("[role=option]");
    if (chosen) choose([...list.children].indexOf(chosen));
  });
})();
