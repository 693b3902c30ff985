"""Citations that author and year alone do not make: undated works, acronyms of the text, scripts without capitals."""

import pytest
from citation_documents import make_document

from scrgraph.reading.citations import find_citations
from scrgraph.reading.findings import Organisation
from scrgraph.reading.linking import link_citations
from scrgraph.reading.references import parse_references
from scrgraph.source.corpus import read_file
from scrgraph.source.document import BlockKind, Document

UNDATED = (
    "Vann, S. and Jones, K. (in press) 'Another', *Journal*, 3: 4-5.",
    "Ofsted (n. d.) *On boards*. London: Ofsted.",
    "Hill, M. (forthcoming) *On lessons*. London: X.",
)
BODIES = (
    "Department of Health (1995) *Messages*. London: HMSO.",
    "National Audit Office (2018) *Pressures*. London: NAO.",
    "Home Office (2010) *Letters*. London: TSO.",
)


def linked(document: Document) -> list[tuple[str, str | None]]:
    """Return each citation with the key of its target."""
    references = parse_references(document)
    found = link_citations(find_citations(document, references), references)
    keys = {reference.index: reference.key for reference in references}
    return [(one.citation.text, keys.get(getattr(one, "target", 0))) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(Vann and Jones in press)", [("Vann and Jones in press", "Vann and Jones in press")]),
        ("(Ofsted, n.d.: 4)", [("Ofsted, n.d.: 4", "Ofsted n.d.")]),
        ("Ofsted (n.d.) said", [("Ofsted (n.d.)", "Ofsted n.d.")]),
        (
            "(see Hill forthcoming; Ofsted n.d.)",
            [("Hill forthcoming", "Hill forthcoming"), ("Ofsted n.d.", "Ofsted n.d.")],
        ),
        ("(a report in press)", []),
        ("(the forthcoming review)", []),
        ("The book is in press (Hill 2010).", [("Hill 2010", None)]),
    ],
)
def test_what_stands_for_a_year(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert linked(make_document(text, references=UNDATED)) == expected


def test_an_acronym_that_the_text_defines_and_cites() -> None:
    body = "The Department of Health (DH) and the National Audit Office (the 'NAO') said so (DH 1995: 4; NAO 2018)."
    document = make_document(body, references=BODIES)
    assert linked(document) == [("DH 1995: 4", "DH 1995"), ("NAO 2018", "NAO 2018")]
    first, _, last = parse_references(document)
    assert first.authors == (Organisation("Department of Health", "DH"),)
    assert (last.key, last.authors) == ("Home Office 2010", (Organisation("Home Office"),))


@pytest.mark.parametrize(
    "body",
    [
        "The Department of Health (DH) said so (Department of Health 1995).",
        "The Department of Health said so (DH 1995).",
        "The Department of Health (DH) and the Department of Housing (DH) said so (DH 1995).",
        "The Office of Health (DH) said so (DH 1995).",
    ],
)
def test_an_acronym_that_is_not_cited_or_not_defined_changes_no_entry(body: str) -> None:
    assert [entry.key for entry in parse_references(make_document(body, references=BODIES))] == [
        "Department of Health 1995",
        "National Audit Office 2018",
        "Home Office 2010",
    ]


@pytest.mark.parametrize(
    ("text", "entry", "expected"),
    [
        ("זה כך (לוי 2010: 4).", "לוי, א. (2010) *ספר*. ירושלים: כתר.", ("לוי 2010: 4", "לוי 2010")),
        ("هذا صحيح (حسن 2010).", "حسن، أ. (2010) *كتاب*. القاهرة.", ("حسن 2010", "حسن 2010")),
        ("这样 (王 2010)。", "王, 明. (2010) *书*. 北京.", ("王 2010", "王 2010")),
        ("Так и есть (Иванов 2010).", "Иванов, И. (2010) *Книга*. Москва: Наука.", ("Иванов 2010", "Иванов 2010")),
    ],
)
def test_scripts_with_other_letters_or_directions(text: str, entry: str, expected: tuple[str, str]) -> None:
    assert linked(make_document(text, references=(entry,))) == [expected]


def test_a_paragraph_that_was_read_as_a_title_still_cites() -> None:
    document = make_document("It is so (Hill forthcoming).", references=UNDATED, kind=BlockKind.TITLE)
    assert linked(document) == [("Hill forthcoming", "Hill forthcoming")]


def test_five_thousand_entries(tmp_path_factory: pytest.TempPathFactory) -> None:
    names = [f"Name{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676)}" for i in range(5_000)]
    body = "\n\n".join(f"It was shown (see {name} {1950 + i % 70}: {i})." for i, name in enumerate(names))
    entries = "\n\n".join(f"{name}, J. ({1950 + i % 70}) *Title {i}*. London: X." for i, name in enumerate(names))
    path = tmp_path_factory.mktemp("many") / "many.txt"
    path.write_text(f"Part 1: Body\n\n{body}\n\nReferences\n\n{entries}\n", encoding="utf-8")
    found = linked(read_file(path, max_bytes=10_000_000))
    assert len(found) == 5_000
    assert all(key and text.startswith(key) for text, key in found)
