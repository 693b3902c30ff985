"""Observations of prose: what each number of the real report is about, and of reports of other fields."""

from pathlib import Path

import pytest
from number_documents import read, real, write

from scrgraph.reading.findings import Observation

# words of the clause, value, low, high, unit, period, source
GOLDEN = [
    ("over 650,000 referrals in 2018-19", 650000, 650000, None, "count", "2018-19", None),
    ("'within two or three weeks'", None, 2, 3, "weeks", None, None),
    ("over the half the cases families", 50, 50, None, "percent", None, "DH 1995"),
    ("it estimated there were probably 90 reviews per year", 90, None, None, "per year", "1998-2001", "Sinclair"),
    ("more than 1,700 cases over the seven", 1700, 1700, None, "count", None, None),
    ("this has fallen to 37% in the final review", 37, None, None, "percent", "2017-19", "Dickens et al 2022a"),
    ("nearly a fifth of the 2017-19 cohort", 20, None, 20, "percent", "2017-19", "Dickens et al 2022a"),
    ("to 56%-44% in the final review", 56, None, None, "percent", "2017-19", "Dickens et al 2022a"),
    ("the abuse of around 1,400 children", 1400, None, None, "count", "1997-2013", "Jay 2014"),
    ("up from 24% in 2014-17", 24, None, None, "percent", "2014-17", "Dickens et al 2022a"),
    ("that is, 9% of all the cases", 9, None, None, "percent", "2003-05", "Brandon et al 2008"),
    ("30% of all deaths", 30, None, None, "percent", "2017-19", "Dickens et al 2022a"),
    ("over three-quarters of that group", 75, 75, None, "percent", "2017-19", "Dickens et al 2022a"),
    ("about two suicides per week", 2, None, None, "per week", "2019-20", "National Child Mortality"),
    ("to 57% in 2017-19", 57, None, None, "percent", "2017-19", "Dickens et al 2022a"),
    ("by two-thirds of local authorities", 66.7, None, None, "percent", "2020", "Baginsky"),
    ("poverty was noted in almost half, 49%", 49, None, None, "percent", "2017-19", "Dickens et al 2022a"),
    ("nearly 60% parental mental ill health", 60, None, 60, "percent", "2009-11", "Brandon et al 2012"),
    ("from the 390 pages in 2010", 390, None, None, "pages", "2010", None),
    ("funding of 49% between", 49, None, None, "percent", "2010-11 to 2017-18", "NAO 2018"),
    ("in England in 2017-18 was £9.4 billion", 9.4e9, None, None, "GBP", "2017-18", "DfE 2018"),
    ("five of the 117 SCRs", 5, None, None, "count", "2010-11", "Ofsted 2011b"),
    ("none was rated as outstanding", 0, None, None, "count", "2007-08", "Ofsted 2011b"),
    ("an average of 47 in the 2009-11 study", 47, None, None, "count", "2009-11", "Sidebotham et al 2016"),
    ("The length ranged from 9 to 63 pages", None, 9, 63, "pages", "2017-19", "Dickens et al 2022a"),
    ("less than a quarter of the SCRs", 25, None, 25, "percent", "2017-19", "Dickens et al 2022a"),
    ("nearly 100 safeguarding practitioners", 100, None, 100, "count", "2017-19", "Dickens et al 2022a"),
    ("372 LCSPRs had been initiated", 372, None, None, "count", "December 2021", "Dickens et al 2022b"),
]
ORCHARDS = """Orchards of the valley

1. Yields

Of the 240 orchards surveyed in 2015-17, 60 (25%) were new. Yields rose from 3.5 tonnes in 2012 to 4.25 tonnes in 2016
(Lee 2018: 77). Growers spent about $1.2 million, or between 10% and 15% of sales.

- one in four trees was grafted;
- pests cost over £300 per hectare.

See Table 9 and section 3 for 12 months of data.

References

Lee, A. (2018) *Orchards and what they yield*. London: Tree Press.

Poe, B. (2017) *Pests of the orchard*. London: Tree Press.
"""


def prose() -> list[Observation]:
    return [o for o in real()[2] if o.table is None]


@pytest.mark.parametrize("row", GOLDEN, ids=lambda row: str(row[0])[:30])
def test_statistics_of_the_report(
    row: tuple[str, float | None, float | None, float | None, str, str | None, str | None],
) -> None:
    words, value, low, high, unit, period, source = row
    (found,) = [o for o in prose() if words in o.text and (o.value, o.low, o.high, o.unit) == (value, low, high, unit)]
    assert found.period == period
    assert (found.source or "").startswith(source or "")
    assert source is not None or found.source is None


def test_years_of_a_review_are_its_length() -> None:
    lengths = {o.period: o.years for o in prose() if o.years is not None}
    assert (lengths["2017-19"], lengths["2003-05"], lengths["2014-17"]) == (2.5, 2.0, 3.0)


def test_populations() -> None:
    found = {(o.value, o.unit, o.period): o.population for o in prose()}
    assert found[37.0, "percent", "2017-19"] == "children aged 11 and over"
    assert found[14.0, "count", "2003-05"] == "161 cases"
    assert found[86.0, "percent", "2009-11"] == "cases"
    assert found[66.7, "percent", "2020"] == "local authorities"


def test_every_text_is_verbatim_and_every_id_its_own() -> None:
    document, _, observations = real()
    assert all(o.text == document.read(o.spans) for o in observations)
    assert len({o.local for o in observations}) == len(observations)
    assert 115 <= len(prose()) <= 140


def test_no_year_page_or_label_is_a_statistic() -> None:
    values = [o.value for o in prose() if isinstance(o.value, float) and o.unit == "count"]
    assert not [value for value in values if 1900 <= value <= 2099]
    assert not any("page 67" in o.text and o.value == 67 for o in prose())


def test_prose_of_another_field(tmp_path: Path) -> None:
    _, observations = read(write(tmp_path, ORCHARDS))
    found = [(o.value, o.low, o.high, o.unit, o.period, o.source) for o in observations]
    assert (240.0, None, None, "count", "2015-17", None) in [(*f[:5], None) for f in found]
    assert [f[0] for f in found if f[3] == "tonnes"] == [3.5, 4.25]
    assert [f[4] for f in found if f[3] == "tonnes"] == ["2012", "2016"]
    assert {f[5] for f in found if f[3] == "tonnes"} == {"Lee 2018"}
    assert (1.2e6, None, None, "USD") in [f[:4] for f in found]
    assert (None, 10.0, 15.0, "percent") in [f[:4] for f in found]
    assert (25.0, None, None, "percent") in [f[:4] for f in found]
    assert 300.0 in [f[0] for f in found if f[3] == "GBP"]
    assert not {9.0, 3.0, 77.0} & {f[0] for f in found}


def test_ids_survive_a_paragraph_put_before(tmp_path: Path) -> None:
    first = {o.local for o in read(write(tmp_path, ORCHARDS))[1]}
    longer = ORCHARDS.replace("Of the 240", "A new paragraph stands first.\n\nOf the 240")
    assert first == {o.local for o in read(write(tmp_path, longer))[1]}


TOPICS = [
    ("Domestic violence was reported in over half", "domestic violence", "2017-19"),
    ("two-thirds of the cases featured domestic violence", "domestic violence", "2009-11"),
    ("It was noted as a factor in 35% of cases", "poverty", "2014-17"),
    ("49% in the 2017-19 cohort", "poverty", "2017-19"),
    ("parental separation in 48%", "parental separation", "2017-19"),
    ("this has fallen to 37%", "under-1s", "2017-19"),
    ("up from 24% in 2014-17", "CSE", "2014-17"),
    ("30% of all deaths", "suicides", "2017-19"),
    ("23% had never been known", "never known", "2017-19"),
    ("six as inadequate", "rated as inadequate", "2010-11"),
    ("an average length of 33 pages", "average length", "2017-19"),
    ("an average of 10 recommendations", "recommendations", "2017-19"),
]


@pytest.mark.parametrize(("words", "topic", "period"), TOPICS, ids=lambda value: str(value)[:24])
def test_what_a_number_of_the_prose_measures(words: str, topic: str, period: str) -> None:
    assert {o.topic for o in prose() if words in o.text and o.period == period} == {topic}


def test_a_measure_that_the_words_do_not_tell_is_left_out() -> None:
    topics = {o.topic for o in prose()}
    assert None in topics
    assert not topics & {"cases", "children", "it", "this", "at least one", "fewer than 10"}
    assert {o.topic for o in prose() if "sample of 40 cases" in o.text and o.value == 40.0} == {None}


def test_measures_of_another_field(tmp_path: Path) -> None:
    text = ORCHARDS.replace(
        "See Table 9",
        "Canker was found in 30% of orchards in 2012. It was seen in 45% in 2016. The proportion of trees that were "
        "grafted rose from 12% to 20%, and 5% were felled. It took 20 CP plans and 3 mm wire. See Table 9",
    )
    found = [(o.topic, o.value) for o in read(write(tmp_path, text))[1] if o.unit == "percent" and o.topic]
    assert [o.topic for o in read(write(tmp_path, text))[1] if o.value == 20.0 and o.unit == "count"] == ["CP plans"]
    assert [o.unit for o in read(write(tmp_path, text))[1] if o.value == 3.0] == ["mm"]
    assert found[-5:] == [("canker", 30.0), ("canker", 45.0), ("grafted", 12.0), ("grafted", 20.0), ("felled", 5.0)]


SHARES = """Shares of the valley

1. Results

Ash was seen in almost half the orchards in the 2015 survey, 49%, and elm in 12% (Lee 2018: 7). (Note that 300 pickers
were asked. They named 900 trees.) By 2019, 26 orchards were closed. The proportion of growers who had left was 5%
(Poe 2017).

References

Lee, A. (2018) *Orchards and what they yield*. London: Tree Press.

Poe, B. (2017) *Pests of the orchard*. London: Tree Press.
"""


def test_populations_and_sources_that_words_further_off_tell(tmp_path: Path) -> None:
    found = {o.value: o for o in read(write(tmp_path, SHARES))[1]}
    assert [found[value].population for value in (49.0, 12.0, 5.0)] == ["orchards", "orchards", "growers"]
    assert [found[value].source for value in (300.0, 900.0)] == ["Lee 2018", "Lee 2018"]
    assert (found[26.0].period, found[26.0].source) == ("2019", None)


def test_the_previous_studies_are_those_before_the_one_spoken_of() -> None:
    (seven,) = [o for o in prose() if "risen from 7 in the previous two studies" in o.text]
    assert (seven.value, seven.period, seven.years) == (7.0, "2011-14 and 2014-17", None)


PRESSURES = """Pressures on the harbours

1. Demand

{words}

2. Close

The end.

References

Moss, A. (2019) *Harbours*, London: Quay Press.

Reed, B. (2018) *Piers*, London: Quay Press.
"""


@pytest.mark.parametrize(
    ("words", "topics"),
    [
        ("Vacancy rates ranged between 9% and 31% in 2019.", ["vacancy rates"]),
        ("According to the port, turnover was 15.1%.", ["turnover"]),
        ("Wrecks doubled between 2012 and 2018.", ["wrecks"]),
        ("About one in six sailors aged 16 to 24 had a serious injury, up from one in nine.", ["serious injury"] * 2),
        ("One or both of the owners had a trade licence in 32% of the ports.", ["trade licence"]),
        ("The fine was for illegal fishing in almost one in five cases, 19%.", ["illegal fishing"]),
        ("The balance between sail and steam changed. It has gone from 66%-34% in 2003.", ["sail", "steam"]),
        ("Pilots made up 58% of staff. Three quarters (76%) of captains agreed.", ["pilots", None]),
        ("Crews filed fewer claims – most had none, and an average of 47 in 2009.", ["claims"]),
        ("The number of pilots fell from 40 in 2016 to 31 in 2017.", ["pilots", "pilots"]),
    ],
)
def test_topics_of_other_words(tmp_path: Path, words: str, topics: list[str | None]) -> None:
    found = read(write(tmp_path, PRESSURES.format(words=words)))[1]
    assert [o.topic for o in found if o.value is not None or o.low is not None] == topics


@pytest.mark.parametrize(
    ("words", "sources"),
    [
        ("Some 40 boats sank. It was seen in 12% of ports (Moss 2019).", ["Moss 2019", "Moss 2019"]),
        ("Some 40 boats sank. Another worry is rot (Moss 2019).", [None]),
        ("Some 40 boats sank. Moss (2019) saw rot.", [None]),
        ("Some 40 boats sank. It rained. It snowed. All this is known (Moss 2019).", [None]),
        ("Rot was seen in 12% of ports (Moss 2019). These hold 900 boats.", ["Moss 2019", "Moss 2019"]),
        ("Rot was seen in 12% of ports (Moss 2019). Ports hold 900 boats.", ["Moss 2019", None]),
        ("Moss (2019) saw rot in 12% of ports, and Reed (2018) in 15%.", ["Moss 2019", "Reed 2018"]),
    ],
)
def test_sources_of_other_words(tmp_path: Path, words: str, sources: list[str | None]) -> None:
    assert [o.source for o in read(write(tmp_path, PRESSURES.format(words=words)))[1]] == sources
