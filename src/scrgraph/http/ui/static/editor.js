// Runs a query without leaving the page, shows its rows as a table, and keeps the query in the address.
const form = document.getElementById("editor");
const area = document.getElementById("query");
const result = document.getElementById("result");
const example = document.getElementById("example");

const element = (name, text, ...children) => {
  const made = document.createElement(name);
  if (text !== null) made.textContent = text;
  made.append(...children);
  return made;
};

const cell = (term) => {
  if (!term) return element("td", "");
  if (term.type !== "uri" || !/^https?:/.test(term.value)) return element("td", term.value);
  const link = element("a", term.value.replace(/^.*?([^/#]+[/#]?[^/#]*)$/, "$1"));
  const things = term.value.indexOf("/id/");
  link.href = things > 0 ? term.value.slice(things) : term.value;
  link.title = term.value;
  return element("td", null, link);
};

const table = (answer) => {
  const names = answer.head.vars;
  const header = element("tr", null, ...names.map((name) => element("th", name)));
  const rows = answer.results.bindings.map((row) => element("tr", null, ...names.map((name) => cell(row[name]))));
  const count = element("p", `${rows.length} ${rows.length === 1 ? "row" : "rows"}`);
  count.className = "label";
  return [count, element("table", null, element("thead", null, header), element("tbody", null, ...rows))];
};

const shown = async (response) => {
  const type = response.headers.get("content-type") ?? "";
  if (!response.ok) {
    const detail = type.includes("json") ? (await response.json()).detail : await response.text();
    const message = element("p", detail || `The service answered ${response.status}.`);
    message.className = "error";
    return [message];
  }
  if (!type.includes("sparql-results+json")) return [element("pre", await response.text())];
  const answer = await response.json();
  return "boolean" in answer ? [element("p", answer.boolean ? "Yes." : "No.")] : table(answer);
};

const run = async () => {
  result.replaceChildren(element("p", "Running …"));
  const address = new URL(window.location.href);
  address.search = new URLSearchParams({ query: area.value }).toString();
  if (address.href.length < 8000) window.history.replaceState(null, "", address);
  try {
    const response = await fetch("/sparql", {
      method: "POST",
      headers: { accept: "application/sparql-results+json, text/turtle;q=0.9" },
      body: new URLSearchParams({ query: area.value }),
    });
    result.replaceChildren(...(await shown(response)));
  } catch {
    result.replaceChildren(element("p", "The service did not answer; is it still running?"));
  }
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
area.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
});
example?.addEventListener("change", () => {
  if (!example.value) return;
  area.value = example.value;
  run();
});
