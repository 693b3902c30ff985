"""Themes of passages: by the words that name them, by meaning, and where neither holds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrgraph.embedding import Vectors
from scrgraph.passages import Passage, PassageKind
from scrgraph.reading.authority import Authority, Entity, Theme
from scrgraph.reading.findings import ThemeAssignment
from scrgraph.reading.themes import (
    LABEL_ELSEWHERE,
    LABEL_FLOOR,
    LABEL_LIKELY,
    LABEL_NEAR,
    LABEL_SURE,
    MEANING_PASSAGES,
    assign_themes,
    theme_texts,
)
from scrgraph.source.document import Document, Metadata
from scrgraph.source.text import Span


def theme(slug: str, broader: str | None = None, alternative: tuple[str, ...] = ()) -> Theme:
    return Theme(f"theme/{slug}", slug.capitalize(), alternative, ("money",), f"About {slug}.", None, broader, ())


def organisation(slug: str, label: str, *subjects: str) -> Entity:
    return Entity(
        f"organisation/{slug}", "organisation", label, (), "Panel", None, (), (), None, None, subjects=subjects
    )


SCHEME = Authority(
    (theme("family"), theme("poverty", "theme/family", ("hard up",)), theme("housing", "theme/family")),
    (),
    (organisation("board", "Housing Board"), organisation("bank", "Food Bank Trust", "theme/poverty")),
)
AXES: Vectors = np.eye(4, dtype=np.float32)
"""One axis for each theme, and a fourth that is near to none."""
FAR = 3


def toward(axis: int, cosine: float) -> Vectors:
    """A unit vector at a cosine from an axis, the rest of it away from every theme."""
    rest = np.sqrt(1 - cosine**2)
    vector: Vectors = (cosine * AXES[axis] + rest * AXES[FAR]).astype(np.float32)
    return vector


def case(
    *texts: str, vectors: list[Vectors], kinds: tuple[PassageKind, ...] = ()
) -> tuple[tuple[Passage, ...], tuple[ThemeAssignment, ...], Document]:
    whole, passages = "", []
    for place, text in enumerate(texts):
        span = Span(len(whole), len(whole) + len(text))
        kind = kinds[place] if kinds else "paragraph"
        passages.append(Passage(f"p{place}", "d", 0, kind, (span,), text.replace("*", ""), (place,), ""))
        whole += text + "\n\n"
    document = Document("d", Metadata("D"), whole, (), ())
    found = assign_themes(passages, np.stack(vectors), AXES[:3], SCHEME, document)
    return tuple(passages), found, document


def test_the_text_to_embed_is_label_definition_and_alternatives() -> None:
    assert theme_texts(SCHEME)[1] == "Poverty. About poverty. hard up"


def test_a_named_theme_has_the_first_words_that_name_it() -> None:
    _, found, document = case("They were *hard* up; poverty hurts.", vectors=[toward(1, 0.6)])
    (one,) = found
    assert (one.theme, one.method, one.confidence) == ("theme/poverty", "label", LABEL_SURE)
    assert document.read(one.spans) == "hard up"
    assert [document.text[span.start : span.end] for span in one.spans] == ["hard* up"]


@pytest.mark.parametrize(
    ("cosine", "confidences"),
    [(LABEL_NEAR + 0.01, [LABEL_SURE]), (LABEL_FLOOR + 0.01, [LABEL_LIKELY]), (LABEL_FLOOR - 0.01, [])],
)
def test_a_label_far_from_the_passage_is_doubted(cosine: float, confidences: list[float]) -> None:
    _, found, _ = case("Talk of housing officers.", "Plain words.", vectors=[toward(2, cosine), toward(1, 0.6)])
    assert [one.confidence for one in found] == confidences


def test_who_names_a_body_speaks_of_what_it_is_about() -> None:
    _, found, document = case("The Food Bank Trust met.", vectors=[toward(1, 0.4)])
    assert [(one.theme, document.read(one.spans)) for one in found] == [("theme/poverty", "Food Bank Trust")]


@pytest.mark.parametrize(("cosine", "confidences"), [(0.41, [LABEL_SURE]), (0.39, [LABEL_LIKELY]), (0.37, [])])
def test_in_a_long_document_a_label_counts_where_the_passage_stands_out(
    cosine: float, confidences: list[float]
) -> None:
    """Half the passages are at 0.2 and half at 0.4: mean 0.3, deviation 0.1, standings 1.1, 0.9 and 0.7."""
    usual = [toward(1, 0.2), toward(1, 0.4)] * MEANING_PASSAGES
    _, found, _ = case(*["Plain words."] * len(usual), "Poverty.", vectors=[*usual, toward(1, cosine)])
    assert [one.confidence for one in found] == confidences


@pytest.mark.parametrize(("cosine", "count"), [(LABEL_ELSEWHERE - 0.01, 0), (LABEL_ELSEWHERE + 0.01, 1)])
def test_in_a_document_of_another_field_a_label_must_be_nearer(cosine: float, count: int) -> None:
    far = [toward(1, 0.1)] * 3
    _, found, _ = case("The housing of a pump.", *["Pumps."] * 3, vectors=[toward(2, cosine), *far])
    assert len(found) == count


def test_words_inside_another_name_show_no_theme() -> None:
    _, found, _ = case("The Housing Board met.", vectors=[toward(2, 0.9)])
    assert found == ()


def test_hidden_labels_show_no_theme() -> None:
    _, found, _ = case("There was money.", vectors=[toward(1, 0.4)])
    assert found == ()


def test_front_matter_and_references_have_no_theme() -> None:
    _, found, _ = case("Poverty.", "Poverty.", vectors=[toward(1, 0.9)] * 2, kinds=("front", "reference"))
    assert found == ()


def test_no_passages_have_no_themes() -> None:
    document = Document("d", Metadata("D"), "", (), ())
    assert assign_themes((), np.zeros((0, 4), dtype=np.float32), AXES[:3], SCHEME, document) == ()


def test_a_passage_that_stands_out_is_about_a_theme_it_does_not_name() -> None:
    ordinary = [toward(1, 0.1)] * (MEANING_PASSAGES - 1)
    texts = ["Plain words."] * MEANING_PASSAGES
    passages, found, _ = case(*texts, vectors=[*ordinary, toward(1, 0.7)])
    (one,) = found
    assert (one.passage, one.theme, one.method, one.confidence) == (passages[-1].id, "theme/poverty", "meaning", 0.7)
    assert one.spans == passages[-1].spans


def test_what_every_passage_is_near_to_tells_nothing() -> None:
    _, found, _ = case(*["Plain words."] * MEANING_PASSAGES, vectors=[toward(1, 0.8)] * MEANING_PASSAGES)
    assert found == ()


@pytest.mark.parametrize(
    ("axis", "cosine", "count"), [(1, 0.45, MEANING_PASSAGES), (0, 0.7, MEANING_PASSAGES), (1, 0.7, 5)]
)
def test_meaning_needs_nearness_a_narrow_theme_and_enough_passages(axis: int, cosine: float, count: int) -> None:
    _, found, _ = case(*["Plain words."] * count, vectors=[*[toward(axis, 0.1)] * (count - 1), toward(axis, cosine)])
    assert found == ()


def test_a_named_theme_is_not_given_twice_and_themes_keep_their_order() -> None:
    texts = ["Plain words."] * (MEANING_PASSAGES - 1) + ["Housing, and family, and poverty."]
    near = (AXES[1] * 0.6 + AXES[2] * 0.5 + AXES[0] * 0.4 + AXES[3] * np.sqrt(1 - 0.77)).astype(np.float32)
    _, found, _ = case(*texts, vectors=[*[toward(1, 0.1)] * (MEANING_PASSAGES - 1), near])
    assert [(one.theme, one.method) for one in found] == [
        ("theme/family", "label"),
        ("theme/poverty", "label"),
        ("theme/housing", "label"),
    ]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["poverty", "housing", "hard up", "x"]), st.floats(-1, 1)), min_size=1, max_size=40
    )
)
def test_each_theme_once_in_a_passage_with_evidence_inside_it(parts: list[tuple[str, float]]) -> None:
    vectors = [toward(1, cosine) for _, cosine in parts]
    passages, found, _ = case(*[f"The {word} here." for word, _ in parts], vectors=vectors)
    spans = {passage.id: passage.spans[0] for passage in passages}
    assert len({(one.passage, one.theme) for one in found}) == len(found)
    for one in found:
        whole = spans[one.passage]
        assert all(whole.start <= span.start < span.end <= whole.end for span in one.spans)
        assert 0 < one.confidence <= 1
