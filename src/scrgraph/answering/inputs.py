"""The query that yields the numbers which an answer is read off or calculated from, each with its place in the text."""

from collections.abc import Sequence

from scrgraph import wire
from scrgraph.iri import Iris

_QUERY = """# title: The numbers that an answer is read off or calculated from
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX scr: <{base}/ontology#>
SELECT ?observation ?label ?period ?value ?unit ?statedAs ?document ?start ?end WHERE {{
  VALUES ?observation {{
    {observations}
  }}
  ?observation rdfs:label ?label ; scr:unit ?unit ; scr:statedAs ?statedAs ; scr:hasSpan ?span .
  OPTIONAL {{ ?observation scr:value ?value }}
  OPTIONAL {{ ?observation scr:period ?period }}
  ?span oa:hasSource ?document ; oa:hasSelector ?at .
  ?at oa:start ?start ; oa:end ?end .
}} ORDER BY ?period ?label
"""


def inputs_query(facts: Sequence[wire.FactView], iris: Iris) -> str | None:
    """Return the query for the observations behind some facts, None where there are none."""
    behind = dict.fromkeys(iri for fact in facts for iri in fact.derived_from or (fact.iri,) if "#" not in iri)
    if not behind:
        return None
    return _QUERY.format(base=iris.base, observations="\n    ".join(f"<{iri}>" for iri in behind))
