// Tables of articles and people: filtered, sorted by any column, shown a hundred rows at a time.

const ROWS = 100;

/**
 * A table of `rows` under a place of the page.
 *
 * `columns` are objects: `key` of the heading's text, `value` of a row to sort by, `cell` that fills a cell;
 * `many` for numbers, which are sorted downwards first, `wide` where the cell shows more than the number. The first column heads its row.
 */
function listTable({ place, caption, rows, columns, words, choices, leftOut }) {
  const filter = byId(`${place}-filter`);
  const choice = byId(`${place}-show`);
  const list = byId(`${place}-list`);
  const folded = new Map();
  let order = null;
  let shown = ROWS;

  const foldedOf = (row) => {
    if (!folded.has(row)) folded.set(row, fold(words(row)));
    return folded.get(row);
  };

  function chosen() {
    const question = fold(filter.value);
    const fits = choices[choice.value];
    const found = rows.filter((row) => fits(row) && (!question || answers(foldedOf(row), question)));
    if (!order) return found;
    const { value } = columns[order.column];
    const collator = new Intl.Collator(language);
    const compare = (a, b) =>
      typeof value(a) === "number" ? value(a) - value(b) : collator.compare(value(a), value(b));
    return found.sort((a, b) => order.down * compare(a, b));
  }

  function head(column, n) {
    const sorted = order && order.column === n;
    const arrow = sorted ? (order.down < 0 ? " ▼" : " ▲") : "";
    const button = make("button", { type: "button" }, text(column.key), make("span", { "aria-hidden": "true" }, arrow));
    button.addEventListener("click", () => {
      order = { column: n, down: sorted ? -order.down : column.many ? -1 : 1 };
      draw();
      say(`${text(column.key)}: ${text(order.down < 0 ? "sort.down" : "sort.up")}`);
    });
    const direction = sorted ? (order.down < 0 ? "descending" : "ascending") : undefined;
    return make(
      "th",
      { scope: "col", role: "columnheader", class: column.many && !column.wide ? "number" : undefined, "aria-sort": direction },
      button
    );
  }

  function line(row) {
    const cells = columns.map((column, n) => {
      const cell = make(n ? "td" : "th", {
        scope: n ? undefined : "row",
        role: n ? "cell" : "rowheader",
        class: column.many && !column.wide ? "number" : undefined,
        "data-head": n ? text(column.key) : undefined,
      });
      cell.append(...column.cell(row));
      return cell;
    });
    return make("tr", { role: "row" }, ...cells);
  }

  function draw() {
    const found = chosen();
    const some = found.slice(0, shown);
    const body = make("tbody", { role: "rowgroup" }, ...some.map(line));
    const parts = [
      make(
        "table",
        { class: "list", role: "table" },
        make("caption", { class: "unseen" }, text(caption)),
        make("thead", { role: "rowgroup", "data-head": text("sort") }, make("tr", { role: "row" }, ...columns.map(head))),
        body
      ),
    ];
    const counted = text(found.length ? "showing" : "nothing", {
      n: number(some.length),
      m: number(found.length),
    });
    parts.push(make("p", { class: "count" }, counted));
    if (found.length > some.length) {
      const more = make("button", { type: "button" }, text("more", { n: number(Math.min(ROWS, found.length - shown)) }));
      more.addEventListener("click", () => {
        const first = shown;
        shown += ROWS;
        draw();
        const next = list.querySelectorAll("tbody tr")[first].firstChild;
        next.setAttribute("tabindex", "-1");
        next.focus();
      });
      parts.push(more);
    }
    if (leftOut) parts.push(make("p", { class: "note" }, text(`left-out.${place}`, { n: number(leftOut) })));
    const heads = () => [...list.querySelectorAll("thead button")];
    const focused = heads().indexOf(document.activeElement);
    list.replaceChildren(...parts);
    heads()[focused]?.focus();
    return counted;
  }

  const again = () => {
    shown = ROWS;
    say(draw());
  };
  whenStill(filter, again);
  choice.addEventListener("change", again);
  return draw;
}

const drawArticles = listTable({
  place: "articles",
  caption: "articles",
  rows: data.articles,
  leftOut: data.leftOut.articles,
  words: ([path, title]) => `${title} ${path}`,
  choices: { all: () => true, own: ([, , , own]) => own > 0 },
  columns: [
    {
      key: "article",
      value: ([path, title]) => title || path,
      cell: ([path, title]) => [title || path, ...(title ? [make("span", { class: "path" }, path)] : [])],
    },
    {
      key: "references",
      many: true,
      value: ([, , references]) => references,
      cell: ([, , references]) => [references ? number(references) : text("no-list")],
    },
    { key: "self", many: true, value: ([, , , own]) => own, cell: ([, , , own]) => [number(own)] },
    {
      key: "share",
      many: true,
      value: ([, , references, own]) => (references ? own / references : -1),
      cell: ([, , references, own]) =>
        references ? [make("span", { class: "drawn" }, bar(own / references)), percent(own / references)] : ["–"],
    },
    {
      key: "spellings",
      many: true,
      wide: true,
      value: ([, , , , spellings]) => spellings.length,
      cell: ([, , , , spellings, more]) => [forms(spellings.map((form) => [form]), more)],
    },
  ],
});

const drawPeople = listTable({
  place: "people",
  caption: "people",
  rows: data.people,
  leftOut: data.leftOut.people,
  words: ([, name, spellings]) => [name, ...spellings.map(([form]) => form)].join(" "),
  choices: {
    all: () => true,
    spellings: ([, , spellings]) => spellings.length > 1,
    scripts: ([, , spellings]) => new Set(spellings.map(([, script]) => script)).size > 1,
  },
  columns: [
    {
      key: "person",
      value: ([, name]) => name,
      cell: ([key, name]) => [name, make("span", { class: "path" }, key)],
    },
    {
      key: "spellings",
      many: true,
      wide: true,
      value: ([, , spellings]) => spellings.length,
      cell: ([, , spellings]) => [forms(spellings, 0)],
    },
    { key: "works", many: true, value: (row) => row[3], cell: (row) => [number(row[3])] },
    { key: "references", many: true, value: (row) => row[4], cell: (row) => [number(row[4])] },
    { key: "articles", many: true, value: (row) => row[5], cell: (row) => [number(row[5])] },
  ],
});

/** Spellings in a list, each with how often it is printed. */
function forms(spellings, more) {
  const items = spellings.map(([form, , count]) =>
    make("li", {}, form, ...(count ? [make("span", { class: "times" }, ` ×${number(count)}`)] : []))
  );
  if (more) items.push(make("li", {}, text("and-more", { n: number(more) })));
  return make("ul", { class: "forms" }, ...items);
}
