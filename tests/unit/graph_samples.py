"""A small report of another field, with findings made by hand: what the graph's tests stand on."""

from dataclasses import replace
from pathlib import Path

from scrgraph import wire
from scrgraph.iri import Iris, fingerprint
from scrgraph.passages import Passage, PassageKind
from scrgraph.reading.findings import (
    Anchor,
    AuditFinding,
    Citation,
    CitationFunction,
    Count,
    Mention,
    Observation,
    Organisation,
    PeriodicReview,
    Person,
    QuotedSource,
    Reading,
    Reference,
    ResolvedCitation,
    ThemeAssignment,
    UnresolvedCitation,
)
from scrgraph.source.document import (
    Block,
    BlockKind,
    Cell,
    ContentsEntry,
    Document,
    Metadata,
    Section,
    Table,
)
from scrgraph.source.text import Span

ONTOLOGY = Path(__file__).parents[2] / "ontology"
IRIS = Iris()

TITLE = "Bridges of the north"
CONTENTS = "Part 1: Rust\t5"
HEADING = "Part 1: Rust"
FIRST = "Rust is common (Ash and Oak 2010a: 241-2; Elm 2011) in poverty."
QUOTE = "Paint it twice. (Elm et al 2012)"
CAPTION = "Table 1: Bridges"
TABLE = "Kind\t2003-5\nIron\t76 (47%)\nIron\tNot known"
ENTRIES = (
    "Ash, B. and Oak, C. (2010a) *On rust*. Leeds: Arch Press.",
    "Board of Works (2012) Bridges. https://example.org/b",
    "Board of Works (2012) Bridges, again.",
)
TEXT = "\n\n".join((TITLE, CONTENTS, HEADING, FIRST, QUOTE, CAPTION, TABLE, *ENTRIES)) + "\n"


def at(words: str, *, after: str = "") -> Span:
    """Span of the first occurrence of some words, after some others."""
    start = TEXT.index(words, TEXT.index(after))
    return Span(start, start + len(words))


def make_document(text: str = TEXT) -> Document:
    """The report; `text` may be longer than the sample, never shorter."""
    kinds = (
        (BlockKind.TITLE, TITLE, 0),
        (BlockKind.CONTENTS, CONTENTS, 0),
        (BlockKind.HEADING, f"{HEADING}\n", 1),
        (BlockKind.PARAGRAPH, FIRST, 1),
        (BlockKind.QUOTATION, QUOTE, 1),
        (BlockKind.CAPTION, CAPTION, 1),
        (BlockKind.TABLE, TABLE, 1),
        *((BlockKind.REFERENCE, entry, 2) for entry in ENTRIES),
    )
    blocks = tuple(
        Block(index, kind, (Span(at(words).start, at(words).end),), section)
        for index, (kind, words, section) in enumerate(kinds)
    )
    header = (Cell(0, 0, at("Kind"), "Kind"), Cell(0, 1, at("2003-5"), "2003-5"))
    iron, unknown = at("Iron"), at("Iron", after="47%")
    rows = (
        (Cell(1, 0, iron, "Iron"), Cell(1, 1, at("76 (47%)"), "76 (47%)")),
        (Cell(2, 0, unknown, "Iron"), Cell(2, 1, at("Not known"), "Not known")),
    )
    return Document(
        id="bridges",
        metadata=Metadata(TITLE, ("Ann Ash",), "Arch Press", "2020-05", licence="https://example.org/l"),
        text=text,
        sections=(
            Section(0, "front", "Front matter", 1, None, None),
            Section(1, "1", "Rust", 1, None, 2, page=5, contents=1, printed=HEADING),
            Section(2, "references", "References", 1, None, None),
        ),
        blocks=blocks,
        tables=(Table("1", 1, 6, 5, header, rows),),
        contents=(ContentsEntry(1, "Part 1: Rust", 5, 1),),
    )


def make_passages(document: Document) -> tuple[Passage, ...]:
    """One passage a block of the body."""
    kinds: dict[int, PassageKind] = {3: "paragraph", 4: "quotation", 6: "table", 7: "reference"}
    return tuple(
        Passage(
            id=f"bridges-{document.blocks[index].section}-{fingerprint(index)}",
            document="bridges",
            section=document.blocks[index].section,
            kind=kind,
            spans=document.blocks[index].spans,
            text=document.read(document.blocks[index].spans),
            blocks=(index,),
            context=TITLE,
        )
        for index, kind in kinds.items()
    )


def reference(index: int, key: str, title: str, **fields: object) -> Reference:
    """An entry of the list; what is not named is absent."""
    words = ENTRIES[index - 1]
    plain = Reference(
        document="bridges",
        index=index,
        key=key,
        authors=(Organisation("Board of Works", "BW"),),
        year="2012",
        title=title,
        container=None,
        publisher=None,
        place=None,
        volume=None,
        issue=None,
        pages=None,
        doi=None,
        url=None,
        type="report",
        spans=(at(words),),
        text=words,
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


def citation(words: str, year: str, *, locator: str | None = None, group: int = 1, block: int = 3) -> Citation:
    """A citation in brackets."""
    return Citation("bridges", block, at(words), words, "parenthetical", "Ash", year, locator, group)


def make_reading(document: Document) -> Reading:
    """Findings of every kind."""
    first, second = make_passages(document)[:2]
    ash = reference(
        1,
        "Ash and Oak 2010a",
        "On rust",
        authors=(Person("Ash", "B."), Person("Oak", "C.")),
        year="2010a",
        publisher="Arch Press",
        place="Leeds",
        type="book",
    )
    board = reference(2, "Board of Works 2012", "Bridges", url="https://example.org/b")
    again = reference(3, "Board of Works 2012", "Bridges, again", duplicate_of=2)
    count = Observation(
        document="bridges",
        local="observation/bridges/table-1/iron/2003-5/count",
        measure="Bridges",
        value=76,
        low=76,
        high=76.5,
        unit="count",
        population="bridges",
        period="2003-5",
        years=2.0,
        dimensions=(("Kind", "Iron"),),
        source="Ash and Oak 2010a",
        spans=(at("76 (47%)"),),
        text="76 (47%)",
        table="1",
    )
    words = replace(
        count,
        local="observation/bridges/table-1/iron-2/2003-5",
        value="Not known",
        low=None,
        high=None,
        unit="text",
        spans=(at("Not known"),),
        text="Not known",
        source=None,
    )
    return Reading(
        document="bridges",
        references=(ash, board, again),
        citations=(
            ResolvedCitation(citation("Ash and Oak 2010a: 241-2", "2010a", locator="241-2"), 1),
            UnresolvedCitation(citation("Elm 2011", "2011"), (2, 3)),
            ResolvedCitation(citation("Elm et al 2012", "2012", group=2, block=4), 2, "wrong-author"),
        ),
        quotations=(QuotedSource(4, (at("Paint it twice."),), 2),),
        functions=(CitationFunction(2, "cito:includesQuotationFrom", 0.98, "displayed", (at("Paint it twice."),)),),
        mentions=(Mention("bridges", 3, "theme/poverty", at("poverty"), "poverty", 0.9),),
        themes=(
            ThemeAssignment("bridges", first.id, "theme/poverty", (at("poverty"),), "label", 1.0),
            ThemeAssignment("bridges", second.id, "theme/poverty", second.spans, "meaning", 0.4567),
            ThemeAssignment("bridges", first.id, "theme/neglect", first.spans, "meaning", 0.5),
        ),
        observations=(count, words),
        reviews=(
            PeriodicReview(
                "bridges",
                "review/2003-2005",
                1,
                "A review of bridges",
                ("Ann Ash",),
                2003,
                2005,
                2.0,
                2008,
                "Ash and Oak 2010a",
                (Count(76, "76", Span(at("76 (47%)").start, at("76 (47%)").start + 2)),),
                (at("2003-5"),),
            ),
        ),
        audit=(
            AuditFinding(
                "duplicate-reference",
                "minor",
                "One work is listed twice.",
                "same-key",
                (Anchor("bridges", at(ENTRIES[1]), ENTRIES[1]), Anchor("bridges", at(ENTRIES[2]), ENTRIES[2])),
            ),
        ),
    )


def reference_view(**fields: object) -> wire.ReferenceView:
    """A reference as the catalogue holds it."""
    plain: dict[str, object] = {
        "document": "bridges",
        "index": 1,
        "key": "Ash and Oak 2010a",
        "iri": IRIS.thing("work/ash-and-oak-2010a"),
        "authors": (wire.AuthorView(family="Ash", given="B."), wire.AuthorView(family="Oak", given="C.")),
        "year": "2010a",
        "title": "On rust & paint",
        "container": None,
        "publisher": "Arch Press",
        "volume": None,
        "issue": None,
        "pages": "241-2",
        "doi": "10.1000/x_1",
        "url": None,
        "type": "book",
        "start": 0,
        "end": 9,
        "text": "Ash, B. ...",
    }
    return wire.ReferenceView.model_validate({**plain, **fields})


def statistic_view(**fields: object) -> wire.StatisticView:
    """An observation as the catalogue holds it."""
    plain: dict[str, object] = {
        "iri": IRIS.thing("observation/bridges/1"),
        "measure": "Bridges",
        "value": 76.0,
        "low": None,
        "high": None,
        "unit": "count",
        "population": None,
        "period": "2003-5",
        "dimensions": {"Kind": "Iron"},
        "source": None,
        "document": "bridges",
        "spans": ((10, 12),),
        "text": "76, and more",
    }
    return wire.StatisticView.model_validate({**plain, **fields})
