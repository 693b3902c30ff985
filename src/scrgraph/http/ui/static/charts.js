// Draws the charts when they come into view, from the same numbers as the tables beside them.
const figures = [...document.querySelectorAll("[data-chart]")];
const UNITS = { percent: "Share, %", count: "Number", rate: "Number per year" };

const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};
const shownAs = (point, measure) => (measure === "rate" ? point.per_year : point.value);
const number = (value, measure) =>
  `${value.toLocaleString("en-GB", { maximumFractionDigits: value < 10 ? 1 : 0 })}${measure === "percent" ? "%" : ""}`;

const panel = (Plot, points, measure, most, title) => {
  const rows = points.map((point) => ({ ...point, shown: shownAs(point, measure) }));
  const all = rows.flatMap((row) => [row.start, row.end]);
  const years = [...new Set(rows.map((row) => row.start))];
  const drawn = Plot.plot({
    className: "plot",
    width: 270,
    height: 170,
    marginTop: 22,
    marginLeft: 4,
    marginRight: 4,
    marginBottom: 24,
    x: { domain: [Math.min(...all), Math.max(...all)], ticks: years.length > 6 ? years.filter((_, i) => i % 2 === 0) : years, tickFormat: (year) => `${year}`, label: null },
    y: { domain: [0, most], axis: null },
    marks: [
      Plot.ruleY([0]),
      Plot.rectY(rows, { x1: "start", x2: "end", y: "shown", insetLeft: 1, insetRight: 1, fill: "var(--chart)" }),
      Plot.text(rows, { x: (row) => (row.start + row.end) / 2, y: "shown", text: (row) => number(row.shown, measure), dy: -8, fontSize: rows.length > 8 ? 8.5 : 10.5, fill: "currentColor" }),
    ],
  });
  for (const mark of drawn.querySelectorAll("[aria-label]")) mark.removeAttribute("aria-label");
  drawn.setAttribute("role", "img");
  drawn.setAttribute("aria-label", `${title}: ${rows.map((row) => `${row.period} ${number(row.shown, measure)}`).join(", ")}`);
  return element("div", { class: "panel" }, element("p", { class: "label" }, title), drawn);
};

const draw = (Plot, series, measure, panels) => {
  const unit = measure === "percent" ? "percent" : "count";
  const points = series.points.filter((point) => point.unit === unit && shownAs(point, measure) !== null);
  const groups = Map.groupBy ? Map.groupBy(points, (point) => point.category) : grouped(points);
  const peaks = [...groups.values()].map((rows) => Math.max(...rows.map((row) => shownAs(row, measure))));
  const common = Math.max(...peaks) / Math.max(1e-9, Math.min(...peaks)) < 40;
  panels.replaceChildren(
    ...[...groups].map(([title, rows], index) => panel(Plot, rows, measure, common ? Math.max(...peaks) : peaks[index], title)),
  );
};
const grouped = (points) => {
  const made = new Map();
  for (const point of points) made.set(point.category, [...(made.get(point.category) ?? []), point]);
  return made;
};
const measures = (series) => {
  const found = new Set(series.points.map((point) => point.unit));
  if (series.points.some((point) => point.per_year !== null) && series.unequal) found.add("rate");
  return ["percent", "rate", "count"].filter((name) => found.has(name));
};

const drawSeries = (Plot, series, figure) => {
  const offered = measures(series);
  const panels = element("div", { class: "panels" });
  const name = `measure-${figures.indexOf(figure)}`;
  const choices = offered.map((measure, index) => {
    const input = element("input", { type: "radio", name, value: measure });
    input.checked = index === 0;
    input.addEventListener("change", () => draw(Plot, series, measure, panels));
    return element("label", {}, input, ` ${UNITS[measure]}`);
  });
  const legend = element("legend", { class: "hidden" }, `What the chart of ${figure.dataset.title} shows`);
  const chooser = choices.length > 1 ? [element("fieldset", { class: "switch" }, legend, ...choices)] : [];
  const note = element("figcaption", { class: "small" }, "A column is as wide as its period is long.");
  figure.replaceChildren(...chooser, panels, note);
  draw(Plot, series, offered[0], panels);
};

const drawTimeline = (Plot, { reviews, events }, figure) => {
  const starts = [...reviews.map((review) => review.from), ...events.map((event) => event.year)];
  const ends = [...reviews.map((review) => review.published ?? review.to), ...events.map((event) => event.year)];
  const domain = [Math.min(...starts) - 1, Math.max(...ends) + 2];
  const options = { className: "plot", width: 1100, marginLeft: 130, marginRight: 24 };
  const x = { domain, tickFormat: (year) => `${year}`, label: null, grid: true };
  const bands = Plot.plot({
    ...options,
    height: 60 + reviews.length * 24,
    x: { ...x, axis: "top" },
    y: { domain: reviews.map((review) => review.name), label: null, tickSize: 0 },
    marks: [
      Plot.barX(reviews, { x1: "from", x2: "to", y: "name", fill: "var(--chart)", insetTop: 3, insetBottom: 3 }),
      Plot.ruleY(reviews.filter((review) => review.published), { x1: "to", x2: "published", y: "name", stroke: "var(--muted)" }),
      Plot.dot(reviews.filter((review) => review.published), { x: "published", y: "name", r: 4, fill: "var(--link)" }),
    ],
  });
  const left = (event) => event.year < (domain[0] + domain[1]) / 2;
  const named = { x: "year", y: "label", text: (event) => `${event.label}, ${event.kind}`, fill: "currentColor" };
  const marks = Plot.plot({
    ...options,
    height: 40 + events.length * 24,
    x,
    y: { domain: events.map((event) => event.label), axis: null },
    marks: [
      ...reviews.map((review, index) => Plot.rectX([review], { x1: "from", x2: "to", fill: "var(--chart)", fillOpacity: index % 2 ? 0.05 : 0.12 })),
      Plot.dot(events, { x: "year", y: "label", r: 5, fill: "var(--ours)", href: "address" }),
      Plot.text(events.filter(left), { ...named, dx: 10, textAnchor: "start" }),
      Plot.text(events.filter((event) => !left(event)), { ...named, dx: -10, textAnchor: "end" }),
    ],
  });
  for (const [drawn, label] of [[bands, "The years of each review and when it was published"], [marks, "Policies and laws, over the bands of the reviews"]]) {
    drawn.setAttribute("aria-hidden", "true");
    const box = element("div", { class: "wide-chart", tabindex: "0", role: "region", "aria-label": label }, element("p", { class: "label" }, label), drawn);
    figure.append(box);
    box.scrollLeft = box.scrollWidth;
  }
  for (const link of figure.querySelectorAll("a")) link.setAttribute("tabindex", "-1");
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
