"""Quads of a document: every finding is there, led to its words, without blank nodes, the same every time."""

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from graph_samples import ENTRIES, FIRST, IRIS, TEXT, at, make_document, make_passages, make_reading
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, Store

from scrgraph.graph.pages import pages_of
from scrgraph.graph.places import Places
from scrgraph.graph.printed import leading_words, printed_key
from scrgraph.graph.quads import document_quads
from scrgraph.iri import Iris
from scrgraph.reading.findings import Citation, QuotedSource, Reading
from scrgraph.reading.relations import (
    CrossReference,
    ListedPolicy,
    Membership,
    OrganisationRole,
    SectionTheme,
    ThemeFinding,
)
from scrgraph.source.document import Block, BlockKind, Document, Metadata, Section
from scrgraph.source.text import Span
from scrgraph.vocabulary import prefixes

Rows = list[tuple[str | None, ...]]


def sample_quads() -> list[Quad]:
    document = make_document()
    return list(document_quads(IRIS, document, make_passages(document), make_reading(document)))


@pytest.fixture(scope="module")
def store() -> Store:
    loaded = Store()
    loaded.extend(sample_quads())
    return loaded


def ask(store: Store, query: str) -> Rows:
    found = store.query(query, use_default_graph_as_union=True, prefixes=prefixes(IRIS.base))
    assert isinstance(found, QuerySolutions)
    width = len(found.variables)
    return [tuple(_value(row[i]) for i in range(width)) for row in found]


def _value(term: object) -> str | None:
    return term.value if isinstance(term, NamedNode | Literal) else None


def thing(local: str) -> str:
    return f"https://w3id.org/scrgraph/id/{local}"


def test_every_quad_stands_in_the_graph_of_its_document_and_none_has_a_blank_node() -> None:
    quads = sample_quads()
    assert {quad.graph_name for quad in quads} == {NamedNode("https://w3id.org/scrgraph/graph/document/bridges")}
    assert not [q for q in quads if isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)]
    assert len(quads) == len(set(quads))


def test_report_has_its_metadata(store: Store) -> None:
    rows = ask(
        store,
        """SELECT ?title ?issued ?author ?publisher ?licence WHERE {
        ?r a fabio:ReportDocument, foaf:Document ; dcterms:title ?title ; dcterms:issued ?issued ;
           dcterms:creator/foaf:name ?author ; dcterms:publisher/foaf:name ?publisher ; dcterms:license ?licence }""",
    )
    assert rows == [("Bridges of the north", "2020-05", "Ann Ash", "Arch Press", "https://example.org/l")]


def test_sections_carry_number_level_page_and_order(store: Store) -> None:
    rows = ask(
        store,
        """SELECT ?number ?level ?page ?next WHERE { ?s a doco:Section ; scr:sectionNumber ?number ;
        scr:level ?level OPTIONAL { ?s scr:page ?page } OPTIONAL { ?s scr:next ?next } } ORDER BY ?number""",
    )
    assert rows == [
        ("1", "1", "5", thing("section/bridges/references")),
        ("front", "1", None, thing("section/bridges/1")),
        ("references", "1", None, None),
    ]


def test_contents_entry_has_its_page_and_section(store: Store) -> None:
    rows = ask(
        store,
        """SELECT ?title ?page ?section WHERE { ?block a scr:ContentsBlock ; po:contains ?e .
        ?e a scr:ContentsEntry ; dcterms:title ?title ; scr:page ?page ; scr:denotesSection ?section }""",
    )
    assert rows == [("Part 1: Rust", "5", thing("section/bridges/1"))]


def test_every_selector_quotes_the_text_at_its_position(store: Store) -> None:
    rows = ask(
        store,
        """SELECT ?start ?end ?exact ?prefix ?suffix WHERE { ?span a scr:Span ; oa:hasSelector ?p, ?q .
        ?p oa:start ?start ; oa:end ?end . ?q oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix }""",
    )
    assert len(rows) > 15
    for start, end, exact, prefix, suffix in rows:
        low, high = int(start or ""), int(end or "")
        assert TEXT[low:high] == exact
        assert TEXT[max(0, low - 32) : low] == prefix
        assert TEXT[high : high + 32] == suffix


def test_pointer_leads_from_group_to_entry_to_work_and_locator(store: Store) -> None:
    rows = ask(
        store,
        """SELECT ?text ?status ?key ?title ?first ?last ?members WHERE {
        ?p scr:text ?text ; scr:status ?status ; c4o:denotes ?e ; scr:hasLocator ?l .
        ?e scr:key ?key ; biro:references/dcterms:title ?title .
        ?l prism:startingPage ?first ; prism:endingPage ?last .
        { SELECT ?p (COUNT(?other) AS ?members) WHERE { ?g co:element ?p, ?other } GROUP BY ?p } }""",
    )
    assert rows == [("Ash and Oak 2010a: 241-2", "resolved", "Ash and Oak 2010a", "On rust", "241", "242", "2")]


def test_ambiguous_pointer_denotes_nothing_and_names_its_candidates(store: Store) -> None:
    rows = ask(
        store,
        """SELECT ?candidate ?denoted WHERE { ?p scr:status "ambiguous" ; scr:candidate ?candidate
        OPTIONAL { ?p c4o:denotes ?denoted } } ORDER BY ?candidate""",
    )
    entry = thing("reference/bridges/board-of-works-2012")
    assert rows == [(entry, None), (f"{entry}-2", None)]


def test_citation_of_a_quotation_has_its_function(store: Store) -> None:
    rows = ask(
        store,
        """SELECT ?function ?key ?rule WHERE { ?q a doco:BlockQuotation ; scr:quotationSource ?p .
        ?p scr:repairRule ?rule . ?c a cito:Citation ; scr:hasPointer ?p ; cito:hasCitedEntity/scr:key ?key ;
        cito:hasCitationCharacterization ?function }""",
    )
    assert rows == [("http://purl.org/spar/cito/includesQuotationFrom", "Board of Works 2012", "wrong-author")]


def test_a_function_carries_its_confidence_its_rule_and_the_words_that_show_it(store: Store) -> None:
    rows = ask(
        store,
        """SELECT ?confidence ?rule ?words WHERE { ?c cito:hasCitationCharacterization cito:includesQuotationFrom ;
        scr:confidence ?confidence ; scr:rule ?rule ; scr:hasSpan/oa:hasSelector/oa:exact ?words }""",
    )
    assert rows == [("0.98", "displayed", "Paint it twice.")]


def test_how_many_independent_teams_a_bracket_cites(store: Store) -> None:
    rows = ask(
        store, "SELECT DISTINCT ?teams WHERE { ?group a c4o:SingleLocationPointerList ; scr:authorTeams ?teams }"
    )
    assert rows == [("1",)]


def test_a_report_that_cites_its_own_authors_is_flagged() -> None:
    document = make_document()
    own = replace(document, metadata=replace(document.metadata, authors=("Bea Ash", "Hazel Hill")))
    passages = make_passages(own)
    quads = [str(quad) for quad in document_quads(IRIS, own, passages, make_reading(own))]
    assert sum("cito/AuthorSelfCitation" in quad for quad in quads) == 1
    assert sum("cito/sharesAuthorWith" in quad for quad in quads) == 1


def test_a_quotation_within_a_paragraph_leads_to_its_source() -> None:
    document = make_document()
    quoted = QuotedSource(3, (at(FIRST),), 0, displayed=False, confidence=0.95)
    reading = replace(make_reading(document), quotations=(quoted,))
    quads = [str(quad) for quad in document_quads(IRIS, document, make_passages(document), reading)]
    assert sum("ontology#InlineQuotation" in quad for quad in quads) == 1
    assert sum("ontology#quotationSource" in quad for quad in quads) == 1


def test_authors_stand_in_order_and_years_lose_their_suffix(store: Store) -> None:
    rows = ask(
        store,
        """SELECT ?position ?name ?year ?suffix WHERE { ?w scr:key "Ash and Oak 2010a" ; a fabio:Book ;
        fabio:hasPublicationYear ?year ; scr:yearSuffix ?suffix ; scr:hasAuthorship ?a .
        ?a scr:position ?position ; scr:agent/foaf:name ?name } ORDER BY ?position""",
    )
    assert rows == [("1", "B. Ash", "2010", "a"), ("2", "C. Oak", "2010", "a")]


def test_a_further_entry_of_one_key_is_an_entry_of_its_own(store: Store) -> None:
    rows = ask(
        store,
        """SELECT ?entry ?words ?first WHERE { ?entry scr:duplicateOf ?first ;
        dcterms:bibliographicCitation ?words }""",
    )
    entry = thing("reference/bridges/board-of-works-2012")
    assert rows == [(f"{entry}-2", ENTRIES[2], entry)]


def test_table_has_rows_and_cells_and_its_observations(store: Store) -> None:
    cells = ask(
        store,
        """SELECT ?row ?column ?heading ?text WHERE { ?t a doco:Table ; scr:tableLabel "1" ; scr:hasRow ?r .
        ?r scr:rowNumber ?row ; scr:hasCell ?c . ?c scr:columnNumber ?column ; scr:columnHeading ?heading ;
        scr:text ?text } ORDER BY ?row ?column""",
    )
    assert cells == [
        ("1", "0", "Kind", "Iron"),
        ("1", "1", "2003-5", "76 (47%)"),
        ("2", "0", "Kind", "Iron"),
        ("2", "1", "2003-5", "Not known"),
    ]
    observations = ask(
        store,
        """SELECT ?value ?words ?unit ?kind ?years WHERE { ?o a qb:Observation ; scr:observedIn ?t ;
        scr:unit ?unit ; scr:lengthInYears ?years ; <https://w3id.org/scrgraph/id/dimension/kind> ?kind
        OPTIONAL { ?o scr:value ?value } OPTIONAL { ?o scr:valueText ?words } } ORDER BY ?unit""",
    )
    assert observations == [
        ("76", None, "count", "Iron", "2"),
        (None, "Not known", "text", "Iron", "2"),
    ]


def test_observations_have_every_dimension_and_measure_of_their_cube_and_no_two_the_same(store: Store) -> None:
    declared = ask(store, "SELECT ?d WHERE { ?cube qb:structure/qb:component/qb:dimension ?d }")
    assert set(declared) == {(thing("dimension/kind"),), ("https://w3id.org/scrgraph/ontology#unit",)}
    component = "?o qb:dataSet/qb:structure/qb:component ?c . ?c qb:dimension|qb:measure ?p"
    assert ask(store, f"SELECT ?o ?p WHERE {{ {component} FILTER NOT EXISTS {{ ?o ?p ?any }} }}") == []
    alike = """SELECT ?one ?other WHERE { ?one qb:dataSet ?cube . ?other qb:dataSet ?cube .
        FILTER(STR(?one) < STR(?other))
        FILTER NOT EXISTS { ?cube qb:structure/qb:component/qb:dimension ?d . ?one ?d ?v . ?other ?d ?w .
            FILTER(?v != ?w) } }"""
    assert ask(store, alike) == []


def test_review_has_its_years_and_its_count_with_a_place(store: Store) -> None:
    rows = ask(
        store,
        """SELECT ?from ?to ?cases ?exact ?work WHERE { ?r a scr:PeriodicReview ; scr:startYear ?from ;
        scr:endYear ?to ; scr:publishedAs/scr:key ?work ; scr:hasCaseCount ?c .
        ?c scr:cases ?cases ; scr:hasSpan/oa:hasSelector/oa:exact ?exact }""",
    )
    assert rows == [("2003", "2005", "76", "76", "Ash and Oak 2010a")]


def test_confidences_are_rounded_to_two_decimals(store: Store) -> None:
    rows = ask(store, "SELECT ?c WHERE { ?a scr:confidence ?c } ORDER BY ?c")
    assert rows == [("0.46",), ("0.5",), ("0.9",), ("0.98",), ("1",)]


def test_mention_and_theme_lead_to_the_passage(store: Store) -> None:
    first = make_passages(make_document())[0]
    rows = ask(
        store,
        """SELECT ?p ?exact WHERE { ?m a scr:Mention ; scr:refersTo ?t ; scr:inPassage ?p ;
        scr:hasSpan/oa:hasSelector/oa:exact ?exact . ?p dcterms:subject ?t ; scr:mentions ?t }""",
    )
    assert rows == [(thing(f"passage/{first.id}"), "poverty")]


def test_finding_is_anchored_on_both_sides(store: Store) -> None:
    rows = ask(
        store,
        """SELECT ?kind ?exact WHERE { ?f a scr:Finding ; scr:kind ?kind ;
        scr:hasSpan/oa:hasSelector/oa:exact ?exact } ORDER BY ?exact""",
    )
    assert rows == [("duplicate-reference", words) for words in sorted(ENTRIES[1:])]


def test_iris_do_not_move_when_a_paragraph_is_added_before() -> None:
    """Offsets change; the names of blocks, passages, citations, references and observations do not."""
    document = make_document()
    moved = replace(
        document,
        text="New.\n\n" + TEXT,
        blocks=tuple(
            replace(block, spans=tuple(Span(s.start + 6, s.end + 6) for s in block.spans)) for block in document.blocks
        ),
        tables=(),
    )
    names = {quad.subject for quad in document_quads(IRIS, replace(document, tables=()), (), Reading("bridges"))}
    shifted = {quad.subject for quad in document_quads(IRIS, moved, (), Reading("bridges"))}
    spans = {name for name in names if isinstance(name, NamedNode) and "/span/" in name.value}
    assert names - spans <= shifted
    # Spans near the start of the text have other words before them; later ones keep their names.
    assert len(spans & shifted) > len(spans) // 2


def test_another_base_names_everything_anew() -> None:
    document = make_document()
    iris = Iris("https://example.org/graph")
    quads = document_quads(iris, document, make_passages(document), make_reading(document))
    assert not [quad for quad in quads if "w3id.org/scrgraph" in str(quad)]


@settings(deadline=None)
@given(st.text(st.sampled_from("ab "), min_size=1, max_size=40), st.randoms(use_true_random=False))
def test_equal_words_at_different_places_never_share_a_span(text: str, chance: random.Random) -> None:
    text += "x"
    cuts = sorted({chance.randrange(len(text)) for _ in range(6)} | {0, len(text)})
    spans = [Span(a, b) for a, b in pairwise(cuts)]
    blocks = tuple(Block(i, BlockKind.PARAGRAPH, (span,), 0) for i, span in enumerate(spans))
    document = Document("d", Metadata("T"), text, (Section(0, "front", "Front", 1, None, None),), blocks)
    loaded = Store()
    loaded.extend(document_quads(IRIS, document, (), Reading("d")))
    rows = ask(
        loaded,
        "SELECT ?start ?end WHERE { ?b a doco:Paragraph ; scr:hasSpan/oa:hasSelector ?p . "
        "?p oa:start ?start ; oa:end ?end }",
    )
    assert sorted((int(a or ""), int(b or "")) for a, b in rows) == [(s.start, s.end) for s in spans]


@pytest.mark.parametrize(
    ("locator", "pages"),
    [
        ("241-2", (241, 242)),
        ("241", (241, 241)),
        ("pp 24–31", (24, 31)),
        ("p. 9", (9, 9)),
        ("98-103", (98, 103)),
        ("Table 3.1", None),
        ("Appendix B, pp 248-9", None),
        ("31-24", None),
        ("", None),
    ],
)
def test_pages_of_a_locator(locator: str, pages: tuple[int, int] | None) -> None:
    assert pages_of(locator) == pages


def test_places_finds_the_passage_that_holds_an_offset() -> None:
    document = make_document()
    passages = make_passages(document)
    places = Places(passages)
    assert places.of(at("poverty")) is passages[0]
    assert places.at(at("Paint").start) is passages[1]
    assert places.at(at("Bridges of the north").start) is None
    assert places.at(passages[0].spans[0].end) is None
    assert Places(()).at(0) is None


def test_sections_reviews_and_bodies_are_stated_with_their_words() -> None:
    document = make_document()
    span, reading = at("Rust", after="Part 1: Rust"), make_reading(document)
    passage = make_passages(document)[0].id
    block = next(block.index for block in document.blocks if block.start <= at("Rust is common").start < block.end)
    told = replace(
        reading,
        section_themes=(SectionTheme("bridges", "1", "theme/rust", span, "Rust", "heading", 1.0),),
        theme_findings=(ThemeFinding("bridges", passage, "theme/rust", reading.reviews[0].local, (span,), "Rust."),),
        memberships=(Membership("bridges", block, "organisation/board", span, "a smith"),),
        roles=(OrganisationRole("organisation/board", "issuer"),),
        listed=(ListedPolicy("policy/paint", 1),),
        cross_references=(CrossReference("bridges", block, span, "Part 1", "1"),),
    )
    store = Store()
    store.extend(document_quads(IRIS, document, make_passages(document), told))
    assert ask(store, "SELECT ?n WHERE { ?s a doco:Section ; scr:sectionNumber ?n ; dcterms:subject ?t }") == [("1",)]
    assert ask(
        store,
        """SELECT ?text ?first ?last WHERE { ?f a scr:ThemeFinding ; scr:theme ?t ; scr:review ?r ; scr:text ?text .
        ?t scr:firstFoundBy/scr:reviewNumber ?first ; scr:lastFoundBy/scr:reviewNumber ?last }""",
    ) == [("Rust.", str(reading.reviews[0].number), str(reading.reviews[0].number))]
    assert ask(store, "SELECT ?m ?role WHERE { ?p org:organization ?b ; scr:statedAs ?m . ?b scr:role ?role }") == [
        ("a smith", "issuer")
    ]
    assert ask(store, "SELECT ?key WHERE { ?policy scr:listedAs/scr:key ?key }") == [(reading.references[0].key,)]
    assert ask(
        store,
        """SELECT ?text ?to ?from WHERE { ?c a scr:CrossReference ; scr:text ?text ;
        scr:denotesSection/scr:sectionNumber ?to ; scr:inSection/scr:sectionNumber ?from }""",
    ) == [("Part 1", "1", "1")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It rains. Cats (Ash 2001) and small dogs (Elm 2002) came.", "small dogs"),
        ("Cats, dogs: see Elm 2002", "Cats, dogs: see"),
        ("Elm 2002 says so.", ""),
    ],
)
def test_words_that_lead_up_to_a_citation_end_at_the_one_before(text: str, words: str) -> None:
    block = Block(0, BlockKind.PARAGRAPH, (Span(0, len(text)),), 0)
    document = Document("d", Metadata("D"), text, (Section(0, "1", "One", 1, None, None),), (block,))

    def cited(author: str) -> Citation | None:
        start = text.find(author)
        span = Span(start, start + len(author) + 5)
        return Citation("d", 0, span, author, "parenthetical", author, "2002", None, 1) if start >= 0 else None

    citation = cited("Elm")
    assert citation is not None
    assert leading_words(document, citation, cited("Ash")) == words
    assert printed_key(citation) == "Elm 2002"
    assert printed_key(replace(citation, style="by-name")) is None
