"""Mentions of policies and organisations: by name, by year and kind, and only where a report speaks of them."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrgraph.reading.authority import Authority, load_authority
from scrgraph.reading.entities import DATED, NAMED, find_mentions
from scrgraph.reading.findings import Mention
from scrgraph.settings import Settings
from scrgraph.source.corpus import read_file
from scrgraph.source.document import Block, BlockKind, Document, Metadata, Section
from scrgraph.source.text import Span

REPORT = Path(__file__).parents[2] / "corpus" / "scr-1998-2019" / "report.txt"


@pytest.fixture(scope="module")
def authority() -> Authority:
    return load_authority(Settings().ontology)


@pytest.fixture(scope="module")
def report() -> Document:
    return read_file(REPORT, max_bytes=10_000_000)


@pytest.fixture(scope="module")
def mentions(report: Document, authority: Authority) -> tuple[Mention, ...]:
    return find_mentions(report, authority)


def document(*blocks: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Document:
    text, parts = "", []
    for index, block in enumerate(blocks):
        parts.append(Block(index, kind, (Span(len(text), len(text) + len(block)),), 0))
        text += block + "\n\n"
    section = Section(0, "1", "One", 1, None, None)
    return Document("d", Metadata("D"), text, (section,), tuple(parts))


def found(authority: Authority, *blocks: str) -> list[tuple[str, str]]:
    return [(mention.text, mention.entity) for mention in find_mentions(document(*blocks), authority)]


def test_names_keep_their_place_in_the_source(authority: Authority) -> None:
    text = "In the 2013 edition of *Working  Together*, Ofsted's role."
    edition, ofsted = find_mentions(document(text), authority)
    assert (edition.entity, edition.text, edition.confidence) == (
        "policy/working-together-2013",
        "2013 edition of Working Together",
        NAMED,
    )
    assert text[edition.span.start : edition.span.end] == "2013 edition of *Working  Together"
    assert text[ofsted.span.start : ofsted.span.end] == "Ofsted"


def test_a_year_and_a_kind_lead_to_what_was_named_before(authority: Authority) -> None:
    mentions = find_mentions(
        document("The 1999 edition of *Working Together* came.", "The 1999 guidance said."), authority
    )
    assert [(m.entity, m.text, m.confidence) for m in mentions] == [
        ("policy/working-together-1999", "1999 edition of Working Together", NAMED),
        ("policy/working-together-1999", "1999 guidance", DATED),
    ]


@pytest.mark.parametrize(
    ("blocks", "entities"),
    [
        (["The 1999 guidance said."], []),
        (["Working Together changed; the 2006 edition went further."], ["working-together", "working-together-2006"]),
        (["Working Together 2010 and the 2009 guidance."], ["working-together-2010"]),
        (["The Children Act 1989 was law.", "Under the 1989 Act, yes."], ["children-act-1989", "children-act-1989"]),
        (["The 1989 Act came before the Children Act 1989."], ["children-act-1989"]),
        (
            ["Working Together grew: the 2006, 2010 and 2013 editions."],
            ["working-together", "working-together-2006", "working-together-2010", "working-together-2013"],
        ),
        (["Working Together 2013, pages 12013 version and 2010-2013 version."], ["working-together-2013"]),
        (["Acts of 2000: Children (Leaving Care) Act 2000; Freedom of Information Act 2000.", "The 2000 Act."], 2),
    ],
)
def test_dated_names(authority: Authority, blocks: list[str], entities: list[str] | int) -> None:
    names = [entity for _, entity in found(authority, *blocks)]
    if isinstance(entities, int):
        assert len(names) == entities
    else:
        assert names == [f"policy/{name}" for name in entities]


@pytest.mark.parametrize("kind", [BlockKind.CONTENTS, BlockKind.REFERENCE, BlockKind.IMPRINT])
def test_lists_of_works_are_not_read(authority: Authority, kind: BlockKind) -> None:
    assert find_mentions(document("Ofsted and the Children Act 1989", kind=kind), authority) == ()


def test_a_mention_runs_over_a_page_break(authority: Authority) -> None:
    text = "the Care Quality\n\nCommission found"
    cut = Block(0, BlockKind.PARAGRAPH, (Span(0, 16), Span(18, len(text))), 0)
    whole = Document("d", Metadata("D"), text, (Section(0, "1", "One", 1, None, None),), (cut,))
    (mention,) = find_mentions(whole, authority)
    assert (mention.text, mention.entity) == ("Care Quality Commission", "organisation/cqc")
    assert mention.span == Span(4, 28)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Working Together", "the 1999 guidance", "2013", "edition", "DfE", "-", "*"]), max_size=20
    )
)
def test_spans_hold_the_words_and_never_overlap(authority: Authority, words: list[str]) -> None:
    whole = document(" ".join(words) or "x")
    end = 0
    for mention in find_mentions(whole, authority):
        assert whole.read((mention.span,)) == mention.text
        assert mention.span.start >= end
        end = mention.span.end


def test_the_report_names_its_editions_and_acts(mentions: tuple[Mention, ...]) -> None:
    entities = {mention.entity for mention in mentions}
    editions = {name.rsplit("-", 1)[1] for name in entities if name.startswith("policy/working-together-")}
    assert editions == {"1988", "1991", "1999", "2006", "2013", "2015", "2018"}
    acts = {name for name in entities if "-act-" in name}
    assert acts == {"policy/children-act-1989", "policy/children-act-2004", "policy/child-poverty-act-2010"}


def test_the_report_names_its_boards_and_panels(mentions: tuple[Mention, ...]) -> None:
    counts = Counter(mention.entity for mention in mentions)
    for name in ("lscb", "csprp", "scr-panel", "area-child-protection-committee", "ccg", "marac", "mappa", "cqc"):
        assert counts[f"organisation/{name}"] >= 1, name
    assert counts["organisation/ofsted"] >= 15


def test_every_mention_in_the_report_stands_in_its_block(report: Document, mentions: tuple[Mention, ...]) -> None:
    for mention in mentions:
        block = report.blocks[mention.block]
        assert block.start <= mention.span.start < mention.span.end <= block.end
        assert mention.text == report.fold(block).text[slice(*_folded(report, block, mention))]


def _folded(report: Document, block: Block, mention: Mention) -> tuple[int, int]:
    folded = report.fold(block)
    start = folded.position(mention.span.start)
    return start, start + len(mention.text)
