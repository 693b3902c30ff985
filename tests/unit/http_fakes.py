"""A small report and a library over it that answers from memory, for the tests of the HTTP service."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Unpack

from fastapi.testclient import TestClient

from scrgraph import wire
from scrgraph.errors import NotFoundError
from scrgraph.http.app import create_app
from scrgraph.library import Library
from scrgraph.retrieval.filters import Filters
from scrgraph.retrieval.search import Mode
from scrgraph.settings import Settings
from scrgraph.source.document import Block, BlockKind, Cell, Document, Metadata, Section, Table
from scrgraph.source.text import Span, fold_text

TEXT = """A small report on *care*

The history

Fathers were often overlooked (Brown 2010: 14), and *nobody* asked <why>.

'A father is a parent too.' (NSPCC/SCIE 2016)

Three things help:

asking

listening

Table 1: Visits

Year\tVisits
2001\t1,200[1]

[1] Estimated.

References

Brown, B (2010) *Fathers*. Leeds.

NSPCC/SCIE (2016) Parents. https://example.org/parents
"""
CHILD = "https://w3id.org/scrgraph/id/theme/fathers"


def span(words: str) -> Span:
    """Where the words stand in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def _blocks() -> tuple[Block, ...]:
    made = (
        (BlockKind.TITLE, "A small report on *care*", 0),
        (BlockKind.HEADING, "The history", 1),
        (BlockKind.PARAGRAPH, "Fathers were often overlooked (Brown 2010: 14), and *nobody* asked <why>.", 1),
        (BlockKind.QUOTATION, "'A father is a parent too.' (NSPCC/SCIE 2016)", 1),
        (BlockKind.PARAGRAPH, "Three things help:", 1),
        (BlockKind.LIST_ITEM, "asking", 1),
        (BlockKind.LIST_ITEM, "listening", 1),
        (BlockKind.CAPTION, "Table 1: Visits", 1),
        (BlockKind.TABLE, "Year\tVisits\n2001\t1,200[1]", 1),
        (BlockKind.FOOTNOTE, "[1] Estimated.", 1),
        (BlockKind.HEADING, "References", 2),
        (BlockKind.REFERENCE, "Brown, B (2010) *Fathers*. Leeds.", 2),
        (BlockKind.REFERENCE, "NSPCC/SCIE (2016) Parents. https://example.org/parents", 2),
    )
    found, at = [], 0
    for index, (kind, words, section) in enumerate(made):
        start = TEXT.index(words, at)
        at = start + len(words)
        found.append(Block(index, kind, (Span(start, at),), section))
    return tuple(found)


def make_document() -> Document:
    """Return the tree of the small report."""
    visits = span("Visits\n2001").start
    header = (Cell(0, 0, span("Year"), "Year"), Cell(0, 1, Span(visits, visits + 6), "Visits"))
    row = (Cell(1, 0, span("2001"), "2001"), Cell(1, 1, span("1,200"), "1,200", footnote=9))
    return Document(
        id="small",
        metadata=Metadata("A small report on care", ("B Brown",), attribution="(c) Nobody"),
        text=TEXT,
        sections=(
            Section(0, "front", "A small report on care", 1, None, None),
            Section(1, "1.1", "The history", 2, None, 1, page=6),
            Section(2, "references", "References", 1, None, 10),
        ),
        blocks=_blocks(),
        tables=(Table("1", 1, 8, 7, header, (row,)),),
    )


def _citation(key: str, words: str, locator: str | None = None) -> wire.CitationView:
    start, end = span(words)
    return wire.CitationView(
        key=key,
        iri=f"https://w3id.org/scrgraph/id/work/{key}",
        locator=locator,
        style="parenthetical",
        status="resolved",
        rule=None,
        start=start,
        end=end,
    )


SECTION = wire.SectionRef(number="1.1", title="The history")
_PARAGRAPH = span("Fathers were often overlooked (Brown 2010: 14), and *nobody* asked <why>.")
PASSAGE = wire.PassageView(
    id="small-1.1-0a0a0a0a",
    iri="https://w3id.org/scrgraph/id/passage/small-1.1-0a0a0a0a",
    document="small",
    section=SECTION,
    kind="paragraph",
    text=fold_text(TEXT, [_PARAGRAPH]),
    spans=(_PARAGRAPH,),
    citations=(_citation("Brown 2010", "Brown 2010: 14", "14"),),
    themes=(wire.Labelled(iri=CHILD, label="Fathers"),),
)
_QUOTED = span("'A father is a parent too.'")
STATEMENT = wire.StatementView(
    text=fold_text(TEXT, [_QUOTED]),
    document="small",
    spans=(_QUOTED,),
    passage="small-1.1-0b0b0b0b",
    section=SECTION,
    citations=(_citation("NSPCC/SCIE 2016", "NSPCC/SCIE 2016"),),
    quoted="NSPCC/SCIE 2016",
)
FACT = wire.FactView(
    iri="https://w3id.org/scrgraph/id/observation/small/table-1/2001",
    label="Visits",
    value=1200,
    unit="count",
    dimensions={"year": "2001"},
    document="small",
    spans=(span("1,200"),),
)


def _reference(index: int, key: str, words: str, citations: int, url: str | None = None) -> wire.ReferenceView:
    start, end = span(words)
    return wire.ReferenceView(
        document="small",
        index=index,
        key=key,
        iri=f"https://w3id.org/scrgraph/id/work/{index}",
        authors=(),
        year=key[-4:],
        title=None,
        container=None,
        publisher=None,
        volume=None,
        issue=None,
        pages=None,
        doi=None,
        url=url,
        type="book",
        start=start,
        end=end,
        text=fold_text(TEXT, [Span(start, end)]),
        citations=citations,
    )


REFERENCES = (
    _reference(1, "Brown 2010", "Brown, B (2010) *Fathers*. Leeds.", 1, "javascript:alert(1)"),
    _reference(
        2,
        "NSPCC/SCIE 2016",
        "NSPCC/SCIE (2016) Parents. https://example.org/parents",
        1,
        "https://example.org/parents",
    ),
)


def _given(filters: Filters) -> dict[str, object]:
    return {name: value for name, value in filters.items() if value is not None}


class FakeLibrary(Library):
    """A library over the small report. `asked` keeps what reached it."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.closed = False

    def search(
        self,
        query: str,
        *,
        k: int = 10,
        offset: int = 0,
        cursor: str | None = None,
        mode: Mode = "hybrid",
        **filters: Unpack[Filters],
    ) -> wire.SearchView:
        self.asked.append(("search", query, k, offset, cursor, mode, _given(filters)))
        why = (
            wire.Contribution(index="dense", rank=2, score=0.5),
            wire.Contribution(index="graph", rank=1, score=1),
        )
        hits = () if query == "nothing" else (wire.HitView(rank=1, score=0.9, passage=PASSAGE, why=why),)
        facets = {"theme": (wire.FacetValue(value=CHILD, label="Fathers", count=1),)}
        return wire.SearchView(query=query, mode=mode, total=len(hits), took_ms=1.5, hits=hits, facets=facets)

    def similar(
        self, passage: str, *, k: int = 10, offset: int = 0, cursor: str | None = None, **filters: Unpack[Filters]
    ) -> wire.SearchView:
        self.asked.append(("similar", passage, k, offset, cursor, _given(filters)))
        return wire.SearchView(query=passage, mode="hybrid", total=0, took_ms=1.5, hits=())

    def ask(self, question: str) -> wire.AnswerView:
        self.asked.append(("ask", question))
        if question == "boom":
            raise RuntimeError("boom")
        if question == "nothing":
            reason = "Nothing in the report speaks of this."
            return wire.AnswerView(question=question, answered=False, confidence=0, reason=reason, kind="silent")
        graph = wire.Subgraph(
            nodes=(wire.Node(iri=CHILD, type="skos:Concept", label="Fathers"),),
            edges=(wire.Edge(source=PASSAGE.iri, property="https://x.example/about", target=CHILD),),
        )
        return wire.AnswerView(
            question=question,
            answered=True,
            confidence=0.8,
            reason=None,
            kind="passage",
            statements=(STATEMENT,),
            facts=(FACT,),
            graph=graph,
            sparql="SELECT * { ?s ?p ?o }",
        )

    def passage(self, identifier: str) -> wire.PassageView:
        if identifier != PASSAGE.id:
            raise NotFoundError(f"There is no passage {identifier!r}; search for one.")
        return PASSAGE

    def document(self, identifier: str) -> Document:
        if identifier != "small":
            raise NotFoundError(f"There is no document {identifier!r}.")
        return make_document()

    def document_text(self, identifier: str) -> str:
        return self.document(identifier).text

    def passages(self) -> list[wire.PassageView]:
        return [PASSAGE]

    def suggest(self, text: str, *, k: int = 8) -> list[wire.SuggestionView]:
        made = wire.SuggestionView(label="Fathers", kind="theme", iri=CHILD)
        return [made] if text.casefold().startswith("fa") else []

    def documents(self) -> list[wire.DocumentView]:
        sections = ({"number": "1.1", "title": "The history", "page": 6},)
        return [
            wire.DocumentView(
                id="small",
                iri="https://w3id.org/scrgraph/id/document/small",
                title="A small report on care",
                authors=("B Brown",),
                publisher=None,
                date="2020",
                attribution="(c) Nobody",
                licence=None,
                source=None,
                characters=len(TEXT),
                sections=sections,
            )
        ]

    def references(self) -> list[wire.ReferenceView]:
        return list(REFERENCES)

    def cite(self, key: str) -> wire.ReferenceView:
        places = {"Brown 2010": ("Brown 2010: 14", "14"), "NSPCC/SCIE 2016": ("NSPCC/SCIE 2016", None)}
        for entry in REFERENCES:
            if entry.key.casefold() == key.casefold():
                start, end = span(places[entry.key][0])
                cited = wire.CitedBy(
                    document="small",
                    passage=PASSAGE.id,
                    section=SECTION,
                    text=PASSAGE.text,
                    start=start,
                    end=end,
                    locator=places[entry.key][1],
                    style="parenthetical",
                    status="resolved",
                )
                other = wire.CoCited(key="NSPCC/SCIE 2016", count=1)
                return entry.model_copy(update={"cited_by": (cited,), "co_cited": (other,)})
        raise NotFoundError(f"No work has the key {key!r}; see /api/references.")

    def reviews(self) -> list[wire.ReviewView]:
        count = wire.CountView(value=1200, text="1,200", document="small", spans=(span("1,200"),))
        return [
            wire.ReviewView(
                iri="https://w3id.org/scrgraph/id/review/2001-2003",
                number=1,
                title="Fathers",
                authors=("B Brown",),
                years=(2001, 2003),
                length_years=2,
                published=2010,
                key="Brown 2010",
                counts=(count,),
            )
        ]

    def themes(self) -> list[wire.ThemeView]:
        return [
            wire.ThemeView(
                iri=CHILD,
                label="Fathers",
                alternative=("dads",),
                definition="Men who parent.",
                broader=None,
                passages=1,
                sections=("1.1",),
                reviews=(),
            )
        ]

    @property
    def changes(self) -> wire.ChangesView:
        gone = wire.ChangeView(kind="passage", name="1.1 <b>", before="Old words.", after=None)
        read = wire.ChangeView(
            kind="number", name="n=1", before="1 count", after="2 count", document="small", spans=((10, 14),)
        )
        at = "2026-11-25T10:43:39+00:00"
        return wire.ChangesView(built=at, earlier=at, causes=("the corpus",), changes=(gone, read))

    def policies(self) -> list[wire.EntityView]:
        return []

    def organisations(self) -> list[wire.EntityView]:
        return [
            wire.EntityView(
                iri="https://w3id.org/scrgraph/id/organisation/nspcc",
                label="NSPCC",
                alternative=(),
                type="charity",
                year=None,
                mentions=1,
                sections=("1.1",),
            )
        ]

    def statistics(self) -> list[wire.StatisticView]:
        return []

    def audit(self) -> list[wire.AuditView]:
        start, end = span("2001\t1,200")
        anchor = wire.AnchorView(document="small", start=start, end=end, text="2001 1,200")
        return [
            wire.AuditView(
                kind="number-differs",
                severity="major",
                message="Two places give different numbers.",
                rule="numbers-agree",
                anchors=(anchor,),
                repair=None,
            )
        ]

    def path(self, start: str, end: str) -> wire.PathView:
        self.asked.append(("path", start, end))
        return wire.PathView(nodes=(), edges=())

    def ready(self) -> None:
        """There is no model to load."""

    def close(self) -> None:
        self.closed = True


@contextmanager
def serving(library: Library, **settings: object) -> Iterator[TestClient]:
    """A client of an application over the library."""
    with TestClient(create_app(Settings.model_validate(settings), library)) as client:
        yield client
