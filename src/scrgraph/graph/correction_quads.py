"""Quads of reviewed corrections, in the provenance graph: who changed what was read, when and why (PROV-O)."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad

from scrgraph.graph import names
from scrgraph.graph.statements import Statements
from scrgraph.iri import Iris, fingerprint, slug
from scrgraph.reading.findings import Reading
from scrgraph.reading.override import Override


def correction_quads(iris: Iris, readings: Iterable[Reading]) -> Iterator[Quad]:
    """Yield the quads of the corrections that were applied; one that no longer applies is only in the audit."""
    out = Statements(iris, iris.graph("provenance"))
    for reading in readings:
        for correction in reading.corrections:
            if correction.problem is None:
                _add(out, reading.document, correction.override)
    yield from dict.fromkeys(out.quads)


def _add(out: Statements, document: str, override: Override) -> None:
    name = fingerprint(override.kind, override.action, override.about, override.at, override.to, override.by)
    iri = out.iris.thing(f"correction/{document}/{override.kind}-{name}")
    person = out.iris.thing(f"reviewer/{slug(override.by)}")
    out.types(iri, "prov:Activity")
    out.say(iri, "rdfs:label", f'{override.action.capitalize()} the {override.kind} "{override.about}"')
    out.say(iri, "rdfs:comment", override.why)
    out.typed(iri, "dcterms:date", override.on, "xsd:date")
    out.link(iri, "prov:wasAssociatedWith", person)
    out.types(person, "prov:Agent")
    out.say(person, "rdfs:label", override.by)
    out.link(iri, "prov:used", out.iris.thing(f"source/{document}"), _thing(out.iris, override))
    out.link(names.document_graph(out.iris, document), "prov:wasInfluencedBy", iri)


def _thing(iris: Iris, override: Override) -> str | None:
    """IRI of what was corrected, where it has one by itself: an observation, a passage."""
    if override.kind == "number":
        return iris.thing(override.about[override.about.find("observation/") :])
    return names.passage_iri(iris, str(override.at)) if override.kind == "theme" else None
