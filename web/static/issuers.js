// The list of issuing bodies follows what is typed into its filter.
(() => {
  const form = document.querySelector(".find");
  const list = document.getElementById("found");
  const orders = document.getElementById("orders");
  if (!form || !list) return;
  const box = form.elements.find;
  let waiting = 0;
  let asked = new AbortController();

  const show = async () => {
    asked.abort();
    asked = new AbortController();
    const given = new URLSearchParams(new FormData(form));
    if (!box.value.trim()) given.delete("find");
    const address = `${form.action}${given.size ? `?${given}` : ""}`;
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      // The line that tells the number stays, so that its change is read out.
      const fresh = page.getElementById("found");
      const [told, now] = [list, fresh].map(each => each.querySelector("[role=status]"));
      told.textContent = now.textContent;
      list.replaceChildren(told, ...[...fresh.children].filter(part => part !== now));
      orders.replaceChildren(...page.getElementById("orders").children);
      history.replaceState(null, "", address);
    } catch {
      // What was typed goes on, or the server is away: the button still asks.
    }
  };

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 150);
  });
})();
