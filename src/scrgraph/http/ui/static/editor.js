// Runs a query without leaving the page and keeps it in the address; with YASGUI's editor where bundled.
import { element, present, rowsOfTriples } from "/static/results.js";

const form = document.getElementById("editor");
const area = document.getElementById("query");
const result = document.getElementById("result");
const example = document.getElementById("example");
const base = form.dataset.base;
const PREFIXES = {
  scr: `${base}/ontology#`,
  skos: "http://www.w3.org/2004/02/skos/core#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  dcterms: "http://purl.org/dc/terms/",
  cito: "http://purl.org/spar/cito/",
  c4o: "http://purl.org/spar/c4o/",
  biro: "http://purl.org/spar/biro/",
  fabio: "http://purl.org/spar/fabio/",
  doco: "http://purl.org/spar/doco/",
  qb: "http://purl.org/linked-data/cube#",
  oa: "http://www.w3.org/ns/oa#",
  prov: "http://www.w3.org/ns/prov#",
};
const TERMS = "SELECT DISTINCT ?term ?kind { { ?s a ?term BIND('class' AS ?kind) } UNION { ?s ?term ?o BIND('property' AS ?kind) } }";
let editor = null;

const text = () => (editor ? editor.getValue() : area.value);

const here = new URL(window.location.href);
let view = here.searchParams.get("view") ?? "table";

// A query that is too long for an address is kept out of it: a short link holds any.
const remember = (query) => {
  const address = new URL("/sparql-editor", window.location.href);
  address.search = new URLSearchParams(view === "table" ? { query } : { query, view }).toString();
  if (address.href.length < 8000) window.history.replaceState(null, "", address);
};

const show = async (query, response) => {
  const type = response.headers.get("content-type") ?? "";
  if (!response.ok) {
    const detail = type.includes("json") ? (await response.json()).detail : await response.text();
    return result.replaceChildren(element("p", { class: "error" }, detail || `The service answered ${response.status}.`));
  }
  const answer = type.includes("n-triples") ? rowsOfTriples(await response.text()) : await response.json();
  if ("boolean" in answer) return result.replaceChildren(element("p", {}, answer.boolean ? "Yes." : "No."));
  const drawing = "bundled" in form.dataset;
  return present(result, answer, { drawing, view, remember: (kind) => { view = kind; remember(query); } });
};

const ask = (query, accept) =>
  fetch("/sparql", { method: "POST", headers: { accept }, body: new URLSearchParams({ query }) });

const run = async () => {
  const query = text();
  result.replaceChildren(element("p", {}, "Running …"));
  remember(query);
  try {
    await show(query, await ask(query, "application/sparql-results+json, application/n-triples;q=0.9"));
  } catch (error) {
    console.warn(error);
    result.replaceChildren(element("p", {}, "The service did not answer; is it still running?"));
  }
};

// What the graph itself uses completes what is typed: no list from another host is asked for.
const completer = (Yasqe, name, kind, here) => {
  let known = null;
  const terms = async () => {
    const response = await ask(TERMS, "application/sparql-results+json");
    const rows = response.ok ? (await response.json()).results.bindings : [];
    return rows.map((row) => ({ iri: row.term.value, kind: row.kind.value }));
  };
  Yasqe.registerAutocompleter({
    name,
    bulk: false,
    isValidCompletionPosition: here,
    get: async (_, token) => {
      known ??= terms();
      const wanted = token?.autocompletionString ?? "";
      return (await known).filter((term) => term.kind === kind && term.iri.startsWith(wanted)).map((term) => term.iri);
    },
    preProcessToken: (yasqe, token) => Yasqe.Autocompleters[kind].preProcessToken(yasqe, token),
    postProcessSuggestion: (yasqe, token, found) => Yasqe.Autocompleters[kind].postProcessSuggestion(yasqe, token, found),
  });
};

const enrich = async () => {
  const { Yasqe } = await import("/static/bundle/yasgui.js");
  for (const kind of ["class", "property"]) {
    completer(Yasqe, `ours-${kind}`, kind, (yasqe) => Yasqe.Autocompleters[kind].isValidCompletionPosition(yasqe));
  }
  const holder = element("div");
  area.after(holder);
  const made = new Yasqe(holder, {
    value: area.value,
    persistenceId: null,
    consumeShareLink: null,
    createShortLink: undefined,
    showQueryButton: false,
    resizeable: false,
    prefixCcApi: null,
    autocompleters: ["variables", "ours-class", "ours-property"],
    requestConfig: { endpoint: "/sparql", method: "POST" },
    extraKeys: { "Ctrl-Enter": run, "Cmd-Enter": run, "Ctrl-Space": (yasqe) => yasqe.autocomplete(), Tab: false, "Shift-Tab": false },
  });
  made.addPrefixes(PREFIXES_USED(made));
  made.getInputField().setAttribute("aria-label", "Query");
  // A wide query scrolls sideways on a phone: the keyboard must reach what scrolls.
  const scroller = made.getScrollerElement();
  for (const [name, value] of [["tabindex", "0"], ["role", "group"], ["aria-label", "Query text"]]) scroller.setAttribute(name, value);
  made.on("change", () => {
    area.value = made.getValue();
  });
  area.hidden = true;
  area.required = false;
  form.querySelector("label").htmlFor = "";
  editor = made;
  form.classList.add("rich");
};
const PREFIXES_USED = (made) => {
  const query = made.getValue();
  return Object.fromEntries(Object.entries(PREFIXES).filter(([name]) => new RegExp(`\\b${name}:`).test(query)));
};

form.addEventListener("submit", (event) => {
  if (event.submitter?.hasAttribute("formaction")) return;
  event.preventDefault();
  run();
});
area.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
});
example?.addEventListener("change", () => {
  if (!example.value) return;
  if (editor) editor.setValue(example.value);
  else area.value = example.value;
  run();
});
if ("bundled" in form.dataset) enrich().catch((error) => console.warn(error));
if (here.searchParams.has("view")) run();
