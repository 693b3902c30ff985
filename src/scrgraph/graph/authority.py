"""The ontology, its shapes and the authority files, each in a named graph of its own."""

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from scrgraph.errors import BuildError
from scrgraph.iri import Iris

_OWN_GRAPHS = {"scrgraph": "ontology", "shapes": "shapes"}


def authority_quads(iris: Iris, ontology_folder: Path) -> Iterator[Quad]:
    """Yield the quads of every Turtle file of the folder: graphs `ontology`, `shapes`, `authority/<file>`.

    The files are written for the default base; under another, their own IRIs move with it.

    Raises:
        BuildError: no such folder or files, a file that is not Turtle, or a blank node in one.
    """
    files = sorted(ontology_folder.glob("*.ttl"))
    if not files:
        raise BuildError(f"no ontology (*.ttl) in '{ontology_folder}': set SCRGRAPH_ONTOLOGY to its folder")
    for path in files:
        graph = NamedNode(iris.graph(_OWN_GRAPHS.get(path.stem, f"authority/{path.stem}")))
        for quad in read_turtle(path, iris.base):
            yield Quad(quad.subject, quad.predicate, quad.object, graph)


def read_turtle(path: Path, base: str) -> Iterator[Quad]:
    """Yield the triples of a Turtle file as quads of the default graph, moved to a base.

    Raises:
        BuildError: the file is not Turtle, or holds a blank node.
    """
    try:
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            subject, value = quad.subject, quad.object
            if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
                raise BuildError(f"'{path}' holds a blank node near {quad.predicate}: give it an IRI")
            moved = value if isinstance(value, Literal) else _moved(value, base)
            yield Quad(_moved(subject, base), _moved(quad.predicate, base), moved, DefaultGraph())
    except (SyntaxError, OSError) as error:
        raise BuildError(f"'{path}' is not readable as Turtle: {error}") from error


def _moved(node: NamedNode, base: str) -> NamedNode:
    written = Iris().base
    if base == written or not node.value.startswith(f"{written}/"):
        return node
    return NamedNode(base + node.value[len(written) :])
