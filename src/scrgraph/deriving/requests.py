"""What a question asks of numbers: which calculation, over which years, in which table, about what."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from scrgraph.deriving.everyday import plain
from scrgraph.deriving.words import stems, without_times
from scrgraph.reading.quantities_periods import Period, periods

Years = tuple[int, int]
Wanted = Literal["value", "difference", "ratio", "highest", "lowest", "ranked", "total", "average", "trend"]

_PER_YEAR = re.compile(r"\b(?:per|a|each|every) (?:year|annum)\b|\bannual(?:ly)?\b|\byearly\b|\bannum\b", re.IGNORECASE)
_HIGHEST = re.compile(r"\b(?:highest|largest|biggest|greatest|most|maximum|peak(?:ed)?)\b", re.IGNORECASE)
_LOWEST = re.compile(r"\b(?:lowest|smallest|fewest|least|minimum)\b", re.IGNORECASE)
_DIFFERENCE = re.compile(
    r"\bhow (?:many|much) (?:more|fewer|less|higher|lower)\b|\b(?:difference|differ(?:ed)?|by how (?:much|many))\b|"
    r"\b(?:increase|decrease|rise|rose|fall|fell|drop|grow|grew|growth|change)d?\b|\b(?:go|gone|went) (?:up|down)\b",
    re.IGNORECASE,
)
_RATIO = re.compile(
    r"\bhow many times (?:more|higher|larger|as many|as high|greater)\b|\bratio\b|\btimes as (?:many|high|much)\b|"
    r"\bby how many (?:percent|per cent)\b(?! points?)|\bby what percentage\b(?! points?)|\btimes as many\b",
    re.IGNORECASE,
)
_TREND = re.compile(
    r"\bover time\b|\btrends?\b|\b(?:over|through) the (?:whole )?(?:period|years|cohorts|periods|reviews)\b|"
    r"\bhow (?:has|have|had|did|does|do)\b.{0,120}\b(?:(?:change|evolve|increase|decrease|move|shift)d?|"
    r"shifted|develop(?:ed)?|rise|risen|fall|fallen|grow|grown|go|gone)\b|\bwhat happened to\b",
    re.IGNORECASE,
)
_PERIODS = r"(?:cohorts?|periods?|(?:over|re)views?|columns?|years)"
_TOTAL = re.compile(
    r"\b(?:in total|totals?|altogether|in all|together|combined|sum|overall|add(?:ed|ing)? up|of all)\b|"
    rf"\b(?:all|across)(?: of)?(?: the| these)?(?: \w+){{0,2}} {_PERIODS}\b",
    re.IGNORECASE,
)
_AVERAGE = re.compile(
    rf"\b(?:averages?|mean)\b(?=.*\b(?:per|a|an|each|every|all|the|across) (?:\w+ ){{0,2}}?{_PERIODS}\b)", re.IGNORECASE
)
"""An average that is to be calculated: "the average number of infants per cohort", not "the average length"."""
_RANKED = re.compile(
    r"^\W*(?:(?:please|and) )*(?:rank|order|sort)\b|\b(?:put|list|give)\b.*\bin order\b|\branking of\b", re.IGNORECASE
)
_PART = r"(?:shares?|proportions?|percent\w*|per cent|fraction)"
_IT = r"(?:that|it|this|they|those|these)"
_OF_IT = re.compile(
    rf"(?:\b(?:and|then|say|tell me) )*\b(?:what|which) {_PART}\b[^?;,.]{{0,50}}?\b"
    rf"(?:(?:is|are|was|were) {_IT}|{_IT} (?:is|are|makes?|was|were)|"
    rf"(?:do|does|did) {_IT} (?:make|represent|form)(?: up)?)\b",
    re.IGNORECASE,
)
"""The share that a number just asked for has in its whole: "... and what share of all cases is that?"."""
_SHARE = re.compile(r"\b(?:percent\w*|percentige|per cent|shares?|proportions?|fraction|rate)\b|%", re.IGNORECASE)
_COUNT = re.compile(
    r"\bhow many\b|\b(?:numbers?|counts?|figures?)\b|\b(?:most|fewest)\b(?! recent\b)(?= [a-z\d])", re.IGNORECASE
)
_LATEST = re.compile(
    r"\b(?:final|latest|last|most recent) (?:periodic |SCR )?"
    r"(?:(?:over|re)views?|cohorts?|periods?|reports?|stud(?:y|ies))\b",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b(?:first|earliest)(?:,? and (?:the )?(?:last|latest|final))? (?:cohorts?|periods?|columns?)\b", re.IGNORECASE
)
_ENDS = re.compile(r"\bfirst,? and (?:the )?(?:last|latest|final) (?:cohorts?|periods?|columns?)\b", re.IGNORECASE)
_REVIEWS = re.compile(
    r"\b(?:how many|numbers? of|count of) (?:case )?reviews\b|\breviews (?:per|a|each|every) (?:year|annum)\b",
    re.IGNORECASE,
)
"""Reviews that are counted are cases; those that a number is given for are periods."""
APPENDIX = "appendix"
"""Any table of an appendix."""
_OTHERS = re.compile(
    r"\b(?:rather than|as opposed to|instead of|(?:and|but|,) not(?: an?)?)\b"
    r"(?:\s+(?!(?:in|on|at|for|from|between|during)\b)[\w’'-]+)*",
    re.IGNORECASE,
)
"""What a question sets aside: "serious harm rather than death" asks for serious harm."""
_TABLE = re.compile(r"\b(?:table|appendix|annex) ((?:[a-z]\d{0,2}|\d{1,2})(?:\.\d{1,2})?)(?!\w|\.\d)", re.IGNORECASE)
_AT_THE_BACK = re.compile(r"\b(?:appendix|annex|(?:list|table) at the (?:back|end))\b", re.IGNORECASE)
_OVER = re.compile(
    r"\bwhich (?:cohorts?|periods?|years?|(?:periodic )?(?:over|re)views?|stud(?:y|ies))\b|\b(?:when|what year)\b|"
    r"\bin (?:which|what) (?:cohorts?|periods?|years?|reviews?)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r",? and (?=(?:what|why|how|which|who|when|where|was|is)\b)|, and (?=(?:do|does|did|are|were|has|have)\b)|[?;] ",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince (?:the )?(?=\d{4})", re.IGNORECASE)
_AGAINST = re.compile(r"\b(?:compared?|against|versus)\b", re.IGNORECASE)
_ORDINAL = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) "
    r"(?:periodic |biennial )?(?:over|re)views?\b",
    re.IGNORECASE,
)
_NOISE = frozenset(
    "cohort period review overview study table appendix annex time trend total altogether combined sum overall "
    "highest largest biggest greatest most maximum peak peaked lowest smallest fewest least minimum difference "
    "differ differed increase increased decrease decreased rise rose risen fall fell fallen drop dropped grow "
    "grew growth grown change changed percent percentage cent share proportion fraction rate number count figure "
    "annual annually yearly annum level value reach reached go went develop developed evolve evolved move moved "
    "final latest together rank ranked ranking order ordered sort sorted point list put taken last recent "
    "periodic make made high low higher lower common whole gone one two three four five six seven eight nine ten "
    "part listing listed tabulated size big large small volume amount quantity scale extent activity workload "
    "caseload column row cell sample analysis biennial triennial dataset data ones factor multiple pattern since "
    "points head headcount tally breakdown split bracket band entry statistic stat".split()
)

_MEAN = frozenset({"average", "mean"})


@dataclass(frozen=True, slots=True)
class Request:
    """A question about numbers. `words` are its telling words.

    `latest` and `first` say that it means the last or the first period there is; `bare` that it asks for no number in
    so many words, and may only name a cell of a table; `share_too` that the share of the number in its whole is asked.
    """

    wanted: Wanted
    unit: Literal["count", "percent", "any"]
    per_year: bool
    over_periods: bool
    periods: tuple[Years, ...]
    latest: bool
    first: bool
    bare: bool
    table: str | None
    words: frozenset[str]
    share_too: bool = False


def parse_requests(question: str, linked: Sequence[Years] = ()) -> list[Request]:
    """Return what the clauses of a question ask of numbers, nothing where it asks for none.

    `linked` are the years of reviews that the question names otherwise than by years ("the third review").
    """
    question = plain(question)
    alone = _OF_IT.sub("", question)
    found = (_request(clause.strip(" ?.!,:;"), linked) for clause in clauses(alone))
    share_too = alone != question
    return [replace(request, share_too=share_too) for request in found if request is not None]


def clauses(question: str) -> list[str]:
    """Return the parts of a question that each ask for a number of their own."""
    return _CLAUSE.split(question)


def _request(clause: str, linked: Sequence[Years]) -> Request | None:
    clause = _OTHERS.sub("", clause)
    named = list(periods(clause))
    wanted = _wanted(clause, len({period.years for period in named}))
    share, count = _SHARE.search(clause) is not None, _COUNT.search(clause) is not None
    bare = wanted == "value" and not (share or count or _PER_YEAR.search(clause))
    if bare and not (named or linked or _LATEST.search(clause) or _FIRST.search(clause)):
        return None
    table = _TABLE.search(clause)
    rest = clause
    for period in reversed(named):
        rest = f"{rest[: period.start]} {rest[period.end :]}"
    for pattern in (_TABLE, _PER_YEAR, _FIRST, _LATEST, _ORDINAL, _RATIO):
        rest = pattern.sub(" ", rest)
    rest = _AT_THE_BACK.sub(" ", rest)
    years = dict.fromkeys([*(period.years for period in named), *linked])
    return Request(
        wanted=wanted,
        unit="percent" if share else "count" if count else "any",
        per_year=_PER_YEAR.search(clause) is not None,
        over_periods=_OVER.search(clause) is not None,
        periods=tuple(years),
        latest=_to_the_last(clause, wanted, named, linked),
        first=_FIRST.search(clause) is not None,
        bare=bare,
        table=table[1].casefold() if table else APPENDIX if _AT_THE_BACK.search(clause) else None,
        words=frozenset(
            stems(without_times(rest))
            - _NOISE
            - (_MEAN if wanted == "average" or _PER_YEAR.search(clause) else frozenset())
        )
        | (stems("case") if _REVIEWS.search(clause) else frozenset()),
    )


def _to_the_last(clause: str, wanted: Wanted, named: Sequence[Period], linked: Sequence[Years]) -> bool:
    """Whether a clause means the last period there is, where `linked` does not name it: "since 2004"."""
    since = len(named) == 1 and wanted in {"difference", "trend", "ratio"} and _SINCE.search(clause) is not None
    ends = (_LATEST.search(clause) or _ENDS.search(clause)) is not None
    return (ends or since) and set(linked) <= {period.years for period in named}


def _wanted(clause: str, dated: int) -> Wanted:
    """Return the calculation that a clause asks for; a change between two periods is a difference."""
    if _RATIO.search(clause):
        return "ratio"
    if dated < 2 and _TREND.search(clause):
        return "trend"
    if _DIFFERENCE.search(clause) or _TREND.search(clause) or (dated > 1 and _AGAINST.search(clause)):
        return "difference"
    for wanted, pattern in _PLAIN.items():
        if pattern.search(clause):
            return wanted
    return "value"


_PLAIN: dict[Wanted, re.Pattern[str]] = {
    "average": _AVERAGE,
    "ranked": _RANKED,
    "highest": _HIGHEST,
    "lowest": _LOWEST,
    "total": _TOTAL,
}
"""Calculations that words of their own ask for, the first that is asked for first."""
