"""What a text says of its own parts, of bodies and their members, of people, and of policies that it lists."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from knowledge_documents import headed

from scrgraph.reading.authority import Authority, Entity, load_authority
from scrgraph.reading.cross_references import find_cross_references
from scrgraph.reading.entities import find_mentions
from scrgraph.reading.findings import Mention, Organisation, Person, Reading, Reference
from scrgraph.reading.listed import find_listed
from scrgraph.reading.memberships import find_memberships
from scrgraph.reading.people import full_names
from scrgraph.reading.roles import find_roles
from scrgraph.reading.section_themes import find_headed_themes
from scrgraph.settings import Settings
from scrgraph.source.document import Document, Metadata
from scrgraph.source.text import Span


@pytest.fixture(scope="module")
def authority() -> Authority:
    return load_authority(Settings().ontology)


def members(authority: Authority, words: str) -> list[tuple[str, str]]:
    document = headed(("1", "One", words))
    found = find_memberships(document, find_mentions(document, authority), authority)
    assert all(document.read((one.span,)) == one.text for one in found)
    return [(one.body, one.text) for one in found]


def reference(title: str, year: str, *authors: Person | Organisation, publisher: str | None = None) -> Reference:
    rest = (None, publisher, *(None,) * 6)
    return Reference("d", 1, "Key 2000", authors, year, title, *rest, "report", (Span(0, 1),), "x")


@pytest.mark.parametrize(
    ("name", "fullest"),
    [
        ("Jo Garstang", "Joanna Garstang"),
        ("Jo. Garstang", "Joanna Garstang"),
        ("Joanna Garstang", "Joanna Garstang"),
        ("J Garstang", "J Garstang"),
        ("Jo Harris", "Jo Harris"),
        ("Plato", "Plato"),
    ],
)
def test_a_short_forename_is_that_of_the_one_person_it_can_stand_for(name: str, fullest: str) -> None:
    names = [name, "Joanna Garstang", "Nutmeg Harris", "Josephine Harris", "Joan Harris"]
    assert full_names(names)[name] == fullest


@given(st.lists(st.text(max_size=12), max_size=8))
def test_every_name_has_a_fullest_name_that_was_given(names: list[str]) -> None:
    found = full_names(names)
    assert found.keys() == set(names)
    assert set(found.values()) <= set(names)


def test_members_are_listed_as_described(authority: Authority) -> None:
    words = (
        "Ofsted advised the Child Safeguarding Practice Review Panel. The panel comprised a judge (later replaced "
        "by a nurse, and a poet), the head of the body that ran trains and planes, and two social workers. It met."
    )
    body = "organisation/csprp"
    assert members(authority, words) == [
        (body, "a judge (later replaced by a nurse, and a poet)"),
        (body, "the head of the body that ran trains and planes"),
        (body, "two social workers"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "The panel comprised a judge, a nurse and a poet.",
        "Ofsted wrote. The panel comprised a judge, a nurse, and a poet.",
        "The Serious Case Review Panel met. The board comprised a judge, a nurse, and a poet.",
        "The Serious Case Review Panel met. The panel comprised a judge.",
        "The Serious Case Review Panel met. The panel heard a judge, a nurse, and a poet.",
    ],
)
def test_without_a_known_body_or_a_list_there_are_no_members(authority: Authority, words: str) -> None:
    assert members(authority, words) == []


@pytest.mark.parametrize(
    ("words", "targets"),
    [
        ("See Part 2.1 below. Part 2 considers this (section 1).", ["2.1", "2", "1"]),
        ("Part 2 of the Children Act, section 2 of the guidance, Part 2 Reviews, Part 9, Part 2.7 and Part Two.", []),
        ("As Part 2 of this report shows.", ["2"]),
    ],
)
def test_pointers_lead_to_numbered_sections_of_the_same_document(words: str, targets: list[str]) -> None:
    document = headed(("1", "One", words), ("2", "Two", "x"), ("2.1", "Three", "y"))
    found = find_cross_references(document)
    assert [one.target for one in found] == targets
    assert all(document.read((one.span,)) == one.text for one in found)


def test_headings_name_themes_in_words_too_ambiguous_for_prose(authority: Authority) -> None:
    document = headed(("1", "Publication", "x"), ("2", "Poverty and poverty", "x"), ("3", "Ofsted 2007", "x"))
    found = [(one.section, one.theme, one.text) for one in find_headed_themes(document, authority)]
    assert found == [
        ("1", "theme/publication-of-reviews", "Publication"),
        ("2", "theme/poverty", "Poverty"),
    ]


@pytest.mark.parametrize(
    ("title", "year", "policy"),
    [
        ("Working Together to Safeguard Children: A guide", "2013", "policy/working-together-2013"),
        ("Working Together to Safeguard Children: A guide", "2014", None),
        ("The Munro Review of Child Protection, Part One", "2010", "policy/munro-review"),
        ("A study of Working Together", "2013", None),
        ("Working Together to Safeguard Children", "in press", None),
        ("Bridges", "2013", None),
    ],
)
def test_an_entry_is_a_policy_by_title_and_year(
    authority: Authority, title: str, year: str, policy: str | None
) -> None:
    found = find_listed([reference(title, year)], authority)
    assert [one.policy for one in found] == ([policy] if policy else [])


def test_organisations_have_the_roles_that_document_and_list_give_them(authority: Authority) -> None:
    about = Metadata("D", publisher="Department for Education")
    document: Document = headed(("1", "One", "Working Together 2018 says so."))
    references = [reference("On rust", "2001", Organisation("Ofsted"), publisher="DfE")]
    found = find_roles(about, references, find_mentions(document, authority), authority)
    assert {("organisation/dfe", "publisher of the report"), ("organisation/dfe", "publisher of a cited work")} <= {
        (one.organisation, one.role) for one in found
    }
    assert ("organisation/ofsted", "author of a cited work") in {(one.organisation, one.role) for one in found}


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_is_read_without_failing(words: str) -> None:
    body = Entity("organisation/p", "organisation", "The panel", (), "Panel", None, (), (), None, None)
    document = headed(("1", "Part 1", f"The panel met. The panel comprised {words}"))
    named = [Mention("d", 1, body.local, document.blocks[1].spans[0], "The panel", 1.0)]
    for one in find_memberships(document, named, Authority((), (), (body,))):
        assert document.text[one.span.start : one.span.end]
    find_cross_references(document)


def test_the_report_lists_four_members_and_nine_pointers(report_reading: Reading) -> None:
    assert len(report_reading.memberships) == 4
    assert [one.target for one in report_reading.cross_references][-4:] == ["4", "4.3", "5.1.1", "1"]
    assert len(report_reading.cross_references) == 9
