// Draws the charts when they come into view, from the same numbers as the tables beside them.
const figures = [...document.querySelectorAll("[data-chart]")];
const UNITS = { percent: "Share, %", count: "Number", rate: "Number per year" };
const WIDTH = 360;

const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};
const shownAs = (point, measure) => (measure === "rate" ? point.per_year : point.value);
const number = (value, measure) =>
  `${value.toLocaleString("en-GB", { maximumFractionDigits: value < 10 ? 1 : 0 })}${measure === "percent" ? "%" : ""}`;

// Single years with gaps between them are readings of one moment: dots on a line. Periods that meet are columns.
const isReadings = (rows) => rows.length > 1 && rows.every((row) => row.end - row.start === 1) && rows.some((row, i) => i && row.start > rows[i - 1].end);

const columns = (Plot, rows, measure) => {
  const edge = (row) => row === rows[0] || row === rows.at(-1);
  const middle = (row) => (row.start + row.end) / 2;
  const size = rows.length > 8 ? 9.5 : 11;
  return [
    Plot.rectY(rows, { x1: "start", x2: "end", y: "shown", insetLeft: 1, insetRight: 1, fill: "var(--chart)", fillOpacity: (row) => (edge(row) ? 1 : 0.55) }),
    Plot.ruleY([0]),
    Plot.text(rows, { x: middle, y: "shown", text: (row) => number(row.shown, measure), dy: -9, fontSize: size + 1, fontWeight: (row) => (edge(row) ? 700 : 400), fill: "currentColor" }),
    Plot.text(rows, { x: middle, y: 0, text: "period", dy: 11, fontSize: size - 1, fill: "var(--muted)" }),
  ];
};
const readings = (Plot, rows, measure) => {
  const named = { x: "start", y: "shown", text: (row) => number(row.shown, measure), fontSize: 11, fill: "currentColor", dy: -12 };
  return [
    Plot.ruleY([0]),
    Plot.line(rows, { x: "start", y: "shown", stroke: "var(--chart)", strokeWidth: 2 }),
    Plot.dot(rows, { x: "start", y: "shown", r: 4, fill: "var(--chart)" }),
    Plot.text(rows.slice(0, 1), { ...named, textAnchor: "start", dx: -4, fontWeight: 700 }),
    Plot.text(rows.slice(1, -1), named),
    Plot.text(rows.slice(-1), { ...named, textAnchor: "end", dx: 4, fontWeight: 700 }),
    Plot.text(rows, { x: "start", y: 0, text: "period", dy: 11, fontSize: 10, fill: "var(--muted)" }),
  ];
};

const panel = (Plot, points, measure, most, title) => {
  const rows = points.map((point) => ({ ...point, shown: shownAs(point, measure) })).sort((a, b) => a.start - b.start);
  const dotted = isReadings(rows);
  const last = (row) => (dotted ? row.start : row.end);
  const drawn = Plot.plot({
    className: "plot",
    width: WIDTH,
    height: 150,
    marginTop: 24,
    marginLeft: dotted ? 14 : 1,
    marginRight: dotted ? 14 : 1,
    marginBottom: 22,
    x: { domain: [Math.min(...rows.map((row) => row.start)), Math.max(...rows.map(last))], axis: null },
    y: { domain: [0, most], axis: null },
    marks: (dotted ? readings : columns)(Plot, rows, measure),
  });
  for (const mark of drawn.querySelectorAll("[aria-label]")) mark.removeAttribute("aria-label");
  drawn.setAttribute("role", "img");
  drawn.setAttribute("aria-label", `${title}: ${rows.map((row) => `${row.period} ${number(row.shown, measure)}`).join(", ")}`);
  const change = rows.length > 1 ? element("span", { class: "change" }, `${number(rows[0].shown, measure)} → ${number(rows.at(-1).shown, measure)}`) : "";
  return element("div", { class: "panel" }, element("p", { class: "panel-title" }, title, " ", change), drawn);
};

const grouped = (points) => {
  const made = new Map();
  for (const point of points) made.set(point.category, [...(made.get(point.category) ?? []), point]);
  return made;
};
const draw = (Plot, series, measure, panels) => {
  const unit = measure === "percent" ? "percent" : "count";
  const groups = grouped(series.points.filter((point) => point.unit === unit && shownAs(point, measure) !== null));
  const peaks = [...groups.values()].map((rows) => Math.max(...rows.map((row) => shownAs(row, measure))));
  // One scale for all panels, unless that would flatten some to nothing.
  const common = Math.max(...peaks) / Math.max(1e-9, Math.min(...peaks)) < 8;
  panels.replaceChildren(
    ...[...groups].map(([title, rows], index) => panel(Plot, rows, measure, common ? Math.max(...peaks) : peaks[index], title)),
  );
  return common;
};
const measures = (series) => {
  const found = new Set(series.points.map((point) => point.unit));
  if (series.points.some((point) => point.per_year !== null) && series.unequal) found.add("rate");
  return ["percent", "rate", "count"].filter((name) => found.has(name));
};

const drawSeries = (Plot, series, figure) => {
  const offered = measures(series);
  const panels = element("div", { class: "panels" });
  const note = element("figcaption", { class: "small" });
  const show = (measure) => {
    const common = draw(Plot, series, measure, panels);
    const said = [];
    if (series.unequal) said.push(measure === "count" ? "Periods differ in length: a column is as wide as its period is long, and its number does not compare. See the number per year." : "A column is as wide as its period is long.");
    if (!common) said.push("Each panel has its own scale.");
    note.textContent = said.join(" ");
  };
  const name = `measure-${figures.indexOf(figure)}`;
  const choices = offered.map((measure, index) => {
    const input = element("input", { type: "radio", name, value: measure });
    input.checked = index === 0;
    input.addEventListener("change", () => show(measure));
    return element("label", {}, input, ` ${UNITS[measure]}`);
  });
  const legend = element("legend", { class: "hidden" }, `What the chart of ${figure.dataset.title} shows`);
  const chooser = choices.length > 1 ? [element("fieldset", { class: "switch" }, legend, ...choices)] : [];
  figure.replaceChildren(...chooser, panels, note);
  show(offered[0]);
};

const drawTimeline = (Plot, { reviews, events }, figure) => {
  const starts = [...reviews.map((review) => review.from), ...events.map((event) => event.year)];
  const ends = [...reviews.map((review) => review.published ?? review.to), ...events.map((event) => event.year)];
  const domain = [Math.min(...starts) - 1, Math.max(...ends) + 2];
  const options = { className: "plot", width: 1100, marginLeft: 24, marginRight: 24 };
  const x = { domain, tickFormat: (year) => `${year}`, label: null, grid: true };
  const published = reviews.filter((review) => review.published);
  const bands = Plot.plot({
    ...options,
    height: 50 + reviews.length * 26,
    x: { ...x, axis: "top" },
    y: { domain: reviews.map((review) => review.name), axis: null },
    marks: [
      Plot.ruleY(published, { x1: "to", x2: "published", y: "name", stroke: "var(--muted)" }),
      Plot.barX(reviews, { x1: "from", x2: "to", y: "name", fill: "var(--chart)", insetTop: 3, insetBottom: 3, href: "address" }),
      Plot.dot(published, { x: "published", y: "name", r: 4.5, fill: "var(--link)" }),
      Plot.text(reviews, { x: "from", y: "name", text: (review) => `Review ${review.number}, ${review.from}–${review.to}`, textAnchor: "end", dx: -8, fontSize: 12, fill: "currentColor" }),
      Plot.text(published, { x: "published", y: "name", text: (review) => `${review.published}`, textAnchor: "start", dx: 8, fontSize: 12, fill: "var(--muted)" }),
    ],
  });
  const left = (event) => event.year < (domain[0] + domain[1]) / 2;
  const words = (event) => (event.label.toLowerCase().includes(event.kind.split(" ").at(-1)) ? event.label : `${event.label}, ${event.kind}`);
  const named = { x: "year", y: "label", text: words, fill: "currentColor", fontSize: 12, stroke: "var(--paper)", strokeWidth: 4 };
  const marks = Plot.plot({
    ...options,
    height: 50 + events.length * 24,
    x: { ...x, axis: "both" },
    y: { domain: events.map((event) => event.label), axis: null },
    marks: [
      ...reviews.map((review, index) => Plot.rectX([review], { x1: "from", x2: "to", fill: "var(--chart)", fillOpacity: index % 2 ? 0.06 : 0.14 })),
      Plot.dot(events, { x: "year", y: "label", r: 5, fill: "var(--ours)", href: "address" }),
      Plot.text(events.filter(left), { ...named, dx: 10, textAnchor: "start" }),
      Plot.text(events.filter((event) => !left(event)), { ...named, dx: -10, textAnchor: "end" }),
    ],
  });
  for (const [drawn, label] of [[bands, "The years that each review covers, and the year in which it was published (dot)"], [marks, "Policies, laws and inquiries, over the periods of the reviews"]]) {
    drawn.setAttribute("aria-hidden", "true");
    const box = element("div", { class: "wide-chart", tabindex: "0", role: "region", "aria-label": label }, drawn);
    figure.append(element("p", { class: "panel-title" }, label), box);
    box.scrollLeft = box.scrollWidth;
  }
  for (const link of figure.querySelectorAll("svg a")) link.setAttribute("tabindex", "-1");
};

const render = async (figure) => {
  try {
    const [Plot, response] = await Promise.all([import("/static/bundle/plot.js"), fetch(figure.dataset.source)]);
    if (!response.ok) return;
    const data = await response.json();
    (figure.dataset.chart === "timeline" ? drawTimeline : drawSeries)(Plot, data, figure);
    figure.classList.add("drawn");
  } catch (error) {
    figure.replaceChildren(element("p", { class: "small" }, "The chart could not be drawn; the numbers stand beside it."));
    console.warn(error);
  }
};
const watcher = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      watcher.unobserve(entry.target);
      render(entry.target);
    }
  },
  { rootMargin: "400px" },
);
for (const figure of figures) watcher.observe(figure);
