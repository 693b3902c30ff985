"""Reference lists in other styles and layouts than the report's: one work, and one list, printed in many ways."""

import textwrap

import pytest

from scrgraph.reading.citations import find_citations
from scrgraph.reading.findings import Person, Reference, ResolvedCitation
from scrgraph.reading.linking import link_citations
from scrgraph.reading.references import parse_references
from scrgraph.source.document import BlockKind, Document, Metadata
from scrgraph.source.plain_text import read_plain_text

BODY = (
    "Neglect is seldom the only form of harm, and it is often seen late (Howe and Ward 2012; van der Berg et al 2009)."
    " The office reached the same finding in its second report on the subject of care (National Audit Office 2018).\n\n"
)
ENTRIES = (
    "Howe, D. and Ward, H. (2012) 'Seeing neglect: what helps', Child Abuse Review, 21(4): 452-463.",
    "National Audit Office (2018) Pressures on care. London: NAO. Online: https://example.org/care",
    "van der Berg, A., Li, X. and O'Higgins, B. (2009) Losing sight of the child in busy teams. London: Routledge.",
)


def read(text: str) -> tuple[Document, tuple[Reference, ...]]:
    document = read_plain_text("made", text, Metadata("Made"))
    return document, parse_references(document)


def linked(text: str) -> list[int | None]:
    document, references = read(text)
    found = link_citations(find_citations(document, references), references)
    return [one.target if isinstance(one, ResolvedCitation) and one.rule is None else None for one in found]


@pytest.mark.parametrize(
    "entry",
    [
        "Howe, D. and Ward, H. (2012) ‘Seeing neglect: what helps’, *Child Abuse Review*, 21(4), pp. 452-463.",
        "Howe, D., & Ward, H. (2012). Seeing neglect: what helps. *Child Abuse Review*, *21*(4), 452–463. https://a.org/1",
        "Howe, D., & Ward, H. (2012). Seeing neglect: what helps. Child Abuse Review, 21(4), 452–463.",
        "Howe D, Ward H. 2012. Seeing neglect: what helps. Child Abuse Review 21(4):452-463.",
        "Howe D, Ward H 2012. Seeing neglect: what helps. Child Abuse Review 21(4):452-463.",
        "Howe D and Ward H (2012), Seeing neglect: what helps, Child Abuse Review, 21(4), 452-463.",
        "Howe, D., and H. Ward. 2012. “Seeing neglect: what helps.” Child Abuse Review 21 (4): 452–463.",
        "Howe, D., and H. Ward, 2012. ‘Seeing neglect: what helps’, Child Abuse Review, 21(4): 452–463",
        "[7] D. Howe and H. Ward, “Seeing neglect: what helps,” *Child Abuse Review*, vol. 21(4), pp. 452–463, 2012.",
        "12. Howe, D.; Ward, H. [2012] Seeing neglect: what helps. Child Abuse Review 21(4): 452-463.",
        "• HOWE, D. and WARD, H. (2012) 'Seeing neglect: what helps', Child Abuse Review, 21(4): 452-463.",
    ],
)
def test_an_article_in_many_styles(entry: str) -> None:
    (reference,) = read(f"{BODY}References\n\n{entry}\n")[1]
    assert [author.family.title() for author in reference.authors if isinstance(author, Person)] == ["Howe", "Ward"]
    assert (reference.year, reference.title) == ("2012", "Seeing neglect: what helps")
    assert (reference.container, reference.volume, reference.issue) == ("Child Abuse Review", "21", "4")
    assert (reference.pages or "").replace("–", "-") == "452-463"


@pytest.mark.parametrize(
    "heading",
    [
        "REFERENCES",
        "Reference list:",
        "List of references",
        "References and further reading",
        "Select bibliography",
        "Works cited",
        "7.2 References",
        "Part 7: References",
        "Annex C – Bibliography",
        "References (including web sources)",
        "R E F E R E N C E S",
        "Literature",
        "Sources",
        "Further reading",
        "Notes and references",
        "**Bibliography**",
    ],
)
def test_headings_of_a_list(heading: str) -> None:
    assert linked(BODY + f"{heading}\n\n" + "\n\n".join(ENTRIES)) == [1, 3, 2]


@pytest.mark.parametrize("heading", ["Sources", "Literature", "Further reading", "Literature review"])
def test_a_heading_over_prose_heads_no_list(heading: str) -> None:
    prose = "The team read what was published between 2010 and 2015. Officers kept the files, and no one else saw them."
    assert read(f"{BODY}{heading}\n\n{prose}\n\n{prose}\n")[1] == ()


def wrap(entry: str, indent: str = "") -> str:
    return "\n".join(textwrap.wrap(entry, 60, subsequent_indent=indent, break_long_words=False))


@pytest.mark.parametrize(
    "printed",
    [
        "\n".join(ENTRIES),
        "\n\n".join(map(wrap, ENTRIES)),
        "\n".join(map(wrap, ENTRIES)),
        "\n".join(wrap(entry, "    ") for entry in ENTRIES),
        "\n".join(f"{number}. {wrap(entry)}" for number, entry in enumerate(ENTRIES, start=1)),
        "\n".join(f"[{number}] {wrap(entry)}" for number, entry in enumerate(ENTRIES, start=1)),
        "\n\n".join(f"• {entry}" for entry in ENTRIES),
        "\n".join(f"- {wrap(entry, '  ')}" for entry in ENTRIES),
    ],
)
def test_layouts_of_a_list(printed: str) -> None:
    assert linked(f"{BODY}References\n\n{printed}\n") == [1, 3, 2]


def test_a_dash_stands_for_the_authors_before_it() -> None:
    entries = (
        "Munro, E. 2010. Review of protection. London: DfE.",
        "———. 2011a. Interim report. London: DfE.",
        "——— and Hollingworth, K. (2014) Progress. London: DfE.",
    )
    references = read(BODY + "References\n\n" + "\n\n".join(entries))[1]
    assert [one.key for one in references] == ["Munro 2010", "Munro 2011a", "Munro and Hollingworth 2014"]


@pytest.mark.parametrize("cut", ["et al.", "*et al.*", "et al", "and others"])
def test_a_list_may_break_the_authors_off(cut: str) -> None:
    text = (
        f"So it was found before (Brandon et al 2009; Brandon 2009).\n\nReferences\n\nBrandon, M. {cut} (2009) Impact."
    )
    document, references = read(text)
    assert (references[0].key, references[0].cut) == ("Brandon et al 2009", True)
    found = link_citations(find_citations(document, references), references)
    assert [one.rule for one in found] == [None, "missing-et-al"]


def test_parts_of_a_list_and_what_follows_it() -> None:
    text = BODY + "References\n\nBooks\n\n" + ENTRIES[2] + "\n\nReports and articles\n\n" + "\n\n".join(ENTRIES[:2])
    document, references = read(
        text + "\n\nAcknowledgements\n\nWe thank everyone who gave time to this work, and the families above all, "
        "who spoke to us about what they had lived through and why they spoke."
    )
    assert [one.key for one in references] == [
        "van der Berg et al 2009",
        "Howe and Ward 2012",
        "National Audit Office 2018",
    ]
    assert [document.read(block.spans) for block in document.blocks_of(BlockKind.HEADING)][-1] == "Acknowledgements"
