"""What a report says its periodic reviews found on themes, in its own sentences."""

from pathlib import Path

import pytest
from number_documents import write
from series_words import KINDS

from scrgraph.passages import make_passages
from scrgraph.reading.authority import Authority, Theme
from scrgraph.reading.citations import find_citations
from scrgraph.reading.findings import ThemeAssignment
from scrgraph.reading.linking import link_citations
from scrgraph.reading.references import parse_references
from scrgraph.reading.review_telling import Telling
from scrgraph.reading.reviews import find_reviews, words_for
from scrgraph.reading.section_themes import find_headed_themes, find_section_themes
from scrgraph.reading.theme_findings import find_theme_findings

TEXT = """Homes

1. {heading}

{words}

References

Ash, A. (2004) *Homes: a review 2001-2003*, Norton: Norland Press.

Elm, E. (2007) *Homes: a review 2004-2006*, Norton: Norland Press.

Oak, O. (2010) *Homes: a review 2007-2009*, Norton: Norland Press.

Fir, F. (2011) *Roofs*, Norton: Norland Press.

Annex A: Table of the periodic reviews

No\tTitle\tAuthors\tYears covered\tNo. of cases
1\tHomes: a review 2001-2003 (2004)\tAnn Ash\t2001-2003\t70
2\tHomes: a review 2004-2006 (2007)\tEva Elm\t2004-2006\t80
3\tHomes: a review 2007-2009 (2010)\tOrla Oak\t2007-2009\t90
"""


def theme(slug: str, broader: str | None = None) -> Theme:
    return Theme(f"theme/{slug}", slug.capitalize(), (), (), f"About {slug}.", None, broader, ())


SCHEME = Authority((theme("harm"), theme("damp", "theme/harm"), theme("noise", "theme/harm")), (), (), (), KINDS)


def told(folder: Path, words: str, heading: str = "Findings", about: tuple[str, ...] = ("damp",)) -> set[str]:
    """Return "theme review" of each finding; passages are about the themes given."""
    document = write(folder, TEXT.format(words=words, heading=heading))
    references = parse_references(document)
    reviews = find_reviews(document, references, KINDS)
    series = words_for(document, reviews, KINDS)
    citations = link_citations(find_citations(document, references, reviews, series), references, reviews)
    passages = make_passages(document)
    assigned = [
        ThemeAssignment(document.id, one.id, f"theme/{name}", one.spans, "label", 0.9)
        for one in passages
        for name in about
    ]
    discussed = find_section_themes(document, passages, assigned, find_headed_themes(document, SCHEME), SCHEME)
    telling = Telling(document, reviews, references, citations, series)
    found = find_theme_findings(document, passages, telling, discussed, SCHEME)
    assert all(document.read(one.spans) == one.text for one in found)
    return {f"{one.theme.removeprefix('theme/')} {one.review[7:11]}" for one in found}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The first review found damp.", {"damp 2001"}),
        ("Damp was common (Elm 2007: 3).", {"damp 2004"}),
        ("Damp was common (Fir 2011).", set()),
        ("Damp rose to 30%, up from 20% in 2001-03.", {"damp 2001"}),
        ("All the reviews mention damp.", {"damp 2001", "damp 2004", "damp 2007"}),
        ("The last two periodic reviews mention damp.", {"damp 2004", "damp 2007"}),
        ("The second review said little. It found damp.", {"damp 2004"}),
        ("The second review said little. There was damp.", set()),
        ("The second review spoke of walls. There was damp. There was rot too (Elm 2007).", {"damp 2004"}),
        ("The second review spoke of walls. There was damp (Fir 2011). There was rot too (Elm 2007).", set()),
        ("The second review spoke of walls. There was damp. There was rot too (Oak 2010).", set()),
        ("The first two reviews hardly mention damp.", set()),
        ("The first review found noise.", set()),
        ("The 2002-05 review found damp.", set()),
    ],
)
def test_a_sentence_tells_of_a_review_and_of_a_theme_that_its_section_discusses(
    tmp_path: Path, words: str, expected: set[str]
) -> None:
    assert told(tmp_path, words) == expected


def test_a_heading_gives_its_theme_to_sentences_that_name_a_review_themselves(tmp_path: Path) -> None:
    assert told(tmp_path, "The first review found nothing.", "Noise", ()) == {"noise 2001"}
    assert told(tmp_path, "The first review found damp.", "Noise") == {"noise 2001", "damp 2001"}
    assert told(tmp_path, "The first review said little. It found damp.", "Noise") == {"noise 2001", "damp 2001"}


def test_without_reviews_nothing_is_told(tmp_path: Path) -> None:
    document = write(tmp_path, "Homes\n\n1. Findings\n\nThe first review found damp.\n")
    passages = make_passages(document)
    assert not [one for passage in passages for one in Telling(document, (), (), (), KINDS[0]).of(passage)]
