"""Everything that can be taken away: the graph, its networks, the bibliography and the numbers."""

from collections.abc import Callable, Mapping, Sequence
from typing import BinaryIO

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, serialize

from scrgraph import wire
from scrgraph.errors import InputError
from scrgraph.graph.export_bibliography import write_bibtex, write_csl_json, write_ris
from scrgraph.graph.export_csvw import write_csvw
from scrgraph.graph.export_network import write_gexf, write_graphml
from scrgraph.iri import Iris
from scrgraph.vocabulary import prefixes

ONTOLOGY_GRAPH = "/graph/ontology"

GRAPH_WRITERS: Mapping[str, Callable[[Store, str, BinaryIO], None]] = {
    "graphml": write_graphml,
    "gexf": write_gexf,
}
REFERENCE_WRITERS: Mapping[str, Callable[[Sequence[wire.ReferenceView], BinaryIO], None]] = {
    "bibtex": write_bibtex,
    "ris": write_ris,
    "csl-json": write_csl_json,
}
RDF_FORMATS: Mapping[str, RdfFormat] = {
    "nquads": RdfFormat.N_QUADS,
    "turtle": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
}
FORMATS = (*RDF_FORMATS, *GRAPH_WRITERS, *REFERENCE_WRITERS, "csvw")


def export(
    format: str,
    *,
    store: Store,
    references: Sequence[wire.ReferenceView],
    statistics: Sequence[wire.StatisticView],
    out: BinaryIO,
) -> None:
    """Write one of `FORMATS`; the same index always gives the same bytes.

    `nquads` and `jsonld` keep the named graphs, `turtle` is their union. `graphml` and `gexf` hold the
    network of citations, themes and mentions; `csvw` is a zip of a CSV file and its metadata (W3C, 2015).

    Raises:
        InputError: no such format.
    """
    if format in RDF_FORMATS:
        _write_rdf(RDF_FORMATS[format], store, out)
    elif format in GRAPH_WRITERS:
        GRAPH_WRITERS[format](store, base_of(store), out)
    elif format in REFERENCE_WRITERS:
        REFERENCE_WRITERS[format](references, out)
    elif format == "csvw":
        write_csvw(statistics, out)
    else:
        raise InputError(f"no export format '{format}': choose one of {', '.join(FORMATS)}")


def base_of(store: Store) -> str:
    """Return the base of the IRIs of a store, told by the name of its ontology's graph."""
    for graph in store.named_graphs():
        if isinstance(graph, NamedNode) and graph.value.endswith(ONTOLOGY_GRAPH):
            return graph.value.removesuffix(ONTOLOGY_GRAPH)
    return Iris().base


def _write_rdf(form: RdfFormat, store: Store, out: BinaryIO) -> None:
    quads = sorted(store, key=_order)
    if form is RdfFormat.N_QUADS:
        serialize(quads, out, form)
    elif form is RdfFormat.JSON_LD:
        serialize(quads, out, form, prefixes=prefixes(base_of(store)))
    else:
        triples = dict.fromkeys(Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
        # Turtle must escape the slashes of our own IRIs: whole they read better.
        short = {name: iri for name, iri in prefixes(base_of(store)).items() if name != "id"}
        serialize(triples, out, form, prefixes=short)


def _order(quad: Quad) -> tuple[str, str, str, str]:
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)
