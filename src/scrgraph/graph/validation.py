"""SHACL: the shapes of ontology/shapes.ttl gate every build (W3C Recommendation, 20 July 2017)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph
import pyshacl
import rdflib
from pyoxigraph import Quad, RdfFormat
from rdflib.namespace import SH

from scrgraph.errors import BuildError
from scrgraph.graph.authority import read_turtle

SHAPES = "shapes.ttl"
ONTOLOGY_GRAPH = "/graph/ontology"


@dataclass(frozen=True, slots=True)
class ValidationResult:
    """One violation: the thing, the property (None for the whole thing), the shape, and what is wrong."""

    focus: str
    path: str | None
    shape: str
    message: str


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """Whether a graph conforms, every violation in a fixed order, and the same as text for a person."""

    conforms: bool
    results: tuple[ValidationResult, ...]
    text: str


def validate(quads: Iterable[Quad] | Path, ontology_folder: Path) -> ValidationReport:
    """Check quads, or a file of N-Quads, against the shapes; the union of the graphs is what is checked.

    The ontology must be among the quads (see `authority_quads`): classes are targeted with their subclasses.

    Raises:
        BuildError: the file or the shapes cannot be read, or the quads hold no ontology to check by.
    """
    given = list(_read(quads) if isinstance(quads, Path) else quads)
    shapes = _graph(read_turtle(ontology_folder / SHAPES, _base(given)))
    conforms, results, _ = pyshacl.validate(
        _graph(given), shacl_graph=shapes, inference="none", advanced=False, do_owl_imports=False
    )
    found = tuple(sorted(_results(results), key=lambda one: (one.focus, one.shape, one.message)))
    return ValidationReport(bool(conforms), found, _text(found))


def _base(quads: Sequence[Quad]) -> str:
    """Return the base of the graph, told by its ontology: shapes of another base would match nothing."""
    for quad in quads:
        name = quad.graph_name
        if isinstance(name, pyoxigraph.NamedNode) and name.value.endswith(ONTOLOGY_GRAPH):
            return name.value.removesuffix(ONTOLOGY_GRAPH)
    raise BuildError("the graph holds no ontology to check it by: run `scrgraph build`")


def _read(path: Path) -> Iterable[Quad]:
    try:
        yield from pyoxigraph.parse(path=path, format=RdfFormat.N_QUADS)
    except (SyntaxError, OSError) as error:
        raise BuildError(f"'{path}' is not readable as N-Quads: run `scrgraph build`") from error


def _graph(quads: Iterable[Quad]) -> rdflib.Graph:
    """Copy quads into an rdflib graph, each term made once: most terms are used many times."""
    terms: dict[object, Any] = {}
    graph = rdflib.Graph(bind_namespaces="none")
    add = graph.store.add
    for quad in quads:
        triple = []
        for term in (quad.subject, quad.predicate, quad.object):
            made = terms.get(term)
            if made is None:
                made = terms[term] = _term(term)
            triple.append(made)
        add((triple[0], triple[1], triple[2]), graph)
    return graph


def _term(term: object) -> rdflib.term.Node:
    if isinstance(term, pyoxigraph.Literal):
        datatype = None if term.language else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, lang=term.language, datatype=datatype)
    if isinstance(term, pyoxigraph.NamedNode):
        return rdflib.URIRef(term.value)
    raise BuildError(f"the graph holds {term}, which is neither an IRI nor a literal")


def _results(report: rdflib.Graph) -> Iterable[ValidationResult]:
    for node in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        path = report.value(node, SH.resultPath)
        messages = sorted(str(message) for message in report.objects(node, SH.resultMessage))
        yield ValidationResult(
            focus=str(report.value(node, SH.focusNode)),
            path=None if path is None else str(path),
            shape=str(report.value(node, SH.sourceShape)),
            message="; ".join(messages),
        )


def _text(results: tuple[ValidationResult, ...]) -> str:
    if not results:
        return "The graph conforms to its shapes."
    lines = [f"{one.focus} {one.path or ''}: {one.message} ({one.shape})" for one in results]
    return "\n".join([f"The graph does not conform: {len(results)} violations.", *lines])
