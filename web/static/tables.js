// Printed tables: heads that stay in view, copying, charts in place, and another order of rows.
// Everything needed works without this file.

// A table that fits needs no scrolling of its own, so that its head can stay at the top of the
// page; one that does not scrolls under its head.
(() => {
  const areas = [...document.querySelectorAll(".table > .scroll")];
  const look = () => {
    for (const area of areas) area.classList.remove("fits", "wide");
    const fit = areas.map(area => area.scrollWidth <= area.clientWidth);
    areas.forEach((area, i) => area.classList.add(fit[i] ? "fits" : "wide"));
  };
  addEventListener("resize", look);
  look();
})();

// Copying: as text with tabs and as a table, in the order that is shown.
(() => {
  // What a spreadsheet would run is led by an apostrophe, as in the CSV file.
  const harmless = text => (/^[=+\-@](?![\d.,]+[%％‰]?$)/.test(text) ? `'${text}` : text);
  const withoutNotes = table => {
    const copy = table.cloneNode(true);
    for (const note of copy.querySelectorAll(".note, caption")) note.remove();
    for (const button of copy.querySelectorAll("button")) button.replaceWith(...button.childNodes);
    for (const each of [copy, ...copy.querySelectorAll("*")]) {
      for (const { name } of [...each.attributes]) {
        if (!/^(col|row)span$/.test(name)) each.removeAttribute(name);
      }
    }
    for (const cell of copy.querySelectorAll("th, td")) cell.textContent = harmless(cell.textContent.trim());
    return copy;
  };

  // Cells by their place, so that a spanned head stays over its columns.
  const grid = table => {
    const rows = [...table.rows].map(() => []);
    [...table.rows].forEach((row, y) => {
      let x = 0;
      for (const cell of row.cells) {
        while (rows[y][x] !== undefined) x += 1;
        for (let dy = 0; dy < cell.rowSpan; dy += 1) {
          for (let dx = 0; dx < cell.colSpan; dx += 1) rows[y + dy][x + dx] = dx || dy ? "" : cell.textContent;
        }
        x += cell.colSpan;
      }
    });
    return rows.map(row => row.map(text => text.replace(/\s+/g, " ")).join("\t")).join("\n");
  };

  // Pages that do not come over https have no clipboard to write to, but may still answer a copy.
  const byEvent = (text, html) => {
    let set = false;
    const fill = event => {
      event.clipboardData.setData("text/plain", text);
      event.clipboardData.setData("text/html", html);
      event.preventDefault();
      set = true;
    };
    document.addEventListener("copy", fill, { once: true });
    document.execCommand("copy");
    document.removeEventListener("copy", fill);
    if (!set) throw new Error("not copied");
  };
  const write = async (text, html) => {
    if (!navigator.clipboard?.write) return byEvent(text, html);
    const blob = (data, type) => new Blob([data], { type });
    const item = { "text/plain": blob(text, "text/plain"), "text/html": blob(html, "text/html") };
    return navigator.clipboard.write([new ClipboardItem(item)]);
  };

  for (const button of document.querySelectorAll(".table-copy")) {
    const said = button.closest(".table-tools").querySelector(".table-said");
    button.hidden = false;
    button.addEventListener("click", async () => {
      const copy = withoutNotes(button.closest(".table").querySelector("table"));
      said.textContent = "";
      try {
        await write(grid(copy), copy.outerHTML);
        said.textContent = button.dataset.done;
      } catch {
        said.textContent = button.dataset.failed;
      }
      setTimeout(() => { said.textContent = ""; }, 4000);
    });
  }
})();

// A chart opens below its table; the choice of another column changes it there.
(() => {
  const load = async href => {
    const answer = await fetch(href);
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const chart = document.importNode(page.getElementById("chart"), true);
    chart.removeAttribute("id");
    return chart;
  };

  const show = async (link, href) => {
    const table = link.closest(".table");
    const chart = await load(href);
    table.querySelector(".table-chart")?.remove();
    table.append(chart);
    return chart;
  };

  const open = (link, isOpen) => {
    const word = link.querySelector(".table-draw-word");
    [word.textContent, link.dataset.close] = [link.dataset.close, word.textContent];
    link.setAttribute("aria-expanded", String(isOpen));
  };

  const toggle = async link => {
    const shown = link.closest(".table").querySelector(".table-chart");
    if (shown) {
      shown.remove();
      return open(link, false);
    }
    if (link.ariaBusy === "true") return null;
    link.ariaBusy = "true";
    try {
      await show(link, link.href);
      open(link, true);
    } catch {
      location.assign(link.href);
    } finally {
      link.ariaBusy = null;
    }
    return null;
  };

  for (const link of document.querySelectorAll(".table-draw")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("click", event => {
      if (!isPlainClick(event)) return;
      event.preventDefault();
      toggle(link);
    });
    link.addEventListener("keydown", event => {
      if (event.key !== " ") return;
      event.preventDefault();
      link.click();
    });
    link.closest(".table").addEventListener("click", async event => {
      const column = event.target.closest(".table-columns a");
      if (!column || !isPlainClick(event)) return;
      event.preventDefault();
      try {
        (await show(link, column.href)).querySelector("[aria-current]").focus({ preventScroll: true });
      } catch {
        location.assign(column.href);
      }
    });
  }
})();

// Heads that sort: upwards, downwards, as printed. Numbers by value, words as Chinese sorts them;
// among numbers what is none stands last, as printed.
(() => {
  const words = new Intl.Collator("zh-Hans-CN", { numeric: true });
  const value = text => {
    const bare = text.normalize("NFKC").replace(/[−–]/g, "-").replace(/[,\s%‰]/g, "");
    return /^[-+]?\d+(\.\d+)?$/.test(bare) ? Number(bare) : NaN;
  };
  const text = cell => {
    const copy = cell.cloneNode(true);
    for (const note of copy.querySelectorAll(".note")) note.remove();
    return copy.textContent.trim();
  };
  const ORDERS = ["ascending", "descending", null];

  const compare = (one, other, turned) => {
    const [a, b] = [value(one), value(other)];
    if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) - Number.isNaN(b);
    return (a - b) * turned;
  };
  const ordered = (rows, column, turned) => {
    const cells = new Map(rows.map(row => [row, text(row.cells[column])]));
    const numbers = rows[0].cells[column].classList.contains("number");
    const by = numbers ? compare : (one, other) => words.compare(one, other) * turned;
    return [...rows].sort((a, b) => by(cells.get(a), cells.get(b), turned));
  };

  const prepare = table => {
    const heads = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    const printed = [...body.rows];
    const said = table.closest(".table").querySelector(".table-said");
    const names = table.dataset.orders.split("|");
    const sortable = table.dataset.sortable.split(" ").map(Number);

    const sort = (head, column) => {
      const order = ORDERS[(ORDERS.indexOf(head.getAttribute("aria-sort")) + 1) % ORDERS.length];
      for (const each of heads) each.removeAttribute("aria-sort");
      if (order) head.setAttribute("aria-sort", order);
      const turned = order === "descending" ? -1 : 1;
      body.append(...(order ? ordered(printed, column, turned) : printed));
      said.textContent = `${text(head)}：${names[ORDERS.indexOf(order)]}`;
    };

    for (const column of sortable) {
      const head = heads[column];
      const button = document.createElement("button");
      button.type = "button";
      button.className = "table-sort";
      button.title = table.dataset.sort;
      button.append(...[...head.childNodes].filter(node => !node.matches?.(".note")));
      head.prepend(button);
      button.addEventListener("click", () => sort(head, column));
    }
  };

  for (const table of document.querySelectorAll("table[data-sortable]")) prepare(table);
})();
