"""Every IRI answers: `/id/...` by 303 to a page or to data, `/data/...`, `/ontology`, `/graph/...`, VoID.

The served path is the IRI's own path below the base, whatever host serves it (Cool URIs for the Semantic Web, W3C
2008, section 4.2: 303 with content negotiation). Data is what the graph says of the thing, both ways, with labels.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote, unquote

from cachetools import LRUCache
from fastapi import APIRouter, Depends, Request, Response
from pyoxigraph import NamedNode
from starlette.concurrency import run_in_threadpool

from scrgraph.errors import NotFoundError, ScrgraphError
from scrgraph.http.description import dataset_description
from scrgraph.http.dumps import DUMPS
from scrgraph.http.dumps import PATH as DUMPS_AT
from scrgraph.http.gate import Gate, open_gate
from scrgraph.http.negotiation import negotiate
from scrgraph.http.queryable import CORS, Queryable, refusal
from scrgraph.sparql.results import GRAPHS, Format, Result

MAX_TRIPLES = 2_000  # in each direction; a hub has thousands of inverse links, and a reader pages by SPARQL
_ENDINGS = {"ttl": "turtle", "nt": "ntriples", "jsonld": "jsonld", "rdf": "rdfxml", "nq": "nquads", "trig": "trig"}
_BY_NAME: dict[str, Format] = {entry.name: entry for entry in GRAPHS}
_ENDING_OF = {_BY_NAME[name].media_type: ending for ending, name in _ENDINGS.items()}
_HTML = "text/html"
_KEPT = 8  # descriptions: one for each format and name of the host
_SAFE = "/:@!$&'()*+,;=~-._"
_UNSAFE = frozenset('<>"{}|^`\\') | {chr(code) for code in range(33)}

_ABOUT = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
CONSTRUCT { <IRI> ?p ?o . ?o ?named ?label . ?s ?q <IRI> . ?s ?called ?name .
  ?p rdfs:label ?property . ?q rdfs:label ?inverse . ?part dcterms:isPartOf ?whole . ?whole dcterms:title ?title
} WHERE {
  { { SELECT DISTINCT ?part ?whole { <IRI> dcterms:isPartOf* ?part . ?part dcterms:isPartOf ?whole } }
    OPTIONAL { ?whole dcterms:title ?title }
  } UNION { { SELECT DISTINCT ?p { <IRI> ?p ?any } } ?p rdfs:label ?property
  } UNION { { SELECT DISTINCT ?q { ?any ?q <IRI> } } ?q rdfs:label ?inverse
  } UNION {
    { SELECT DISTINCT ?p ?o { <IRI> ?p ?o } ORDER BY ?p ?o LIMIT BOUND }
    OPTIONAL { VALUES ?named { rdfs:label skos:prefLabel dcterms:title foaf:name } ?o ?named ?label }
  } UNION {
    { SELECT DISTINCT ?s ?q { ?s ?q <IRI> } ORDER BY ?q ?s LIMIT BOUND }
    OPTIONAL { VALUES ?called { rdfs:label skos:prefLabel dcterms:title foaf:name } ?s ?called ?name }
  }
}"""
_CUT = """
  <DOCUMENT> <http://xmlns.com/foaf/0.1/primaryTopic> <IRI> ;
    <http://www.w3.org/2000/01/rdf-schema#comment> "Truncated: at most BOUND statements in each direction." ."""
_TERMS = """
CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o FILTER(STRSTARTS(STR(?s), "BASE/ontology")) } }"""
_TERMS_SHOWN = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?term ?type ?label ?definition WHERE {
  ?term a ?type ; rdfs:label ?label FILTER(STRSTARTS(STR(?term), "BASE/ontology"))
  OPTIONAL { ?term skos:definition ?definition }
} ORDER BY ?type ?term"""
_COUNTS = """
SELECT ?said ?others WHERE {
  { SELECT (COUNT(*) AS ?said) { SELECT DISTINCT ?p ?o { <IRI> ?p ?o } LIMIT MORE } }
  { SELECT (COUNT(*) AS ?others) { SELECT DISTINCT ?s ?q { ?s ?q <IRI> } LIMIT MORE } }
}"""
_KNOWN = "ASK { { <IRI> ?p ?o } UNION { ?s ?q <IRI> } }"


def router(get_library: Callable[..., Any], gate: Gate | None = None) -> APIRouter:
    """Return the routes; `get_library` is a FastAPI dependency that gives a `Queryable`."""
    gate = gate or open_gate()
    kept: LRUCache[tuple[str, ...], Result] = LRUCache(_KEPT)
    api = APIRouter(tags=["linked data"])
    library_of = Annotated[Any, Depends(get_library)]

    async def thing(request: Request, library: library_of, path: str) -> Response:
        """Send a reader to the page of a thing and a program to its data (303)."""
        return await _answered(_see_other, Asked(request, library, gate, kept), path)

    async def data(request: Request, library: library_of, path: str) -> Response:
        """What the graph says of a thing, both ways; the ending names the format, else Accept does."""
        return await _answered(_data, Asked(request, library, gate, kept), path)

    async def ontology(request: Request, library: library_of) -> Response:
        """The terms of the ontology."""
        return await _answered(_ontology, Asked(request, library, gate, kept), "")

    async def graph(request: Request, library: library_of, path: str) -> Response:
        """The triples of one named graph."""
        return await _answered(_graph, Asked(request, library, gate, kept), path)

    async def void(request: Request, library: library_of) -> Response:
        """The VoID description of the whole graph."""
        return await _answered(_void, Asked(request, library, gate, kept), "")

    routes = (
        ("/id/{path:path}", thing),
        ("/data/{path:path}", data),
        ("/ontology", ontology),
        ("/graph/{path:path}", graph),
        ("/.well-known/void", void),
    )
    for path, endpoint in routes:
        api.add_api_route(path, endpoint, methods=["GET"], response_class=Response, responses=_RESPONSES)
        api.add_api_route(path, endpoint, methods=["HEAD"], include_in_schema=False)
    return api


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, the library that answers it and the bounds that hold for it."""

    request: Request
    library: Queryable
    gate: Gate
    kept: MutableMapping[tuple[str, ...], Result]

    @property
    def accept(self) -> str | None:
        """The Accept header."""
        return self.request.headers.get("accept")

    async def construct(self, query: str, ending: str | None = None, **headers: str) -> Response:
        """Return the graph of a CONSTRUCT query in the format that an ending names, or else Accept."""
        accept = None if ending else self.accept
        result = await run_in_threadpool(self.library.sparql, query, accept=accept, format=ending)
        return self.sent(result, **headers)

    async def construct_once(self, query: str) -> Response:
        """Return the graph of a query that counts everything: the answer is kept as long as the index serves."""
        key = (self.library.generation, query, self.accept or "")
        if key not in self.kept:
            self.kept[key] = await run_in_threadpool(self.library.sparql, query, accept=self.accept)
        return self.sent(self.kept[key])

    def sent(self, result: Result, **headers: str) -> Response:
        """Return the answer that sends a result."""
        return self.gate.outbox.answered(result.body, result.media_type, {**CORS, "vary": "Accept", **headers})

    async def ask(self, query: str) -> bool:
        """Return the answer of an ASK query."""
        result = await run_in_threadpool(self.library.sparql, query, format="json")
        return b'"boolean":true' in result.body

    @property
    def wants_page(self) -> bool:
        """Whether a page suits best; raises NotAcceptableError where neither page nor data do."""
        return negotiate(self.accept, (*(entry.media_type for entry in GRAPHS), _HTML)) == _HTML


async def _answered(answer: Callable[[Asked, str], Awaitable[Response]], asked: Asked, path: str) -> Response:
    try:
        with asked.gate.charged(asked.request):
            return await answer(asked, path)
    except ScrgraphError as error:
        return refusal(error)


async def _see_other(asked: Asked, path: str) -> Response:
    local, ending = await _split_ending(asked, path)
    offered = (*(entry.media_type for entry in GRAPHS), _HTML)
    chosen = _BY_NAME[ending].media_type if ending else negotiate(asked.accept, offered)
    quoted = quote(local, safe=_SAFE)
    target = f"/page/{quoted}" if chosen == _HTML else f"/data/{quoted}.{_ENDING_OF[chosen]}"
    headers = {**CORS, "location": target, "vary": "Accept", "link": _links(quoted)}
    return Response(status_code=303, headers=headers)


async def _data(asked: Asked, path: str) -> Response:
    local, ending = await _split_ending(asked, path)
    iri = _thing(asked.library, local)
    query = _ABOUT.replace("IRI", iri).replace("BOUND", str(MAX_TRIPLES))
    links = _links(quote(local, safe=_SAFE))
    if not await _is_cut(asked.library, iri):
        return await asked.construct(query, ending, link=links)
    document = quote(str(asked.request.url.replace(query="")), safe=_SAFE)
    note = _CUT.replace("DOCUMENT", document).replace("IRI", iri).replace("BOUND", str(MAX_TRIPLES))
    answer = await asked.construct(
        query.replace("CONSTRUCT {", f"CONSTRUCT {{ {note} "),
        ending,
        link=f'{links}, <{_everything(iri)}>; rel="collection"',
    )
    answer.headers["scrgraph-truncated"] = f"{MAX_TRIPLES} statements in each direction"
    return answer


async def _is_cut(library: Queryable, iri: str) -> bool:
    query = _COUNTS.replace("IRI", iri).replace("MORE", str(MAX_TRIPLES + 1))
    result = await run_in_threadpool(library.sparql, query, format="csv")
    counts = result.body.decode().splitlines()[1].split(",")
    return any(int(count) > MAX_TRIPLES for count in counts)


def _everything(iri: str) -> str:
    """Return the address of a query for what a truncated answer leaves out."""
    return f"/sparql?query={quote(f'SELECT ?s ?p WHERE {{ ?s ?p <{iri}> }} ORDER BY ?p ?s', safe='')}"


async def _ontology(asked: Asked, _: str) -> Response:
    base = asked.library.base
    if asked.wants_page:
        return _editor(_TERMS_SHOWN.replace("BASE", base))
    return await asked.construct(_TERMS.replace("BASE", base))


def _editor(query: str) -> Response:
    """Send a reader to the query that shows what there is."""
    location = f"/sparql-editor?query={quote(query, safe='')}"
    return Response(status_code=303, headers={**CORS, "location": location, "vary": "Accept"})


async def _graph(asked: Asked, path: str) -> Response:
    if path == "union":  # the default graph, as the service description names it
        return Response(status_code=303, headers={**CORS, "location": f"{DUMPS_AT}/graph.nq.gz", "vary": "Accept"})
    name = _checked(f"{asked.library.base}/graph/{path}")
    if not await asked.ask(f"ASK {{ GRAPH <{name}> {{ ?s ?p ?o }} }}"):
        raise NotFoundError(f"There is no graph <{name[:200]}>: /sparql describes those there are.")
    if asked.wants_page:
        return _editor(f"SELECT ?s ?p ?o WHERE {{\n  GRAPH <{name}> {{ ?s ?p ?o }}\n}} ORDER BY ?s ?p LIMIT 200")
    return await asked.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")


async def _void(asked: Asked, _: str) -> Response:
    here = asked.request.url.replace(query="", fragment="")
    dumps = [(str(here.replace(path=f"{DUMPS_AT}/{d.name}")), d.media_type, d.description) for d in DUMPS]
    return await asked.construct_once(
        dataset_description(str(here), str(here.replace(path="/sparql")), asked.library.base, dumps)
    )


async def _split_ending(asked: Asked, path: str) -> tuple[str, str | None]:
    """Return the local id and the format that an ending names; an id that itself ends so goes first."""
    if await asked.ask(_KNOWN.replace("IRI", _thing(asked.library, path))):
        return path, None
    local, dot, ending = path.rpartition(".")
    if dot and ending in _ENDINGS and await asked.ask(_KNOWN.replace("IRI", _thing(asked.library, local))):
        return local, _ENDINGS[ending]
    raise NotFoundError(f"The graph knows no <{_thing(asked.library, path)[:200]}>: search at / or ask /sparql.")


def _thing(library: Queryable, local: str) -> str:
    return _checked(f"{library.base}/id/{local}")


def _checked(iri: str) -> str:
    """Return an IRI that may stand between angle brackets; one that may not is in no graph."""
    try:
        sane = _UNSAFE.isdisjoint(iri) and bool(NamedNode(iri))
    except ValueError:
        sane = False
    if not sane:
        raise NotFoundError(f"The graph knows nothing at {quote(unquote(iri), safe=_SAFE)[:200]}: search at /.")
    return iri


def _links(quoted: str) -> str:
    kinds = (f'</data/{quoted}.{ending}>; rel="alternate"; type="{kind}"' for kind, ending in _ENDING_OF.items())
    return ", ".join(kinds)


_PROBLEM = {"description": "An RFC 9457 problem", "content": {"application/problem+json": {}}}
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"description": "RDF", "content": {entry.media_type: {} for entry in GRAPHS}},
    303: {"description": "The page or the data of the thing"},
    "4XX": _PROBLEM,
    "5XX": _PROBLEM,
}
