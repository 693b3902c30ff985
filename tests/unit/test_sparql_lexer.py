"""Tokens of SPARQL text: literal cases, and that nothing is lost or out of order for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrgraph.errors import QueryError
from scrgraph.sparql.lexer import position, tokens


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens(text)]


def test_every_kind_of_token() -> None:
    text = 'SELECT ?x { ex:a.b <urn:i> "s"@en-GB ; _:b1 1.5e3 }  # comment'
    assert kinds(text) == [
        ("word", "SELECT"),
        ("variable", "?x"),
        ("mark", "{"),
        ("name", "ex:a.b"),
        ("iri", "<urn:i>"),
        ("string", '"s"'),
        ("tag", "@en-GB"),
        ("other", ";"),
        ("blank", "_:b1"),
        ("other", "1.5"),
        ("word", "e3"),
        ("mark", "}"),
    ]


@pytest.mark.parametrize(
    "quoted",
    ['"a # b"', "'it\\'s'", '"""two "quotes" and ""one\nline"""', "'''a 'b' ''c'''", '""', "''", '""""""', '"\\u0022"'],
)
def test_a_string_in_any_of_four_quote_forms_is_one_token(quoted: str) -> None:
    assert kinds(f"{quoted} end") == [("string", quoted), ("word", "end")]


@pytest.mark.parametrize("text", ['"open', "'a\n'", '"""a""', "'''", '"\\"'])
def test_an_open_string_is_an_error_with_its_place(text: str) -> None:
    with pytest.raises(QueryError, match=r"Line 2, column 3: .*not closed") as caught:
        kinds(f"ASK\n  {text}")
    assert (caught.value.line, caught.value.column) == (2, 3)


def test_less_than_is_no_iri_where_a_space_follows() -> None:
    assert [text for _, text in kinds("?a < ?b && ?c > 1")] == ["?a", "<", "?b", "&&", "?c", ">", "1"]


def test_a_name_ends_before_its_last_dot() -> None:
    assert kinds("ex:a. ex:b") == [("name", "ex:a"), ("other", "."), ("name", "ex:b")]


def test_position_counts_from_one() -> None:
    assert (position("ab\ncd", 0), position("ab\ncd", 4)) == ((1, 1), (2, 2))


@given(st.text(alphabet="aZ1 \n\t#<>\"'\\{}().:;?_@-$^%|&é", max_size=60))
def test_tokens_are_slices_of_the_text_in_order(text: str) -> None:
    try:
        found = list(tokens(text))
    except QueryError:
        return
    end = 0
    for token in found:
        assert token.start >= end
        assert text[token.start : token.start + len(token.text)] == token.text
        end = token.start + len(token.text)


@pytest.mark.parametrize("piece", ["<", '"""', ":.", "_:a.", "a.", "a-", "@a-", "\\", "?", "'a'", "<a", "%", ". "])
def test_repeating_any_piece_stays_linear(piece: str) -> None:
    text = piece * 20_000  # quadratic work on these would run for minutes
    try:
        count = sum(1 for _ in tokens(text))
    except QueryError:
        return
    assert count <= len(text)
