"""What sections discuss: by heading, by what their passages are about, and the broader themes of both."""

from knowledge_documents import headed

from scrgraph.passages import make_passages
from scrgraph.reading.authority import Authority, Theme
from scrgraph.reading.findings import ThemeAssignment
from scrgraph.reading.relations import SectionTheme
from scrgraph.reading.section_themes import find_headed_themes, find_section_themes


def theme(slug: str, broader: str | None = None) -> Theme:
    return Theme(f"theme/{slug}", slug.capitalize(), (), (), f"About {slug}.", None, broader, ())


SCHEME = Authority(
    (theme("death"), theme("harm"), theme("poverty", "theme/harm"), theme("debt", "theme/poverty")), (), ()
)


def found(*sections: tuple[str, str, str], assigned: dict[str, str]) -> list[tuple[str, str, str, str]]:
    """Return the themes of a document whose passages are about what `assigned` gives for their words."""
    document = headed(*sections)
    passages = make_passages(document)
    assignments = [
        ThemeAssignment("d", one.id, assigned[one.text], one.spans, "label", 0.8)
        for one in passages
        if one.text in assigned
    ]
    headings = find_headed_themes(document, SCHEME)
    themes = find_section_themes(document, passages, assignments, headings, SCHEME)
    assert all(document.read((one.span,)) == one.text for one in themes)
    return [(one.section, one.theme, one.method, one.text) for one in themes]


def test_a_section_discusses_what_a_passage_is_about_and_what_stands_above_that_save_the_top() -> None:
    assert found(("1", "One", "They owe."), ("2", "Two", "Nothing."), assigned={"They owe.": "theme/debt"}) == [
        ("1", "theme/poverty", "passages", "They owe."),
        ("1", "theme/debt", "passages", "They owe."),
    ]


def test_a_heading_goes_before_passages_and_themes_keep_their_order() -> None:
    words = {"They owe.": "theme/debt", "They lack.": "theme/poverty"}
    assert found(("1", "Poverty and harm", "They lack."), ("2", "Two", "They owe."), assigned=words) == [
        ("1", "theme/harm", "heading", "harm"),
        ("1", "theme/poverty", "heading", "Poverty"),
        ("2", "theme/poverty", "passages", "They owe."),
        ("2", "theme/debt", "passages", "They owe."),
    ]


def test_what_a_reviewer_added_is_the_evidence_that_counts() -> None:
    document = headed(("1", "One", "They owe."))
    (passage,) = [one for one in make_passages(document) if one.text == "They owe."]
    seen = ThemeAssignment("d", passage.id, "theme/debt", passage.spans, "meaning", 0.5)
    added = ThemeAssignment("d", passage.id, "theme/debt", passage.spans, "review", 1.0)
    first: SectionTheme = find_section_themes(document, [passage], [seen, added], [], SCHEME)[0]
    assert first.confidence == 1.0


def test_the_list_of_works_discusses_nothing() -> None:
    document = headed(("1", "One", "Text."), ("references", "References", "Poverty (1999)."))
    passages = make_passages(document)
    assigned = [ThemeAssignment("d", one.id, "theme/poverty", one.spans, "label", 1.0) for one in passages]
    themes = find_section_themes(document, passages, assigned, find_headed_themes(document, SCHEME), SCHEME)
    assert {one.section for one in themes} == {"1"}
