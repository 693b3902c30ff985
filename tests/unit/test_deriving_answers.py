"""Questions of number answered from tables and prose, of the real report and of other fields; silence where unsure."""

from pathlib import Path

import pytest
from number_documents import read, write
from statistic_views import report, view

from scrgraph.deriving.answers import NumberAnswers, answer_numbers
from scrgraph.deriving.requests import parse_requests
from scrgraph.deriving.words import label_stems, stems

FOUND = [
    ("Which cohort in Table 1 had the highest number of SCRs per year?", [(140.0, "per year")]),
    ("In which cohorts did serious harm reach its highest share?", [(44.0, "percent")]),
    ("How many more children were looked after in 2019 than in 1998?", [(24840.0, "count")]),
    ("number of cases involving babies under 12 months, 2014-17", [(154.0, "count"), (42.0, "percent")]),
    ("How many SCRs were in the 2005-07 review?", [(189.0, "count"), (161.0, "count")]),
    ("How many deaths were there in the 2017-19 cohort?", [(132.0, "count")]),
    ("How has the proportion of infants changed over time?", [(-10.0, "percentage points")]),
    ("What was the largest age group in 2017-19?", [(37.0, "percent")]),
    ("How many referrals were there in 1998?", [("Not available", "count")]),
    ("What is the total number of SCRs in Table 1?", [(1704.0, "count")]),
    ("What is the difference between infants and 16+ in 2011-14?", [(27.0, "percentage points"), (80.0, "count")]),
    ("By how much did section 47 inquiries rise from 2004 to 2019?", [(129100.0, "count")]),
    ("How many SCRs per year were there in 2014-17?", [(122.7, "per year")]),
    ("How much did poverty rise between 2014-17 and 2017-19?", [(14.0, "percentage points")]),
    ("how did the number of infants change from 2014-17 to 2017-19", [(-68.0, "count"), (-16.9, "per year")]),
]
FOUND += [
    ("How many serious case reviews were carried out between 2005 and 2007?", [(189.0, "count"), (161.0, "count")]),
    ("total number of SCRs in the seven reviews from 2003 to 2019 in Appendix A", [(1698.0, "count")]),
    ("How did the average length change between 2011-14 and 2017-19?", [(-15.0, "pages")]),
    ("Did the number of children in need go up between 2010 and 2019?", [(23600.0, "count")]),
]
FOUND += [
    ("children on cp plans in 1998", [(31600.0, "count")]),
    ("How many times more s47 enquiries were there in 2019 than in 2004?", [(2.79, "times"), (129100.0, "count")]),
    ("by how many percent did referrals rise between 2004 and 2019", [(1.14, "times"), (78200.0, "count")]),
    ("protection plans at the end of March 2019 against March 2004", [(26000.0, "count")]),
    ("share of 16 and 17 year olds, first and last cohort, difference", [(10.0, "percentage points")]),
    ("percentage of serious harm rather than deaths in 2003-05", [(34.0, "percent")]),
    ("children in need, 2019", [(399500.0, "count")]),
    ("add up the babies under one in all the cohorts of Table 1", [(709.0, "count")]),
]
FOUND += [
    (
        "Add up the 16+ in all the cohorts and say what share of all cases that is",
        [(219.0, "count"), (12.9, "percent")],
    ),
    ("what proportion of all the children in Table 1 were under 1?", [(41.6, "percent")]),
    ("Total number of 1-5s over all the periods of Table 1", [(377.0, "count")]),
    ("how many 6-10s and 11-15s together in 2005-7?", [(38.0, "count")]),
    ("what is the average number of 16+ children in a cohort?", [(31.3, "count"), (13.3, "per year")]),
    ("Rank the age groups in 2017-19", [(86.0, "count")]),
    ("How has the share of deaths developed over the cohorts?", [(-10.0, "percentage points")]),
]
FOUND += [
    ("In the appendix listing all the studies, how many reviews are given for 2009-2011?", [(184.0, "count")]),
    ("How many SCRs does the list at the back give for the fifth overview (2007-09)?", [(268.0, "count")]),
    ("What share of the cases in 2007-9 were about serious harm and not a death?", [(44.0, "percent")]),
    ("children in care at the end of March 2010", [(64470.0, "count")]),
    ("share of 2009-11 cases where the child survived", [(34.0, "percent")]),
    ("how many reviews were covered by the 2009-11 overview", [(178.0, "count"), (184.0, "count")]),
    ("how many SCRs in the appendix in the last overview", [(235.0, "count")]),
]
SILENT = [
    "how many reviews in appendix B in 2009-11",
    "children in care in Wales at the end of March 2010",
    "babies under one who died in 2017-19",
    "how many rapid reviews were there in 2009-11",
    "Add up children in need over all the years of Table 3",
    "children in need at 31 March 2012",
    "s47 investigations in Wales, 2015",
    "poverty 2014-17",
    "Working Together 2010",
    "how many times more deaths in 2003-05 than in 2006",
    "number of suicides in the 2003-05 and 2017-19 reviews",
    "How many section 47 enquiries were there in 2017?",
    "How many significant case reviews were there in Scotland in 2010?",
    "What percentage of the SCR children were disabled in 2017-19?",
    "How many reviews did Ofsted mark as inadequate in 2008-09?",
    "How many SCRs were there?",
    "How many were there in 2017-19?",
    "Why did practitioners lose sight of the child in 2017-19?",
    "Who led the 2017-19 review?",
    "",
]
FARMS = """Farms of the coast

1. Results

Table 1: Farms of the coast by kind over time

\t2010 n=50\t2012 n=80\t2015 n=100
Dairy\t20\t30\t25
Arable\t30\t50\t75

Table 2: Rainfall of the stations

\tRain (mm)\tWindy days
2010\t900\t40
2011\t1,100\t35

2. Close

The end.
"""


@pytest.mark.parametrize(("question", "values"), FOUND, ids=lambda value: str(value)[:40])
def test_answers_of_the_report(question: str, values: list[tuple[float | str, str]]) -> None:
    assert [(fact.value, fact.unit) for fact in answer_numbers(question, report())] == values


@pytest.mark.parametrize("question", SILENT)
def test_silence_where_a_word_or_a_period_is_left_over(question: str) -> None:
    assert answer_numbers(question, report()) == []


def test_a_review_named_otherwise_than_by_its_years() -> None:
    (first, second) = answer_numbers("How many infants were there in the third review?", report(), [(2003, 2005)])
    assert (first.value, first.label) == (76.0, "Table 1: Under 1 year, 2003-5")
    assert second.value == 47.0
    (last, *_) = answer_numbers("What share of cases were deaths in the final review?", report())
    assert (last.value, last.dimensions["period"]) == (56.0, "2017-19")


def test_a_calculated_fact_names_its_inputs_and_their_places() -> None:
    (fact,) = answer_numbers("How many more children were looked after in 2019 than in 1998?", report())
    used = [one for one in report() if one.iri in fact.derived_from]
    assert [one.value for one in used] == [53300.0, 78140.0]
    assert set(fact.spans) == {span for one in used for span in one.spans}


def test_a_footnote_goes_with_its_number() -> None:
    (fact,) = answer_numbers("What number of children in need is given for 2004?", report())
    assert "census week" in fact.dimensions["footnote"]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("How many dairy farms were there in 2012?", [30.0]),
        ("What share of farms were dairy in 2012?", [37.5]),
        ("How many more arable than dairy farms were there in 2015?", [50.0]),
        ("What was the total number of dairy farms?", [75.0]),
        ("In which year were dairy farms at their highest number?", [30.0]),
        ("How much did rain increase between 2010 and 2011?", [200.0]),
        ("How many windy days were there in 2011?", [35.0]),
        ("How many windy days were there in 2012?", []),
        ("How many goat farms were there in 2012?", []),
    ],
)
def test_tables_of_another_field(tmp_path: Path, question: str, values: list[float]) -> None:
    statistics = [view(one) for one in read(write(tmp_path, FARMS))[1]]
    assert [fact.value for fact in answer_numbers(question, statistics)] == values


def test_a_caption_says_what_a_table_is_about() -> None:
    asked, table = "referrals to childrens social care in 2010", {(report()[0].document, "3"): "Children's social care"}
    assert NumberAnswers(report()).answer(asked) == []
    assert [fact.value for fact in NumberAnswers(report(), table).answer(asked)] == [603700.0]


def test_what_a_question_asks() -> None:
    (request,) = parse_requests("Between 2003-5 and 2017-19, by how much did the share of infants fall?")
    assert (request.wanted, request.unit, request.periods) == ("difference", "percent", ((2003, 2005), (2017, 2019)))
    assert request.words == {"under", "1"}
    assert [one.wanted for one in parse_requests("What is the trend, and which period is lowest?")] == [
        "trend",
        "lowest",
    ]
    assert parse_requests("Tell me about neglect.") == []


def test_words_in_one_form() -> None:
    assert stems("babies under 12 months") == stems("Under 1 year") == {"under", "1"}
    assert label_stems("s. 47 enquiries over year") == stems("section 47 inquiries")
    assert label_stems("Children looked after on 31 March") == stems("children in care")
