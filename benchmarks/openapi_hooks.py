"""What `openapi_check.py` tells schemathesis: how queries and IRIs look, and how a query is a body."""

import schemathesis
from hypothesis import strategies as st

TERMS = st.sampled_from(("?s", "?o", "<https://w3id.org/scrgraph/id/theme/poverty>", "'x'", "1", "rdfs:label"))
NODES = st.sampled_from(("?s", "?t", "<https://w3id.org/scrgraph/id/theme/poverty>"))
HEADS = ("SELECT * WHERE", "SELECT (COUNT(*) AS ?n) WHERE", "ASK", "SELECT DISTINCT ?s WHERE")
IRIS = st.sampled_from(("https://w3id.org/scrgraph/graph/themes", "urn:none", "file:///etc/passwd", "http://[::1]/"))


@st.composite
def queries(draw: st.DrawFn) -> str:
    """Return a SPARQL query that is well formed and cheap."""
    patterns = " . ".join(
        f"{draw(NODES)} {draw(st.sampled_from(('?p', 'rdfs:label', 'a')))} {draw(TERMS)}" for _ in "ab"
    )
    words = (
        draw(st.text(alphabet="abc 'é\\\n", max_size=8)).replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
    )
    head = draw(st.sampled_from(HEADS))
    prologue = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
    return f"{prologue} {head} {{ {patterns} FILTER(STR(?s) != '{words}') }}" + (" LIMIT 5" if "*" in head else "")


schemathesis.openapi.format("sparql-query", queries())
schemathesis.openapi.format("iri", IRIS)


@schemathesis.serializer("application/sparql-query")
def sparql_query(_: object, value: object) -> bytes:
    """Send a query as the body it is."""
    return value.encode("utf-8", "replace") if isinstance(value, str) else str(value).encode()
