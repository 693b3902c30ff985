"""A growing list of quads of one named graph, and the few ways to add to it."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from scrgraph.graph.names import Namer
from scrgraph.iri import Iris, fingerprint
from scrgraph.source.document import Document
from scrgraph.source.text import Span
from scrgraph.vocabulary import NAMESPACES

Value = str | int | float | None
CONTEXT = 32
"""Characters of the text before and after a span that its quotation selector carries."""


def canonical(value: float) -> str:
    """Return the canonical lexical form of an xsd:decimal (XSD 1.1), which a store gives back too."""
    return format(Decimal(str(value)).normalize(), "f")


@cache
def _standard(prefix: str, name: str) -> NamedNode:
    return NamedNode(NAMESPACES[prefix] + name)


class Statements:
    """Quads of one named graph. Subjects and objects are IRIs as text, predicates and classes are curies."""

    def __init__(self, iris: Iris, graph: str) -> None:
        self.iris = iris
        self.quads: list[Quad] = []
        self._graph = NamedNode(graph)

    def term(self, curie: str) -> NamedNode:
        """Node of a curie such as `scr:theme` or `po:contains`."""
        prefix, _, name = curie.partition(":")
        return NamedNode(self.iris.ontology + name) if prefix == "scr" else _standard(prefix, name)

    def types(self, subject: str, *classes: str) -> None:
        """State the classes of a thing."""
        for name in classes:
            self._add(subject, "rdf:type", self.term(name))

    def link(self, subject: str, predicate: str, *objects: str | None) -> None:
        """State relations to things; None is left out."""
        for thing in objects:
            if thing is not None:
                self._add(subject, predicate, NamedNode(thing))

    def say(self, subject: str, predicate: str, value: Value, *, language: str | None = None) -> None:
        """State a text, an integer, or a decimal; None and empty text are left out."""
        if value is None or value == "":
            return
        if isinstance(value, str):
            self._add(subject, predicate, Literal(value, language=language) if language else Literal(value))
        elif isinstance(value, int):
            self.typed(subject, predicate, str(value), "xsd:integer")
        else:
            self.typed(subject, predicate, canonical(value), "xsd:decimal")

    def typed(self, subject: str, predicate: str, text: str, datatype: str) -> None:
        """State a literal of a datatype."""
        self._add(subject, predicate, Literal(text, datatype=self.term(datatype)))

    def confidence(self, subject: str, value: float) -> None:
        """State a confidence, to two decimals so that the last bits of a float never change the graph."""
        self.typed(subject, "scr:confidence", canonical(round(value, 2)), "xsd:decimal")

    def page(self, subject: str, predicate: str, address: str | None) -> None:
        """State a web address: an IRI where it is one, its words otherwise."""
        if address is None:
            return
        try:
            node = NamedNode(address)
        except ValueError:
            self.say(subject, predicate, address)
        else:
            self._add(subject, predicate, node)

    def quad(self, subject: str, predicate: str, value: str) -> None:
        """State a text by a predicate that is an IRI of its own, such as a dimension of a cube."""
        self.quads.append(Quad(NamedNode(subject), NamedNode(predicate), Literal(value), self._graph))

    def _add(self, subject: str, predicate: str, value: NamedNode | Literal) -> None:
        self.quads.append(Quad(NamedNode(subject), self.term(predicate), value, self._graph))


class DocumentStatements(Statements):
    """Statements about one document; knows its text, so that a thing can be led to its place there."""

    def __init__(self, iris: Iris, graph: str, document: Document) -> None:
        super().__init__(iris, graph)
        self.document = document
        self.namer = Namer()
        self._tags: dict[Span, str] = {}

    def local(self, kind: str, name: str) -> str:
        """IRI of a further thing of this document: `id/<kind>/<document>/<name>`, told apart where taken."""
        return self.iris.thing(self.namer.unique(f"{kind}/{self.document.id}/{name}"))

    def tag(self, span: Span) -> str:
        """Name of a place, made of its words and the words around it; one span always has one name."""
        known = self._tags.get(span)
        if known is None:
            prefix, exact, suffix = self._around(span)
            known = self.namer.unique(f"span:{fingerprint(prefix, exact, suffix, length=12)}").removeprefix("span:")
            self._tags[span] = known
            self._describe(span, known)
        return known

    def place(self, subject: str, spans: Sequence[Span]) -> None:
        """Lead a thing to its spans."""
        for span in spans:
            self.link(subject, "scr:hasSpan", self.iris.thing(f"span/{self.document.id}/{self.tag(span)}"))

    def _around(self, span: Span) -> tuple[str, str, str]:
        text = self.document.text
        before = text[max(0, span.start - CONTEXT) : span.start]
        return before, text[span.start : span.end], text[span.end : span.end + CONTEXT]

    def _describe(self, span: Span, tag: str) -> None:
        iri = self.iris.thing(f"span/{self.document.id}/{tag}")
        position, quote = f"{iri}/position", f"{iri}/quote"
        self.types(iri, "scr:Span", "oa:SpecificResource")
        self.link(iri, "oa:hasSource", self.iris.thing(f"document/{self.document.id}"))
        self.link(iri, "oa:hasSelector", position, quote)
        self.types(position, "oa:TextPositionSelector")
        self.say(position, "oa:start", span.start)
        self.say(position, "oa:end", span.end)
        self.types(quote, "oa:TextQuoteSelector")
        for name, part in zip(("oa:prefix", "oa:exact", "oa:suffix"), self._around(span), strict=True):
            self._add(quote, name, Literal(part))
