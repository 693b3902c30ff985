"""Contradictions between numbers: those of the real report, and made-up ones with their innocent twins."""

from collections import Counter
from pathlib import Path

import pytest
from number_documents import read, real, write

from scrgraph.reading.consistency import check_consistency
from scrgraph.reading.consistency_tables import adds_up
from scrgraph.reading.findings import AuditFinding

HARVEST = """Harvests reviewed

1. Results

{discussion}

Table 1: Kinds of trees over time

\t2001-3 (2 yrs) n=100\t2003-5 (2 yrs) n={base}\t2005-7 (2 yrs) n=300
Apple\t50 (50%)\t{count} ({share}%)\t60 (20%)
Plum\t30 (30%)\t60 (30%)\t150 (50%)
Quince\t20 (20%)\t20 (10%)\t90 (30%)

2. Close

The end.
"""
FINE = {"discussion": "Table 1 shows the kinds.", "base": "200", "count": "120", "share": "60"}


def check(folder: Path, **changes: str) -> list[AuditFinding]:
    document = write(folder, HARVEST.format(**{**FINE, **changes}))
    reviews, observations = read(document)
    return list(check_consistency(document, observations, reviews))


def test_what_the_report_contradicts() -> None:
    document, reviews, observations = real()
    found = check_consistency(document, observations, reviews)
    assert Counter(f.rule for f in found) == {
        "review-size": 4,
        "percentage-of-base": 2,
        "claimed-total": 1,
        "two-shares": 1,
        "ratio": 1,
        "implied-whole": 1,
        "parallel-shares": 1,
        "period-not-in-table": 1,
        "rank": 1,
    }
    messages = "\n".join(f.message for f in found)
    assert 'prints 19% for "1-5 years" in 2017-19, but 46 of 235 is 19.6%' in messages
    assert "Appendix A: 1,698; Table 1: 1,704" in messages
    assert "189 in Appendix A, n=161 in Table 1, n=161 in Table 2, 161 in the text" in messages


def test_both_sides_are_anchored_in_the_text() -> None:
    document, reviews, observations = real()
    for found in check_consistency(document, observations, reviews):
        assert found.kind == "numeric-contradiction"
        assert all(a.text == document.read((a.span,)) for a in found.anchors)
        assert len(found.anchors) > 1 or found.rule in {"ratio", "two-shares"}


def test_numbers_that_agree_raise_nothing(tmp_path: Path) -> None:
    assert check(tmp_path) == []
    fine = "Table 1 shows the largest kind, apple, now at 50% (100 of the 200 trees); a fifth of the apple trees died."
    assert [f for f in check(tmp_path, discussion=fine) if f.rule != "rank"] == []


@pytest.mark.parametrize(
    ("changes", "rule", "words"),
    [
        ({"share": "61"}, "percentage-of-base", "120 of 200 is 60.0%"),
        ({"count": "121"}, "counts-total", "121 + 60 + 20 = 201"),
        ({"share": "70"}, "shares-total", "70 + 30 + 10 = 110%"),
        ({"discussion": "Here 7 of the 11 trees (66%) fell."}, "ratio", "63.6%"),
        ({"discussion": "It went from 60%-37% in 2003-05 to worse."}, "two-shares", "97%"),
        ({"discussion": "In Table 1 apple trees were 80% of all in 2003-05."}, "text-against-table", "60%"),
        ({"discussion": "In Table 1 apple trees fell from 50% in 2001-03 and 2009-11."}, "period-not-in-table", "2009"),
        ({"discussion": "As Table 1 shows, the second largest kind is now apple."}, "rank", "Apple"),
        (
            {
                "discussion": "In 2001-03, 40% were red, 35% green and 25% white. By comparison, in 2003-05, "
                "30% were red, 20% green and 15% white."
            },
            "parallel-shares",
            "30 + 20 + 15 = 65%",
        ),
    ],
)
def test_each_rule(tmp_path: Path, changes: dict[str, str], rule: str, words: str) -> None:
    found = [f for f in check(tmp_path, **changes) if f.rule == rule]
    assert len(found) == 1
    assert words in found[0].message


@pytest.mark.parametrize(
    "discussion",
    [
        "Here 7 of the 11 trees (64%) fell.",
        "It went from 60%-40% in 2003-05 to worse.",
        "In Table 1 apple trees were nearly two-thirds of all in 2003-05.",
        "As Table 1 shows, the smallest kind is now apple.",
        "As Table 1 shows, the largest kind in 2003-05 was apple.",
        "Here 14 of the 161 cases were red: 9% of all the cases and 13% of the dead.",
        "In 2001-03, 40% were red, 35% green and 25% white; in 2003-05, 30% were red, 20% tall and 51% white.",
    ],
)
def test_what_is_no_contradiction(tmp_path: Path, discussion: str) -> None:
    assert check(tmp_path, discussion=discussion) == []


def test_percentages_of_another_whole_are_no_contradiction(tmp_path: Path) -> None:
    document = write(tmp_path, HARVEST.format(**FINE).replace("n=100", "n=400").replace("n=300", "n=900"))
    reviews, observations = read(document)
    assert not [f for f in check_consistency(document, observations, reviews) if f.rule == "percentage-of-base"]


def test_shares_add_up_within_their_rounding() -> None:
    assert adds_up([33, 33, 33])
    assert adds_up([57, 19, 23])
    assert not adds_up([42, 23, 21])
    assert adds_up([66, 34])
    assert not adds_up([66, 33])
    assert adds_up([33.3, 33.3, 33.4])
