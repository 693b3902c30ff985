"""Everyday words of a question of number: brought to known ones, with nothing dropped that pins the question down."""

import pytest
from statistic_views import report

from scrgraph.deriving.answers import answer_numbers
from scrgraph.deriving.everyday import plain

ANSWERED = [
    ("which batch of cases had the largest slice of teenagers (16 or 17)", (19.0, "percent")),
    ("In which round of reviews was the proportion of six-to-ten year olds at its smallest?", (5.0, "percent")),
    ("Which lot of reviews had the most children aged 11-15?", (21.0, "per year")),
    ("what chunk of the 2005-7 reviews was about 11-15s", (11.0, "percent")),
    ("no of pre-schoolers (1-5), 2005-07", (44.0, "count")),
    ("how big a share of the 2014-17 lot were 6 to 10s", (5.0, "percent")),
    ("pct of non-fatal cases 2007-9", (44.0, "percent")),
    ("children under one in the last lot of reviews, number", (86.0, "count")),
    ("what was the jump in child protection plans between 2004 and 2010", (12800.0, "count")),
    ("By how many did CP plans go down between 1998 and 2004?", (-5300.0, "count")),
    ("gap between deaths and serious harm in 2009-11, percentage points", (32.0, "percentage points")),
    ("How do the 2009-11 and 2011-14 cohorts compare on the share of 1-5 year olds?", (-7.0, "percentage points")),
    ("Did section 47 enquiries more than double between 2010 and 2019?", (2.29, "times")),
    ("what happened to the number of child protection plans between 2004 and 2019", (26000.0, "count")),
    ("LAC numbers 2010", (64470.0, "count")),
    ("s47s in 2019 number", (201200.0, "count")),
    ("what age band had the fewest children in 2009-11", (15.0, "count")),
    ("reviews per year in the 2011-14 period", (97.7, "per year")),
    ("I need the count of sixteen-plus young people in the 2014-17 triennial review", (52.0, "count")),
    ("In the most recent cohort, how many children were of primary school age, six to ten?", (20.0, "count")),
    ("how many s.47 investigations were carried out nationally in 2015?", (160150.0, "count")),
    ("what was the size of the care population in 2004?", (61100.0, "count")),
    ("How large was the 2009-11 cohort in Table 1?", (178.0, "count")),
    ("what was the ratio of deaths to serious harm in 2003-5", (1.94, "times")),
    ("How did the share of 16+ go from the first cohort to the last?", (10.0, "percentage points")),
    ("how many fewer babies were in the final cohort than in 2014-17", (-68.0, "count")),
    ("increase in number of children in care since 1998", (24840.0, "count")),
    ("Which ages were least common in 2014-17?", (5.0, "percent")),
    ("on average how many SCRs per year in the 2017-19 period?", (94.0, "per year")),
    ("are children in need numbers rising?", (11300.0, "count")),
    ("by what factor did s47s grow between 2004 and 2019", (2.79, "times")),
    ("percentage increase in looked after children 1998-2019", (1.47, "times")),
    ("deaths vs serious harm in the last review", (56.0, "percent")),
    ("in 2011-14 how many in every hundred cases were serious harm?", (33.0, "percent")),
    ("what % of kids in the 2007-9 reviews were in the 6-10 bracket", (9.0, "percent")),
    ("which age category had the most cases in the 2005-7 cohort", (86.0, "count")),
    ("s47 enquiries: 2019 as a multiple of 2004", (2.79, "times")),
    ("In what period did babies form the smallest share of cases?", (36.0, "percent")),
]
SILENT = [
    "number of toddlers in 2014-17",
    "how many three to five year olds in 2014-17",
    "which batch of cases had the largest slice of girls (16 or 17)",
    "teachers of primary school age 6-10 in 2005-7",
    "which round of reviews had the biggest share of grandparents",
    "s47 referrals in 2019",
    "what was the jump in adoption orders between 2004 and 2010",
    "s47 strategy meetings 2015",
]


@pytest.mark.parametrize(("question", "first"), ANSWERED)
def test_paraphrases(question: str, first: tuple[float, str]) -> None:
    fact, *_ = answer_numbers(question, report())
    assert (fact.value, fact.unit) == first


@pytest.mark.parametrize("question", SILENT)
def test_near_misses(question: str) -> None:
    assert answer_numbers(question, report()) == []


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("between eleven and fifteen years old", "11-15 year"),
        ("from one to two pages", "from 1-2 year pages"),
        ("teenagers in care", "teenagers in care"),
        ("teenagers (11 to 15) in care", "children (11 to 15) in care"),
        ("sixteen plus", "16+"),
    ],
)
def test_ages_in_figures(typed: str, known: str) -> None:
    assert plain(typed) == known
