// Pairs to decide: both sides beside each other, three answers each, and the file that takes the answers along.

const PAIRS = 20;
const VERDICTS = ["same", "different", "later"];
const FILE = "bibman-answers.jsonl";
const KEPT = `bibman answers ${data.mark}`;
const pairsList = byId("pairs-list");
let pairsShown = PAIRS;
let given = remembered();

const nameOf = (pair) => `${pair[0]} ${pair[3][0]} ${pair[4][0]}`;

/** The answers that this browser kept for this page; none where it keeps nothing for files. */
function remembered() {
  try {
    return new Map(Object.entries(JSON.parse(localStorage.getItem(KEPT) ?? "{}")));
  } catch {
    return new Map();
  }
}

function remember() {
  try {
    localStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(given)));
  } catch {
    // What is not kept is still on the page.
  }
}

function chosenPairs() {
  const question = fold(byId("pairs-filter").value);
  const kind = byId("pairs-kind").value;
  const state = byId("pairs-state").value;
  const found = data.pairs.filter(
    (pair) =>
      (!kind || pair[0] === kind) &&
      (!state || given.has(nameOf(pair)) === (state === "answered")) &&
      (!question || answers(fold(`${pair[3].slice(0, 2).join(" ")} ${pair[4].slice(0, 2).join(" ")}`), question))
  );
  const collator = new Intl.Collator(language);
  const sort = byId("pairs-sort").value;
  if (sort === "unlikely") found.sort((a, b) => a[1] - b[1]);
  else if (sort === "name") found.sort((a, b) => collator.compare(a[3][1], b[3][1]));
  else found.sort((a, b) => b[1] - a[1]);
  return found;
}

/** A text with the words that the other side has not, marked. */
function marked(words, others) {
  const theirs = new Set(others.toLowerCase().split(/[\s.,;:()]+/));
  return words.split(/([\s.,;:()]+)/).map((word, n) =>
    n % 2 || !word || theirs.has(word.toLowerCase()) ? word : make("mark", {}, word)
  );
}

/** A value in the chosen language, where it is a type or a language. */
function spoken(key, value) {
  const name = `${key.replace("field.", "")}.${value}`;
  return ["field.type", "field.language"].includes(key) && data.texts[language][name] ? text(name) : value;
}

/** One value of one side: a text, or the texts of a list. */
function valueOf(field, other, isMarked) {
  if (!field) return ["–"];
  const [key, value, more] = field;
  if (!Array.isArray(value)) return isMarked ? marked(spoken(key, value), spoken(key, other[1])) : [spoken(key, value)];
  const items = value.map((item) => make("li", {}, item));
  if (more) items.push(make("li", {}, text("and-more", { n: number(more) })));
  return [make("ul", {}, ...items)];
}

/** The two sides of a pair as a table; fields that differ say so. */
function sides([kind, , , a, b]) {
  const [one, other] = [a, b].map((side) => new Map(side.slice(2).map((field) => [field[0], field])));
  const keys = [...new Set([...one.keys(), ...other.keys()])];
  const lines = keys.map((key) => {
    const [x, y] = [one.get(key), other.get(key)];
    const differs = x && y && !Array.isArray(x[1]) && x[1] !== y[1];
    const head = make("th", { scope: "row", role: "rowheader" }, text(key));
    if (differs) {
      head.append(make("span", { "aria-hidden": "true" }, " ≠"), make("span", { class: "unseen" }, ` (${text("differs")})`));
    }
    const cell = (field, others, side) =>
      make("td", { role: "cell", "data-head": side[0] }, ...valueOf(field, others, differs));
    return make("tr", { role: "row" }, head, cell(x, y, a), cell(y, x, b));
  });
  const top = [a, b].map((side) => make("th", { scope: "col", role: "columnheader" }, side[0]));
  return make(
    "table",
    { class: "sides", role: "table" },
    make("caption", { class: "unseen" }, `${text(`pair.${kind}`)} ${a[0]} – ${b[0]}`),
    make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, make("td"), ...top)),
    make("tbody", { role: "rowgroup" }, ...lines)
  );
}

function pairItem(pair, n) {
  const [kind, score, reason, a, b] = pair;
  const title = make(
    "h3",
    { id: `pair-${n}` },
    `${text(`pair.${kind}`)} `,
    make("span", { class: "names" }, a[1] === b[1] ? a[1] : `${a[1]} – ${b[1]}`)
  );
  const why = make("p", { class: "why" }, `${text("score")} ${percent(score)}: ${reasonText(reason)}`);
  const buttons = VERDICTS.map((verdict, place) => {
    const button = make("button", { type: "button", "data-verdict": verdict }, text(verdict));
    button.append(make("kbd", { "aria-hidden": "true" }, String(place + 1)));
    button.addEventListener("click", () => answer(item, pair, verdict));
    return button;
  });
  const group = make("div", { class: "buttons", role: "group", "aria-labelledby": `pair-${n}` }, ...buttons);
  const item = make("li", { class: "pair", tabindex: "-1", "aria-labelledby": `pair-${n}` }, title, why, sides(pair), group);
  item.addEventListener("keydown", (event) => pressed(event, item, pair));
  press(item, pair);
  return item;
}

/** Show on the buttons which answer was given. */
function press(item, pair) {
  const verdict = given.get(nameOf(pair))?.answer;
  item.classList.toggle("answered", Boolean(verdict));
  for (const button of item.querySelectorAll("[data-verdict]")) {
    button.setAttribute("aria-pressed", String(button.dataset.verdict === verdict));
  }
}

/** Keep an answer with its time; the same answer again takes it back. */
function answer(item, pair, verdict) {
  const name = nameOf(pair);
  const isBack = given.get(name)?.answer === verdict;
  given.delete(name);
  if (!isBack) given.set(name, { answer: verdict, when: `${new Date().toISOString().slice(0, 19)}Z` });
  remember();
  press(item, pair);
  count();
  say(isBack ? text("taken-back") : `${text(`answer.${verdict}`)}. ${counted()}`);
}

/** The keys 1, 2, 3 answer; on to the next pair. */
function pressed(event, item, pair) {
  const verdict = VERDICTS[Number(event.key) - 1];
  if (!verdict || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  answer(item, pair, verdict);
  const next = item.nextElementSibling;
  if (next && given.has(nameOf(pair))) next.focus();
  else item.focus();
}

const counted = () => text("answers.count", { n: number(given.size), m: number(data.pairs.length) });

function count() {
  byId("answers").hidden = !data.pairs.length;
  byId("answers-count").textContent = counted();
  byId("answers-download").disabled = byId("answers-clear").disabled = !given.size;
  byId("answers-saved").textContent = "";
}

function drawPairs() {
  const found = chosenPairs();
  const some = found.slice(0, pairsShown);
  const parts = [make("ol", { class: "pairs" }, ...some.map(pairItem))];
  const told = !data.pairs.length
    ? text("pairs.none")
    : text(found.length ? "showing" : "nothing", { n: number(some.length), m: number(found.length) });
  parts.push(make("p", { class: "count" }, told));
  if (found.length > some.length) {
    const more = make("button", { type: "button" }, text("more", { n: number(Math.min(PAIRS, found.length - pairsShown)) }));
    more.addEventListener("click", () => {
      const first = pairsShown;
      pairsShown += PAIRS;
      drawPairs();
      pairsList.querySelectorAll(".pair")[first].focus();
    });
    parts.push(more);
  }
  if (data.leftOut.pairs) {
    parts.push(make("p", { class: "note" }, text("left-out.pairs", { n: number(data.leftOut.pairs) })));
  }
  pairsList.replaceChildren(...parts);
  count();
  return told;
}

/** The answers as `bibman review --apply` reads them: one JSON object a line, in the order they were given. */
function answerLines() {
  const who = byId("answers-who").value.trim();
  const pairs = new Map(data.pairs.map((pair) => [nameOf(pair), pair]));
  return [...given].filter(([name]) => pairs.has(name)).map(([name, { answer: verdict, when }]) => {
    const [kind, , , a, b] = pairs.get(name);
    const line = { answer: verdict, kind, a: a[0], b: b[0], a_is: a[1], b_is: b[1], who, when };
    return `${JSON.stringify(line)}\n`;
  });
}

function download(event) {
  event.preventDefault();
  const url = URL.createObjectURL(new Blob(answerLines(), { type: "application/x-ndjson" }));
  make("a", { href: url, download: FILE }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  byId("answers-saved").replaceChildren(
    `${text("answers.saved", { file: FILE })} `,
    make("code", {}, `bibman review --apply ${FILE}`)
  );
}

function forget() {
  if (!confirm(text("answers.clear-sure"))) return;
  given = new Map();
  remember();
  drawPairs();
}

const pairsAgain = () => {
  pairsShown = PAIRS;
  say(drawPairs());
};
whenStill(byId("pairs-filter"), pairsAgain);
for (const id of ["pairs-kind", "pairs-state", "pairs-sort"]) byId(id).addEventListener("change", pairsAgain);
byId("answers").addEventListener("submit", download);
byId("answers-clear").addEventListener("click", forget);
