"""The trie of names: what is found, what is not, and in which time."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrgraph.reading.linker import Link, Linker, LinkRecord
from scrgraph.reading.words import fold_key

RECORDS = (
    LinkRecord("policy/wt", "Working Together", ("Working Together", "Working Together to Safeguard Children")),
    LinkRecord(
        "policy/wt-2013", "Working Together 2013", ("Working Together 2013", "2013 edition of Working Together")
    ),
    LinkRecord("policy/scr", "Serious case review", ("Serious case review", "SCR")),
    LinkRecord("policy/ca", "Children (Leaving Care) Act 2000", ("Children (Leaving Care) Act 2000",)),
    LinkRecord("policy/s47", "Section 47 enquiry", ("s.47 enquiry",)),
    LinkRecord("organisation/dcsf", "DCSF", ("Department for Children, Schools and Families", "DCSF")),
    LinkRecord("organisation/csc", "Children's social care", ("Children's social care",)),
    LinkRecord("organisation/ofsted", "Ofsted", ("Ofsted",)),
    LinkRecord("theme/sharing", "Information sharing", ("Information sharing", "info sharing")),
    LinkRecord("theme/neglect", "Neglect", ("neglect",)),
    LinkRecord("theme/a", "A", ("twin name",)),
    LinkRecord("theme/b", "B", ("twin name",)),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the 2013 edition of 'Working Together' said", [("2013 edition of 'Working Together", "policy/wt-2013")]),
        ("Working Together (2013) said", [("Working Together (2013", "policy/wt-2013")]),
        ("Working Together to Safeguard Children", [("Working Together to Safeguard Children", "policy/wt")]),
        ("agencies working together well", []),
        ("working together to safeguard children", [("working together to safeguard children", "policy/wt")]),
        ("SCRs and an SCR’s aim", [("SCRs", "policy/scr"), ("SCR", "policy/scr")]),
        ("an scr file", []),
        ("Serious Case Reviews", [("Serious Case Reviews", "policy/scr")]),
        ("serious-case reviews", [("serious-case reviews", "policy/scr")]),
        ("a serious case. Review it", []),
        ("Children (Leaving Care) Act 2000", [("Children (Leaving Care) Act 2000", "policy/ca")]),
        ("s. 47 enquiries", [("s. 47 enquiries", "policy/s47")]),
        ("Department for Children, Schools and Families", [("Department for Children, Schools and Families",) * 2]),
        ("Department for Children Schools & Families", [("Department for Children Schools & Families",) * 2]),
        ("children’s social care", [("children’s social care", "organisation/csc")]),
        ("childrens social care", [("childrens social care", "organisation/csc")]),
        ("Ofsted's role", [("Ofsted", "organisation/ofsted")]),
        ("https://www.ofsted.gov.uk/neglect", []),
        ("information–sharing; info sharing", [("information–sharing", "theme/sharing"), ("info sharing",) * 2]),
        ("information, sharing", []),
        ("neglectful", []),
        ("(Jones 2013) Working Together", [("Working Together", "policy/wt")]),
        ("a twin name", []),
    ],
)
def test_finds_names(text: str, found: list[tuple[str, str]]) -> None:
    links = Linker(RECORDS).link(text)
    assert [text[link.start : link.end] for link in links] == [words for words, _ in found]
    assert all(link.local == local for link, (words, local) in zip(links, found, strict=True) if words != local)


@pytest.mark.parametrize(
    ("question", "local"),
    [
        ("scrs", "policy/scr"),
        ("working together 2013", "policy/wt-2013"),
        ("OFSTED", "organisation/ofsted"),
        ("dcsf", "organisation/dcsf"),
    ],
)
def test_questions_are_read_in_any_case(question: str, local: str) -> None:
    assert [link.local for link in Linker(RECORDS, any_case=True).link(question)] == [local]


def test_a_short_acronym_keeps_its_case_in_a_question() -> None:
    linker = Linker([LinkRecord("organisation/dh", "DH", ("DH",))], any_case=True)
    assert linker.link("dh") == []
    assert linker.link("the DH") == [Link(4, 6, "organisation/dh", "DH")]


def test_an_acronym_and_a_word_are_two_names() -> None:
    linker = Linker([LinkRecord("a", "A", ("CARE",)), LinkRecord("b", "B", ("care",))])
    assert linker.link("CARE or care") == [Link(8, 12, "b", "B")], "CARE may be either and is left out"


@settings(deadline=None)
@given(st.text(alphabet="SCR scr neglct Working Together 2013(),.'’-&", max_size=80))
def test_links_are_ordered_disjoint_and_within_the_text(text: str) -> None:
    end = 0
    for link in Linker(RECORDS).link(text):
        assert end <= link.start < link.end <= len(text)
        end = link.end


@settings(deadline=None)
@given(
    st.sampled_from(RECORDS[:10]), st.sampled_from(["", "In ", "see: ", "“"]), st.sampled_from(["", ".", " was", "”"])
)
def test_every_name_is_found_where_it_stands_alone(record: LinkRecord, before: str, after: str) -> None:
    for surface in record.surfaces:
        (link,) = Linker(RECORDS).link(before + surface + after)
        assert (link.local, link.start) == (record.local, len(before))


def test_a_long_text_of_half_names_costs_steps_in_proportion() -> None:
    """A text of nothing but beginnings of names is the worst case; every word begins at most one short walk."""
    assert Linker(RECORDS).link("serious case " * 20_000) == []


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Children's Services", "children service"),
        ("SCRs", "=SCR"),
        ("families & processes", "family and process"),
        ("crisis", "crisis"),
        ("LSCB’s", "=LSCB"),
    ],
)
def test_fold_key(name: str, key: str) -> None:
    assert fold_key(name) == key


def test_reading_questions_needs_no_rdf_library() -> None:
    program = "import sys, scrgraph.reading.linker; print(sorted({'rdflib', 'pyoxigraph', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
