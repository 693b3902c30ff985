// The result of a query as a table, a chart or a network: whatever its columns allow.
import { drawNetwork } from "/static/graph.js";

const MOST_BARS = 60;
const MOST_NODES = 150;

export const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};
const short = (iri) => decodeURI(iri.replace(/^.*?([^/#]+[/#]?[^/#]*)$/, "$1"));
// The end of an IRI that only makes it unique is no name.
const name = (term) => (term?.type === "uri" ? short(term.value).split(/[/#]/).at(-1).replace(/-[0-9a-f]{8}$/, "") : (term?.value ?? ""));
const address = (iri) => (iri.includes("/id/") ? iri.slice(iri.indexOf("/id/")) : iri);
const number = (term) => (term && term.type !== "uri" && term.value.trim() !== "" ? Number(term.value) : NaN);

const cell = (term) => {
  if (!term) return element("td");
  if (term.type !== "uri" || !/^https?:/.test(term.value)) return element("td", {}, term.value);
  return element("td", {}, element("a", { href: address(term.value), title: term.value }, short(term.value)));
};
const table = (names, rows) => {
  const header = element("tr", {}, ...names.map((column) => element("th", { scope: "col" }, column)));
  const body = rows.map((row) => element("tr", {}, ...names.map((column) => cell(row[column]))));
  return element("table", {}, element("thead", {}, header), element("tbody", {}, ...body));
};

const csv = (names, rows) => {
  const quoted = (value) => `"${(/^[=+\-@\t]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
  const lines = [names, ...rows.map((row) => names.map((column) => row[column]?.value ?? ""))];
  const blob = new Blob([lines.map((line) => line.map(quoted).join(",")).join("\r\n")], { type: "text/csv" });
  return element("a", { href: URL.createObjectURL(blob), download: "result.csv" }, "CSV");
};

const columnsOf = (names, rows, allowed) => names.filter((column) => rows.some((row) => row[column]) && rows.every((row) => !row[column] || allowed(row[column])));
const numeric = (names, rows) => columnsOf(names, rows, (term) => Number.isFinite(number(term)));
const linked = (names, rows) => columnsOf(names, rows, (term) => term.type === "uri");

const chart = async (holder, labels, values, rows) => {
  const Plot = await import("/static/bundle/plot.js");
  const shown = rows.slice(0, MOST_BARS).map((row, index) => ({ at: index, label: name(row[labels]), value: number(row[values]) }));
  const wanted = Math.max(...shown.map((row) => row.label.length)) * 6.6 + 12;
  const width = Math.max(holder.clientWidth, 300);
  const margin = Math.min(wanted, width * 0.42);
  const fit = (text) => (text.length * 6.6 > margin - 8 ? `${text.slice(0, Math.floor(margin / 6.6) - 2)}…` : text);
  const said = (value) => value.toLocaleString("en-GB", { maximumFractionDigits: 2 });
  const drawn = Plot.plot({
    className: "plot",
    width,
    height: 30 + shown.length * 24,
    marginLeft: margin,
    marginRight: 64,
    marginTop: 4,
    marginBottom: 4,
    x: { axis: null },
    y: { domain: shown.map((row) => row.at), tickFormat: (at) => fit(shown[at].label), tickSize: 0, label: null },
    marks: [
      Plot.barX(shown, { x: "value", y: "at", fill: "var(--chart)", insetTop: 3, insetBottom: 3 }),
      Plot.ruleX([0]),
      Plot.text(shown, { x: "value", y: "at", text: (row) => said(row.value), textAnchor: "start", dx: 6, fill: "currentColor", fontSize: 12 }),
    ],
  });
  for (const mark of drawn.querySelectorAll("[aria-label]")) mark.removeAttribute("aria-label");
  drawn.setAttribute("role", "img");
  drawn.setAttribute("aria-label", `${values} by ${labels}: ${shown.map((row) => `${row.label} ${said(row.value)}`).join(", ")}`);
  drawn.setAttribute("font-size", "12");
  holder.replaceChildren(drawn, ...(rows.length > MOST_BARS ? [element("p", { class: "small" }, `The first ${MOST_BARS} of ${rows.length} rows.`)] : []));
};

const network = async (holder, from, to, rows) => {
  const terms = new Map();
  const edges = new Map();
  for (const row of rows) {
    if (!row[from] || !row[to]) continue;
    const ends = [row[from], row[to]];
    if (ends.some((term) => !terms.has(term.value)) && terms.size > MOST_NODES - 2) continue;
    for (const term of ends) terms.set(term.value, { term, size: (terms.get(term.value)?.size ?? 0) + 1, first: terms.get(term.value)?.first ?? term === row[from] });
    const key = ends.map((term) => term.value).sort().join(" ");
    if (ends[0].value !== ends[1].value) edges.set(key, { source: ends[0].value, target: ends[1].value, weight: (edges.get(key)?.weight ?? 0) + 1 });
  }
  const stage = element("div", { class: "network", "aria-hidden": "true" });
  const legend = element("p", { class: "small legend" }, element("span", { class: "dot review" }), ` ${from} `, element("span", { class: "dot other" }), ` ${to}`);
  const note = element("p", { class: "small" }, `${terms.size} things, ${edges.size} ties${terms.size > MOST_NODES - 2 ? ", the first of them only" : ""}. The table says the same in words.`);
  holder.replaceChildren(legend, stage, note);
  const nodes = [...terms].map(([key, { term, size, first }]) => ({ key, label: name(term), size, colour: first ? "--chart" : "--muted", faint: false }));
  await drawNetwork(stage, nodes, [...edges.values()], (key) => window.location.assign(address(key)));
};

const chooser = (label, options, chosen, act) => {
  const select = element("select", {}, ...options.map((option) => element("option", option === chosen ? { selected: "" } : {}, option)));
  select.addEventListener("change", () => act(select.value));
  return element("label", {}, `${label} `, select);
};
const paired = (draw, words, firsts, seconds, rows) => async (holder) => {
  let [first, second] = [firsts[0], seconds.find((column) => column !== firsts[0]) ?? seconds[0]];
  const stage = element("div");
  const again = () => draw(stage, first, second, rows);
  const choices = element("p", { class: "switch" });
  if (firsts.length > 1) choices.append(chooser(words[0], firsts, first, (value) => { first = value; again(); }));
  if (seconds.length > 1) choices.append(chooser(words[1], seconds, second, (value) => { second = value; again(); }));
  holder.replaceChildren(...(choices.children.length ? [choices] : []), stage);
  await again();
};

// What a result of rows can be shown as: for each view a function that fills a holder.
const viewsOf = (names, rows, drawing) => {
  const views = { table: async (holder) => holder.replaceChildren(table(names, rows)) };
  const numbers = numeric(names, rows);
  const labels = names.filter((column) => !numbers.includes(column));
  const things = linked(names, rows);
  if (drawing && rows.length && numbers.length && labels.length) views.chart = paired(chart, ["Label", "Length"], labels, numbers, rows);
  if (drawing && things.length > 1) views.network = paired(network, ["From", "To"], things, things, rows);
  return views;
};

// Show rows with a switch between their views; `remember` is told which view is chosen.
export const present = async (result, answer, { drawing, view, remember }) => {
  const [names, rows] = [answer.head.vars, answer.results.bindings];
  const views = viewsOf(names, rows, drawing);
  const holder = element("div", { class: "view" });
  const show = async (chosen) => {
    try {
      await views[chosen](holder);
    } catch (error) {
      console.warn(error);
      holder.replaceChildren(element("p", {}, "It could not be drawn; the table has it all."));
    }
  };
  const first = view in views ? view : "table";
  const inputs = Object.keys(views).map((kind) => {
    const input = element("input", { type: "radio", name: "view", value: kind });
    input.checked = kind === first;
    input.addEventListener("change", () => {
      remember(kind);
      show(kind);
    });
    return element("label", {}, input, ` ${kind[0].toUpperCase()}${kind.slice(1)}`);
  });
  const bar = element("fieldset", { class: "switch" }, element("legend", { class: "hidden" }, "Show the result as"), ...(inputs.length > 1 ? inputs : []));
  bar.append(element("span", { class: "label" }, `${rows.length} ${rows.length === 1 ? "row" : "rows"}`), csv(names, rows));
  result.replaceChildren(bar, holder);
  await show(first);
};

// The triples of a graph as rows, so that a graph too can be seen as a table or a network.
export const rowsOfTriples = (text) => {
  const term = (printed) => {
    if (printed.startsWith("<")) return { type: "uri", value: printed.slice(1, -1) };
    const quoted = printed.match(/^"((?:[^"\\]|\\.)*)"/);
    return { type: "literal", value: quoted ? JSON.parse(`"${quoted[1].replace(/\\'/g, "'")}"`) : printed };
  };
  const found = text.split("\n").map((line) => line.match(/^(\S+) (\S+) (.*) \.$/)).filter(Boolean);
  return {
    head: { vars: ["subject", "property", "object"] },
    results: { bindings: found.map(([, s, p, o]) => ({ subject: term(s), property: term(p), object: term(o) })) },
  };
};
