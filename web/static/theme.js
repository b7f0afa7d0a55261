// Sets the chosen theme before the first paint, and whether keys of one letter are on; app.js and
// keys.js offer the choices.
(() => {
  try {
    const theme = localStorage.getItem("theme");
    if (localStorage.getItem("keys") === "off") document.documentElement.dataset.keys = "off";
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is closed to us: the system's theme stands.
  }
})();
