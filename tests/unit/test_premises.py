"""A question that supposes a change which its table contradicts is told so, and only such a question."""

from typing import TYPE_CHECKING

import pytest
from statistic_views import report

from scrgraph.deriving.answers import NumberAnswers

if TYPE_CHECKING:
    from scrgraph.library import Library

KNOWN = NumberAnswers(report())
CONTRADICTED = [
    (
        "why did the number of children on protection plans fall between 2010 and 2019",
        'Table 3 gives 39,100 (2010) and 52,300 (2019) for "CP plans on 31 March", a rise and no fall',
    ),
    (
        "Why has the proportion of 16 and 17 year olds been falling since 2011?",
        'Table 1 gives 14% (2011-14) and 19% (2017-19) for "16+", a rise and no fall',
    ),
    (
        "What made the share of babies go up from 2003-5 to 2017-19?",
        'Table 1 gives 47% (2003-5) and 37% (2017-19) for "Under 1 year", a fall and no rise',
    ),
    (
        "What explains the surge in infants between 2014-17 and 2017-19?",
        'Table 1 gives 51.3 a year (2014-17) and 34.4 a year (2017-19) for "Under 1 year", a fall and no rise',
    ),
    (
        "reasons for the decline in section 47 enquiries between 2010 and 2015",
        'Table 3 gives 87,700 (2010) and 160,150 (2015) for "s. 47 enquiries over year", a rise and no fall',
    ),
]
SUPPOSED_RIGHTLY_OR_UNSURE = [
    "why did CP plans fall between 1998 and 2004",
    "why did section 47 enquiries rise between 2010 and 2019",
    "why did the number of 6-10s fall between 2011-14 and 2014-17",
    "why did the number of children on protection plans fall",
    "why did the number of children on protection plans fall in 2010",
    "why did protection plans fall between 2010 and 2017",
    "why did protection plans for neglect fall between 2010 and 2019",
    "why did children in care in Wales fall between 2010 and 2019",
    "why did referrals rise and fall between 2004 and 2019",
    "by how much did protection plans fall between 2010 and 2019",
    "why did infants fall between 2003-5 and 2011-14",
]


@pytest.mark.parametrize(("question", "told"), CONTRADICTED)
def test_what_the_table_gives_is_said(question: str, told: str) -> None:
    found = KNOWN.contradicted(question)
    assert found is not None
    assert found.told == told
    assert found.fact.derived_from


@pytest.mark.parametrize("question", SUPPOSED_RIGHTLY_OR_UNSURE)
def test_otherwise_nothing_is_said(question: str) -> None:
    assert KNOWN.contradicted(question) is None


@pytest.mark.index
@pytest.mark.xdist_group("index")
def test_the_answer_is_no_and_shows_the_table(library: "Library") -> None:
    answer = library.ask("why did the number of children on protection plans fall between 2010 and 2019")
    assert not answer.answered
    assert '39,100 (2010) and 52,300 (2019) for "CP plans on 31 March", a rise and no fall' in (answer.reason or "")
    assert [fact.value for fact in answer.facts] == [13200.0]
    assert library.ask("why did section 47 enquiries rise between 2010 and 2019").answered
