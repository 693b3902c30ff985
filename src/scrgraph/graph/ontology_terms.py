"""The terms of the ontology as a page shows them: what each is called, means, stands under, and connects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pyoxigraph import Literal as Text
from pyoxigraph import NamedNode, Quad

from scrgraph.graph.authority import read_turtle
from scrgraph.vocabulary import NAMESPACES

Kind = Literal["class", "object property", "datatype property", "annotation property", "individual"]
_FILE = "scrgraph.ttl"
_KINDS: Mapping[str, Kind] = {
    NAMESPACES["owl"] + "Class": "class",
    NAMESPACES["owl"] + "ObjectProperty": "object property",
    NAMESPACES["owl"] + "DatatypeProperty": "datatype property",
    NAMESPACES["owl"] + "AnnotationProperty": "annotation property",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the ontology. `name` is its local name; other terms are curies ("scr:Passage", "doco:Section").

    `parents` are the classes or properties that it stands under, `domain` and `range` what a property connects,
    `disjoint` the classes that nothing is beside it.
    """

    iri: str
    name: str
    kind: Kind
    label: str
    definition: str
    parents: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    disjoint: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ontology:
    """The ontology: what it says of itself, and its terms by kind and name."""

    iri: str
    title: str
    description: str
    version: str
    licence: str
    terms: tuple[Term, ...]

    def of(self, kind: Kind) -> tuple[Term, ...]:
        """Return the terms of a kind."""
        return tuple(term for term in self.terms if term.kind == kind)

    def properties_of(self, name: str) -> tuple[Term, ...]:
        """Return the properties whose domain is a class of ours, by its local name."""
        return tuple(term for term in self.terms if f"scr:{name}" in term.domain)

    def properties_to(self, name: str) -> tuple[Term, ...]:
        """Return the properties whose range is a class of ours, by its local name."""
        return tuple(term for term in self.terms if f"scr:{name}" in term.range)


def read_ontology(folder: Path, base: str) -> Ontology:
    """Read the ontology of a folder, its IRIs moved to a base.

    Raises:
        BuildError: the file is missing or is not Turtle.
    """
    facts: dict[str, dict[str, list[str]]] = {}
    for quad in read_turtle(folder / _FILE, base):
        if isinstance(quad.subject, NamedNode):
            facts.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(_value(quad))
    iri = f"{base}/ontology"
    about = _Facts(facts.get(iri, {}), iri)
    own = (_term(_Facts(known, subject), subject, iri) for subject, known in facts.items() if subject != iri)
    terms = sorted((term for term in own if term), key=lambda term: (term.kind, term.name.casefold()))
    return Ontology(
        iri=iri,
        title=about.one("dcterms", "title"),
        description=about.one("dcterms", "description"),
        version=about.one("owl", "versionInfo"),
        licence=about.one("dcterms", "license"),
        terms=tuple(terms),
    )


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is stated of one subject, by predicate."""

    known: Mapping[str, Sequence[str]]
    subject: str

    def all(self, prefix: str, name: str) -> Sequence[str]:
        return self.known.get(NAMESPACES[prefix] + name, ())

    def one(self, prefix: str, name: str) -> str:
        return next(iter(self.all(prefix, name)), "")


def _term(facts: _Facts, subject: str, ontology: str) -> Term | None:
    if not subject.startswith(f"{ontology}#"):
        return None
    kinds = [_KINDS[one] for one in facts.all("rdf", "type") if one in _KINDS]
    parents = (*facts.all("rdfs", "subClassOf"), *facts.all("rdfs", "subPropertyOf"))
    return Term(
        iri=subject,
        name=subject.removeprefix(f"{ontology}#"),
        kind=kinds[0] if kinds else "individual",
        label=facts.one("rdfs", "label"),
        definition=facts.one("skos", "definition"),
        parents=_curies(parents, ontology),
        domain=_curies(facts.all("rdfs", "domain"), ontology),
        range=_curies(facts.all("rdfs", "range"), ontology),
        disjoint=_curies(facts.all("owl", "disjointWith"), ontology),
    )


def _curies(iris: Sequence[str], ontology: str) -> tuple[str, ...]:
    return tuple(_curie(iri, ontology) for iri in iris)


def _curie(iri: str, ontology: str) -> str:
    """Return a term in short: the longest namespace that it begins with; the IRI where none does."""
    spaces = {**NAMESPACES, "scr": f"{ontology}#"}
    fitting = [prefix for prefix, space in spaces.items() if iri.startswith(space) and "/" not in iri[len(space) :]]
    best = max(fitting, key=lambda prefix: len(spaces[prefix]), default=None)
    return iri if best is None else f"{best}:{iri[len(spaces[best]) :]}"


def _value(quad: Quad) -> str:
    return quad.object.value if isinstance(quad.object, NamedNode | Text) else ""
