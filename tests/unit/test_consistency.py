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


@pytest.mark.parametrize(
    ("words", "rule", "told"),
    [
        ("There was a 20% rise from 34 to 38 in the number of mills.", "change", "+11.8%"),
        ("Rents fell from £40 million to £20 million, a reduction of 60%.", "change", "-50.0%"),
        ("The number doubled from 40 to 60 mills.", "change", "1.50 times"),
        ("The share rose from 12% to 15%, an increase of 40%.", "change", "+25.0%"),
        ("Some 45 of 106 mills (52%) shut.", "ratio", "42.5%"),
        ("Of the 61 mills, 14 (33%) shut.", "ratio", "23.0%"),
        ("Nearly half of the mills (57%) shut.", "words-against-figures", "less than 50%"),
        ("More than two-thirds of mills, 61%, shut.", "words-against-figures", "more than 66.7%"),
        ("Three quarters (66%) of mills shut.", "words-against-figures", "75%"),
        ("It found that 50 of the 40 mills were dry.", "part-of-whole", "50 are said to be a part of 40"),
    ],
)
def test_a_sentence_that_contradicts_itself(tmp_path: Path, words: str, rule: str, told: str) -> None:
    found = check(tmp_path, discussion=words)
    assert [one.rule for one in found] == [rule]
    assert told in found[0].message


@pytest.mark.parametrize(
    "words",
    [
        "There was a 12% rise from 34 to 38 in the number of mills.",
        "The share rose from 12% to 15%, an increase of 25%, or of 3% by another count.",
        "The number doubled from 40 to 81 mills.",
        "Numbers rose from 12 to 15 mills, and 40% of them shut.",
        "Staff fell from 40 to 30 in 2010 and rents rose by 60%.",
        "Rents rose by 18% in real terms, from £2.4 billion to £2.9 billion.",
        "It grew from 100 to 200 mills, an increase of more than 80%.",
        "About half of the mills (45 of 106, 42%) shut.",
        "Of the 61 mills, 14 (23%) shut.",
        "More than two-thirds of mills, 68%, shut.",
    ],
)
def test_a_sentence_that_agrees_with_itself(tmp_path: Path, words: str) -> None:
    assert check(tmp_path, discussion=words) == []


def test_two_places_that_state_one_share_differently(tmp_path: Path) -> None:
    place = "Rust was noted in {} of mills in 2012 (Mead 2014)."
    listed = "The end.\n\nReferences\n\nMead, A. (2014) *Mills*, York: Weir.\n"

    def rules(*shares: str) -> list[str]:
        discussion = "\n\nStorms came.\n\n".join(place.format(share) for share in shares)
        document = write(tmp_path, HARVEST.format(**{**FINE, "discussion": discussion}).replace("The end.\n", listed))
        reviews, observations = read(document)
        return [found.rule for found in check_consistency(document, observations, reviews)]

    assert rules("31%", "35%") == ["places-differ"]
    assert rules("31%", "31%") == []


COUNTY = """Mills of the county

1. Results

Table 1: Mills by river

River\tOpen\tShut\tAll mills
Ouse\t10\t20\t30
Wharfe\t{open}\t25\t40
Total\t25\t45\t{all}

2. Close

The end.
"""


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"open": "15", "all": "70"}, []),
        ({"open": "15", "all": "72"}, ['72 for "Total" of "All mills", but its parts make 30 + 40 = 70']),
        ({"open": "16", "all": "70"}, ['25 for "Total" of "Open", but its parts make 10 + 16 = 26']),
    ],
)
def test_totals_that_a_table_prints(tmp_path: Path, cells: dict[str, str], told: list[str]) -> None:
    document = write(tmp_path, COUNTY.format(**cells))
    reviews, observations = read(document)
    found = [one.message for one in check_consistency(document, observations, reviews) if one.rule == "printed-total"]
    assert all(words in "\n".join(found) for words in told)
    assert bool(found) == bool(told)


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
