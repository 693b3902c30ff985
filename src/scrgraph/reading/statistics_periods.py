"""Which period a number of the prose belongs to: the years or the review that its sentence names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scrgraph.reading.findings import PeriodicReview
from scrgraph.reading.quantities_clauses import Range
from scrgraph.reading.quantities_periods import MONTHS, periods

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_NUMBERS = {word: number for number, word in enumerate(_ORDINALS.split(), start=1)}
_NAMED = re.compile(
    rf"(?<!\ba )\b(?:(?P<number>{'|'.join(_NUMBERS)})|(?P<last>final|last|latest|most recent)) "
    r"(?:of the )?(?:periodic |biennial |triennial |SCR |national )?(?:over)?reviews?\b(?! (?:published|and))",
    re.IGNORECASE,
)
_REVIEW = re.compile(
    r"\)? (?:SCR |periodic |biennial |triennial )?(?:over)?(?:reviews?|views?|reports?|stud(?:y|ies)|cohorts?)\b"
)
_REVIEW_OF = re.compile(r"(?:overview|review|report) (?:of|on|for) (?:the )?$", re.IGNORECASE)
_REPORTS = re.compile(
    r"[^.;]{0,40}?\b(?:found|finds|show(?:s|ed)|not(?:es|ed)|report(?:s|ed)|calculated|estimated|suggest(?:s|ed)|"
    r"highlight(?:s|ed)|identified|quotes|recorded)\b"
)
_PLACED = re.compile(
    r"\b(?:in|by|during|for|of|to|from|between|at|over) (?:the )?(?:(?:end|start|beginning|period) (?:of )?)?$",
    re.IGNORECASE,
)
_DATE = re.compile(rf"(?:\d{{1,2}} )?(?:{MONTHS}) $")
_EDITION = re.compile(r" (?:editions?|version|guidance|survey|census|data|figures)\b")
_OPEN = re.compile(r"\b(?:up to|until|till|since|before|prior to|after) (?:the )?(?:\w+ of )?$", re.IGNORECASE)
_SPANNING = re.compile(r"\b(?:between|from) (?:the )?$", re.IGNORECASE)
_NOW = re.compile(r"\b(?:now|currently|today)\b|; ")
_JOINED = re.compile(r" and (?:the )?|, | to ")
_EARLIER = re.compile(r"(?<!than )(?<!than in )\b(?:earlier|previous|prior|predecessor|preceding)\b", re.IGNORECASE)
_AGAINST = re.compile(r"\b(?:from|compared|against|than|up|down|whereas|while)\b")
_BREAKS = re.compile(r", | to | and ")
_SEVERAL = re.compile(
    r"\b(?:subsequent|later|other|all|several|successive|previous|earlier|both) (?:[a-z]+ )?"
    r"(?:reviews|overviews|reports)\b"
)
_PREVIOUS = re.compile(
    r"\b(?:previous|preceding) (?:(?P<many>two|three|four|five) )?(?:(?:periodic|biennial|SCR) )?"
    r"(?:(?:over)?reviews?|stud(?:y|ies)|reports?)\b",
    re.IGNORECASE,
)
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_CROSSING = 1_000
_BREAK = 40


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """Years or a review named at [start, end) of a folded text; `review` where it is one of the periodic reviews.

    `named` says that the words name the review itself ("the 2009-11 overview") and not only its years.
    """

    start: int
    end: int
    label: str
    review: PeriodicReview | None = None
    named: bool = False
    joined: bool = False


def period_mentions(
    text: str, reviews: Sequence[PeriodicReview], citations: Sequence[Range] = ()
) -> tuple[PeriodMention, ...]:
    """Return the periods that a folded text names, in order; years inside citations are none."""
    found = [*_years(text, reviews, citations), *_by_number(text, reviews)]
    closed = [m for m in found if not _OPEN.search(text[max(0, m.start - 28) : m.start])]
    ordered = sorted(closed, key=lambda mention: (mention.start, mention.end))
    return tuple(_join(text, ordered))


def _years(text: str, reviews: Sequence[PeriodicReview], citations: Sequence[Range]) -> Iterator[PeriodMention]:
    for period in periods(text):
        if any(start < period.end and period.start < end for start, end in citations):
            continue
        review = next((r for r in reviews if (r.start, r.end) == period.years and not period.single), None)
        if not period.single:
            before = text[max(0, period.start - 24) : period.start]
            named = review is not None and bool(_REVIEW.match(text, period.end) or _REVIEW_OF.search(before))
            label = f"{period.first}-{period.last}" if " and " in period.text else period.text
            yield PeriodMention(period.start, period.end, label, review, named)
            continue
        date = _DATE.search(text[max(0, period.start - 14) : period.start])
        start = period.start - len(date.group()) if date else period.start
        if date or _PLACED.search(text[max(0, start - 32) : start]) or _EDITION.match(text, period.end):
            yield PeriodMention(start, period.end, text[start : period.end])


def _by_number(text: str, reviews: Sequence[PeriodicReview]) -> Iterator[PeriodMention]:
    for match in _NAMED.finditer(text) if reviews else ():
        number = _NUMBERS.get((match["number"] or "").lower())
        latest = max(reviews, key=lambda review: review.number)
        review = next((r for r in reviews if r.number == number), None) if number else latest
        if review is not None:
            yield PeriodMention(match.start(), match.end(), short_label(review), review, named=True)


def short_label(review: PeriodicReview) -> str:
    """Return the years of a review as reports name it: "2003-05", "1998-2001"."""
    same = review.start // 100 == review.end // 100
    return f"{review.start}-{review.end % 100:02d}" if same else f"{review.start}-{review.end}"


def _join(text: str, mentions: list[PeriodMention]) -> Iterator[PeriodMention]:
    """Join "2001-03 and 2005-07" into one mention: a number beside it belongs to both."""
    at = 0
    while at < len(mentions):
        first, last = mentions[at], mentions[at]
        while at + 1 < len(mentions) and _JOINED.fullmatch(text, last.end, max(last.end, mentions[at + 1].start)):
            at += 1
            last = mentions[at]
        if last is first or last.review is first.review is not None:
            yield first
        else:
            spanning = _SPANNING.search(text[max(0, first.start - 14) : first.start])
            label = f"{first.label} to {last.label}" if spanning else text[first.start : last.end]
            yield PeriodMention(first.start, last.end, label, joined=True)
        at += 1


def nearest(
    text: str, sentence: Range, at: Range, mentions: Sequence[PeriodMention], others: Sequence[Range]
) -> PeriodMention | None:
    """Return the period of the number `at`: the nearest mention in its sentence that no other number comes between.

    A mention beyond another number still counts, unless words such as "from" or "compared" set the two apart.
    """
    best: tuple[int, PeriodMention] | None = None
    for mention in mentions:
        if not sentence[0] <= mention.start < sentence[1]:
            continue
        gap = (at[1], mention.start) if mention.start >= at[1] else (mention.end, at[0])
        crossed = sum(gap[0] + 1 < other[0] < gap[1] for other in others)
        after = mention.start >= at[1]
        if (after and crossed and _AGAINST.search(text, *gap)) or (gap[0] < gap[1] and _parted(text, gap, after)):
            continue
        cost = max(0, gap[1] - gap[0]) + _CROSSING * crossed + _BREAK * len(_BREAKS.findall(text, *gap))
        if best is None or cost < best[0]:
            best = cost, mention
    return best[1] if best else None


def _parted(text: str, gap: Range, after: bool) -> bool:
    """Say whether the words between set a number and a period apart: "2013, and now", or a semicolon before it."""
    found = _NOW.search(text, *gap)
    return found is not None and (after or found.group() != "; ")


def reporter(text: str, sentence: Range, mentions: Sequence[PeriodMention]) -> PeriodMention | None:
    """Return the review that a sentence reports from ("The 2017-19 overview found ..."), None where there is none."""
    named = (m for m in mentions if m.named and sentence[0] <= m.start < sentence[1])
    return next((m for m in named if _REPORTS.match(text, m.end, sentence[1])), None)


def earlier_meant(text: str, clause: Range, at: Range, mention: PeriodMention | None) -> bool:
    """Say whether a number belongs to reviews before the one named ("risen from 7 in the previous two studies")."""
    for match in _EARLIER.finditer(text, *clause):
        far = max(match.start() - at[1], at[0] - match.end())
        if mention is None or far < max(mention.start - at[1], at[0] - mention.end):
            return True
    return False


def earlier_reviews(
    text: str, clause: Range, mention: PeriodMention | None, reviews: Sequence[PeriodicReview]
) -> PeriodMention | None:
    """Return the reviews that "the previous two studies" are, as seen from the one that is spoken of; else None."""
    match = _PREVIOUS.search(text, *clause)
    if match is None or mention is None or mention.review is None:
        return None
    many = _COUNTS.get((match["many"] or "one").lower(), 0)
    number = mention.review.number
    meant = sorted((r for r in reviews if number - many <= r.number < number), key=lambda review: review.number)
    if len(meant) != many or not meant:
        return None
    if many == 1:
        return PeriodMention(match.start(), match.end(), short_label(meant[0]), meant[0])
    label = " and ".join(map(short_label, meant))
    return PeriodMention(match.start(), match.end(), label, joined=True)


def names_several(text: str, sentence: Range) -> bool:
    """Say whether a sentence speaks of several reviews at once, so that what follows belongs to none of them."""
    return _SEVERAL.search(text, *sentence) is not None
