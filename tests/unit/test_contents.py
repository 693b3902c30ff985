"""What is asked of a named document's contents, and whether any of them are said."""

from typing import TYPE_CHECKING

import pytest

from scrgraph.answering.contents import unreported
from scrgraph.reading.linker import Link

if TYPE_CHECKING:
    from scrgraph.library import Library

LINK = Link(9, 23, "policy/well-inquiry", "Well inquiry")


@pytest.mark.parametrize(
    ("question", "sentence", "silent"),
    [
        ("what did Well inquiry find?", "It came out on the day of the Well inquiry report.", True),
        ("what did Well inquiry find?", "The Well inquiry found that wells run dry.", False),
        ("what did Well inquiry say?", "The Well inquiry (p 3) wrote of 'dry wells'.", False),
        ("what did Well inquiry say?", "It followed the Well inquiry's start.", True),
        ("what did Well inquiry recommend?", "The Well inquiry noted that wells run dry.", True),
        ("what did Well inquiry recommend?", "The Well inquiry called for deeper wells.", False),
        ("findings Well inquiry", "The Well inquiry of 1871.", True),
        ("when was Well inquiry held?", "The Well inquiry of 1871.", False),
    ],
)
def test_a_document_that_is_only_named_says_nothing(question: str, sentence: str, silent: bool) -> None:
    found = unreported(question, [LINK], lambda _: "Inquiry", lambda _: [sentence])
    assert [one.thing for one in found] == ([LINK.local] if silent else [])
    assert all(one.decisive for one in found)


def test_what_is_no_document_has_no_contents() -> None:
    assert unreported("what did Well inquiry find?", [LINK], lambda _: "Process", lambda _: []) == []
    assert unreported("what did Well inquiry find?", [LINK], lambda _: None, lambda _: []) == []


@pytest.mark.index
def test_a_document_whose_findings_are_told_is_answered(library: "Library") -> None:
    assert library.ask("What did the Wood review conclude about serious case reviews?").answered


@pytest.mark.index
@pytest.mark.parametrize("name", ["Cleveland inquiry", "Rochdale review", "Keeping Children Safe in Education"])
def test_a_document_that_is_not_told_of_is_not_answered(library: "Library", name: str) -> None:
    answer = library.ask(f"What are the main findings of the {name}?")
    assert not answer.answered
    assert name.split()[0] in (answer.reason or "")


@pytest.mark.index
def test_the_silence_says_that_the_document_is_only_named(library: "Library") -> None:
    reason = library.ask("What did the Cleveland inquiry find?").reason or ""
    assert "names 'Cleveland inquiry' and tells nothing of what that says" in reason
    assert "nation" not in reason
