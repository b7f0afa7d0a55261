// Keys of one letter: "/" goes to the search box, "?" shows what keys there are. They can be
// switched off (WCAG 2.1.4): who speaks to a computer would set them off with every word.
(() => {
  const root = document.documentElement;
  const sheet = document.getElementById("keys");
  const opener = document.getElementById("keys-open");
  const choice = sheet.querySelector("input");
  const typing = target => target.closest("input, textarea, select, [contenteditable]");

  const remember = on => {
    root.dataset.keys = on ? "on" : "off";
    try {
      localStorage.setItem("keys", root.dataset.keys);
    } catch {
      // The choice then lasts for this page.
    }
  };

  const search = () => {
    const box = document.getElementById("q");
    if (!box) return;
    box.focus();
    box.select();
    box.scrollIntoView({ block: "nearest" });
  };
  const acts = { "/": search, "?": () => sheet.showModal() };

  document.addEventListener("keydown", event => {
    const act = acts[event.key];
    const held = event.ctrlKey || event.metaKey || event.altKey;
    if (!act || held || root.dataset.keys === "off" || typing(event.target) || sheet.open) return;
    event.preventDefault();
    act();
  });

  choice.checked = root.dataset.keys !== "off";
  choice.addEventListener("change", () => remember(choice.checked));
  opener.addEventListener("click", () => sheet.showModal());
  opener.hidden = false;
})();
