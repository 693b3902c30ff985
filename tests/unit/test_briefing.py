"""Briefings: chosen, counted and checked, then written in three forms that say the same."""

from io import BytesIO
from typing import Any

import docx
import pytest
from selectolax.lexbor import LexborHTMLParser

from scrgraph import wire
from scrgraph.briefing.composition import Briefing, compose, find_theme
from scrgraph.briefing.formats import FORMATS
from scrgraph.briefing.markdown import to_markdown
from scrgraph.briefing.page import to_html
from scrgraph.briefing.word import to_docx
from scrgraph.errors import NotFoundError, VerificationError
from scrgraph.library import Library

TEXT = "Half of <families> were poor (Roe 2001). Some 40% moved. Other matters [sic] came first.\x0c End."
HALF, SOME, OTHER = (0, 40), (41, 56), (57, 90)
BASE = "https://w3id.org/scrgraph/id"


def _theme(label: str, *alternative: str, slug: str | None = None) -> wire.ThemeView:
    return wire.ThemeView(
        iri=f"{BASE}/theme/{slug or label.lower()}",
        label=label,
        alternative=alternative,
        definition=f"What {label} means.",
        broader=None,
        passages=1,
        sections=(),
        reviews=(),
    )


def _citation(key: str) -> wire.CitationView:
    return wire.CitationView(
        key=key,
        iri="urn:w",
        locator="12",
        style="parenthetical",
        status="resolved",
        rule=None,
        start=30,
        end=38,
    )


def _passage(number: int, span: wire.Pair, theme: wire.ThemeView, *keys: str) -> wire.PassageView:
    return wire.PassageView(
        id=f"r-{number}",
        iri=f"{BASE}/passage/r-{number}",
        document="r",
        section=wire.SectionRef(number="3.3", title="Families"),
        kind="paragraph",
        text=TEXT[slice(*span)],
        spans=(span,),
        citations=tuple(map(_citation, keys)),
        themes=(wire.Labelled(iri=theme.iri, label=theme.label),),
    )


def _statistic(name: str, span: wire.Pair) -> wire.StatisticView:
    return wire.StatisticView(
        iri=f"{BASE}/observation/{name}",
        measure="share",
        value=40.0,
        low=None,
        high=None,
        unit="percent",
        population=None,
        period=None,
        dimensions={},
        source=None,
        document="r",
        spans=(span,),
        text=TEXT[slice(*span)],
    )


def _anchor(span: wire.Pair) -> wire.AnchorView:
    return wire.AnchorView(document="r", start=span[0], end=span[1], text=TEXT[slice(*span)])


def _finding(kind: str, *spans: wire.Pair) -> wire.AuditView:
    return wire.AuditView(
        kind=kind,
        severity="major",
        message="40% is not half.",
        rule="share",
        anchors=tuple(map(_anchor, spans)),
        repair=None,
    )


POVERTY, POLICE = _theme("Poverty", "deprivation", "hardship"), _theme("Police", "officers")


class FakeLibrary(Library):
    """A library over `TEXT`, with a search that ignores its filter, as no real one may."""

    def __init__(self) -> None:
        self.text = TEXT

    def themes(self) -> list[wire.ThemeView]:
        return [POVERTY, POLICE]

    def search(self, query: str, **_: Any) -> wire.SearchView:
        passages = [
            _passage(1, HALF, POVERTY, "Roe 2001", "Doe 2002"),
            _passage(2, SOME, POVERTY, "Roe 2001"),
            _passage(3, OTHER, POLICE, "Poe 2003"),
        ]
        hits = tuple(
            wire.HitView(rank=rank, score=1 / rank, passage=passage, why=())
            for rank, passage in enumerate(passages, start=1)
        )
        return wire.SearchView(query=query, mode="hybrid", total=3, took_ms=0.1, hits=hits)

    def statistics(self) -> list[wire.StatisticView]:
        return [
            _statistic("a", SOME),
            _statistic("b", SOME),
            _statistic("c", OTHER),
            _statistic("d", (30, 60)),
        ]

    def audit(self) -> list[wire.AuditView]:
        return [
            _finding("contradiction", HALF, SOME),
            _finding("elsewhere", OTHER, OTHER),
            _finding("lone", HALF),
        ]

    def references(self) -> list[wire.ReferenceView]:
        return []

    def documents(self) -> list[wire.DocumentView]:
        fixed: dict[str, Any] = {
            "authors": (),
            "publisher": None,
            "date": None,
            "licence": None,
            "source": None,
        }
        one = wire.DocumentView(id="r", iri="urn:r", title="A Report", attribution="© X", characters=9, **fixed)
        return [one, one.model_copy(update={"id": "unused"})]

    def document_text(self, identifier: str) -> str:
        assert identifier == "r"
        return self.text


@pytest.fixture
def briefing() -> Briefing:
    return compose(FakeLibrary(), "poverty")


def test_only_passages_about_the_theme_are_used(briefing: Briefing) -> None:
    assert [passage.id for passage in briefing.passages] == ["r-1", "r-2"]
    assert [document.id for document in briefing.documents] == ["r"]


def test_numbers_lie_in_those_passages_and_are_said_once(briefing: Briefing) -> None:
    assert [number.iri.rsplit("/", 1)[-1] for number in briefing.numbers] == ["a"]


def test_numbers_that_name_the_theme_go_before_its_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    named = _statistic("named", HALF).model_copy(update={"text": "Hardship rose", "spans": ((0, 4),)})
    monkeypatch.setattr("scrgraph.briefing.composition._verify", lambda *_: None)
    monkeypatch.setattr(FakeLibrary, "statistics", lambda _: [_statistic("a", SOME), named])
    assert [number.iri for number in compose(FakeLibrary(), "poverty").numbers] == [named.iri]


def test_works_are_counted_over_those_passages(briefing: Briefing) -> None:
    assert [(work.key, work.count) for work in briefing.works] == [("Roe 2001", 2), ("Doe 2002", 1)]


def test_cautions_have_both_sides_and_touch_the_theme(briefing: Briefing) -> None:
    assert [finding.kind for finding in briefing.cautions] == ["contradiction"]


def test_a_text_that_differs_from_its_source_never_leaves() -> None:
    library = FakeLibrary()
    library.text = TEXT.replace("Half", "Most")
    with pytest.raises(VerificationError, match="r-1 differs from its source"):
        compose(library, "Poverty")


@pytest.mark.parametrize("name", ["Poverty", "POVERTY", "deprivation", " hardship ", "pov", POVERTY.iri])
def test_a_theme_has_many_names(name: str) -> None:
    assert find_theme([POVERTY, POLICE], name) is POVERTY


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("po", r"several themes begin 'po'; try 'Poverty' or 'Police'"),
        ("povertty", r"no theme is named 'povertty'; try 'Poverty'"),
        ("zzz", r"no theme is named 'zzz'$"),
        ("  ", r"no theme is named '  '$"),
    ],
)
def test_an_unknown_theme_is_answered_with_the_nearest(name: str, message: str) -> None:
    with pytest.raises(NotFoundError, match=message):
        find_theme([POVERTY, POLICE], name)


def test_markdown_shows_the_words_as_printed(briefing: Briefing) -> None:
    text = to_markdown(briefing)
    assert text.startswith("# Poverty\n\n> What Poverty means.\n>\n> *Added by scrgraph")
    assert "> Half of \\<families\\> were poor (Roe 2001).\n" in text
    assert "r, 3.3 Families, characters 0–40; cites Roe 2001, 12; Doe 2002, 12" in text
    assert "- **contradiction**: 40% is not half." in text
    assert text.endswith("r: A Report. © X\n")


def test_html_escapes_and_asks_for_nothing(briefing: Briefing) -> None:
    page = LexborHTMLParser(to_html(briefing))
    assert [quote.text() for quote in page.css("blockquote")] == [TEXT[slice(*HALF)], TEXT[slice(*SOME)]]
    assert page.css("families, script, link, img, [src], [href]") == []
    assert [heading.text() for heading in page.css("h2")] == [
        "What the reports say",
        "The numbers",
        "Most cited here",
        "Read with care",
    ]


def test_docx_opens_with_headings_and_quotations(briefing: Briefing) -> None:
    document = docx.Document(BytesIO(to_docx(briefing)))
    styles = [(paragraph.style and paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    assert styles[0] == ("Title", "Poverty")
    assert ("Quote", TEXT[slice(*HALF)]) in styles
    assert ("Heading 1", "Read with care") in styles


def test_docx_survives_characters_that_xml_forbids(briefing: Briefing) -> None:
    hostile = Briefing(briefing.subject, "a\x0cb\x00c\ufffe", briefing.documents)
    assert docx.Document(BytesIO(to_docx(hostile))).paragraphs[1].text == "abc"


def test_a_theme_without_passages_says_so(briefing: Briefing) -> None:
    empty = Briefing(POVERTY.label, POVERTY.definition)
    for form in FORMATS.values():
        assert form(empty)
    assert "No passage of these reports" in to_markdown(empty)
    assert "No passage of these reports" in to_html(empty)


def test_every_form_is_the_same_each_time(briefing: Briefing) -> None:
    for form in ("md", "html"):
        assert FORMATS[form](briefing) == FORMATS[form](briefing)
