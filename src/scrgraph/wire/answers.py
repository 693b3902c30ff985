"""Answers: statements, facts and what ties them together."""

from scrgraph.wire.base import CitationView, Model, Pair, SectionRef


class StatementView(Model):
    """Words of the report that answer, verified against it. `quoted` is the key of the work they are quoted from."""

    text: str
    document: str
    spans: tuple[Pair, ...]
    passage: str
    section: SectionRef
    citations: tuple[CitationView, ...] = ()
    quoted: str | None = None


class FactView(Model):
    """A number with its place; a derived one lists the observations it comes from."""

    iri: str
    label: str
    value: float | str
    unit: str
    dimensions: dict[str, str]
    document: str
    spans: tuple[Pair, ...]
    derived_from: tuple[str, ...] = ()


class Node(Model):
    """A thing in an answer's subgraph."""

    iri: str
    type: str
    label: str


class Edge(Model):
    """A statement of the graph in an answer's subgraph."""

    source: str
    property: str
    target: str


class Subgraph(Model):
    """What ties an answer's statements together."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()


class PhrasedSentence(Model):
    """A sentence of a language model's, with the ids of the passages and the IRIs of the facts that it rests on."""

    text: str
    passages: tuple[str, ...]
    facts: tuple[str, ...] = ()


class PhrasingView(Model):
    """What a language model made of an answer: not the report's words. `note` says what is left out, and why.

    Each sentence cites, quotes and counts only what its passages and facts hold (see `answering.phrasing_checks`).
    """

    text: str
    sentences: tuple[PhrasedSentence, ...]
    model: str
    note: str | None = None


class AnswerView(Model):
    """A graph-anchored answer, or an abstention with its reason."""

    question: str
    answered: bool
    confidence: float
    reason: str | None
    kind: str
    statements: tuple[StatementView, ...] = ()
    facts: tuple[FactView, ...] = ()
    graph: Subgraph = Subgraph()
    sparql: str | None = None
    took_ms: float = 0.0
    notes: tuple[str, ...] = ()
    phrasing: PhrasingView | None = None


class PathView(Model):
    """A shortest path between two things of the graph."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
