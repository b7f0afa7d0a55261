// The theme switch. Everything else works without this file.
(() => {
  // A browser without light-dark() has the light theme only.
  if (!CSS.supports("color", "light-dark(#000, #fff)")) return;
  const button = document.getElementById("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const current = () => root.dataset.theme || (dark.matches ? "dark" : "light");

  const show = () => {
    button.textContent = current() === "dark" ? "浅色" : "深色";
    button.setAttribute("aria-label", `换成${button.textContent}`);
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
