// Copying: the buttons beside the ways to cite, and the same ways in a menu at a passage's sign.

// A button copies the field of its way. What was not copied is never said to be: it is shown
// and selected instead, for the reader to copy.
const ways = (() => {
  const byClipboard = async field => {
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch {
      // Refused; or there is no clipboard, as for a site without https.
      return false;
    }
  };

  const bySelection = field => {
    let copied = false;
    const heard = () => { copied = true; };
    field.closest(".way").classList.add("shown");
    field.focus();
    field.select();
    document.addEventListener("copy", heard);
    const done = document.execCommand("copy");
    document.removeEventListener("copy", heard);
    return done && copied;
  };

  const say = (said, text) => {
    said.textContent = "";
    // The same words twice are only heard again if they were gone.
    setTimeout(() => { said.textContent = text; }, 50);
  };

  const ready = part => {
    const list = part.querySelector(".ways");
    const said = part.querySelector(".said");
    for (const button of list?.querySelectorAll(".copy") ?? []) {
      const way = button.closest(".way");
      button.hidden = false;
      button.addEventListener("click", async () => {
        for (const other of list.querySelectorAll(".shown")) other.classList.remove("shown");
        const field = way.querySelector("textarea");
        const copied = (await byClipboard(field)) || bySelection(field);
        if (copied) {
          way.classList.remove("shown");
          button.focus();
        }
        say(said, copied ? way.dataset.copied : list.dataset.refused);
      });
    }
  };

  for (const part of document.querySelectorAll(".cite")) ready(part);
  return { ready };
})();

// The menu: it opens at the link that was chosen, is fetched only then, and closes with Esc, with a
// click elsewhere or when the focus goes elsewhere. Where it cannot be had, the link is followed.
(() => {
  const menu = document.createElement("span");
  menu.className = "cite-menu";
  menu.setAttribute("role", "group");
  let opener = null;

  const close = () => {
    opener?.setAttribute("aria-expanded", "false");
    opener = null;
    menu.remove();
  };

  const fetched = async link => {
    try {
      const answer = await fetch(`${link.pathname}?part=ways`);
      return answer.ok ? await answer.text() : "";
    } catch {
      return "";
    }
  };

  const open = async link => {
    close();
    opener = link;
    const html = await fetched(link);
    if (opener !== link) return;
    if (!html) {
      location.assign(link.href);
      return;
    }
    menu.innerHTML = html;
    menu.querySelector(".whole").href = link.href;
    menu.setAttribute("aria-label", link.getAttribute("aria-label") || link.textContent);
    link.after(menu);
    link.setAttribute("aria-expanded", "true");
    ways.ready(menu);
    menu.querySelector("button").focus({ preventScroll: true });
    menu.scrollIntoView({ block: "nearest" });
  };

  for (const link of document.querySelectorAll("a.cites")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
  }

  document.addEventListener("click", event => {
    const link = event.target.closest("a.cites");
    if (link && isPlainClick(event)) {
      event.preventDefault();
      if (link === opener) close();
      else open(link);
    } else if (!menu.contains(event.target)) {
      close();
    }
  });
  document.addEventListener("focusin", event => {
    if (opener && menu.isConnected && event.target !== opener && !menu.contains(event.target)) close();
  });
  document.addEventListener("keydown", event => {
    if (event.key === " " && event.target.matches?.("a.cites")) {
      event.preventDefault();
      event.target.click();
    } else if (event.key === "Escape" && opener) {
      const back = opener;
      close();
      back.focus({ preventScroll: true });
    }
  });
})();
