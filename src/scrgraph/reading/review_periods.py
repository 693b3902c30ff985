"""The periods that a text may use to name a review ("the 2014-17 review"), with the entry each one leads to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scrgraph.reading.findings import PeriodicReview, Reference

_RANGE = re.compile(r"(?<![\d/])((?:19|20)\d\d) ?(?:[-–—]|to) ?((?:19|20)?\d\d)(?![\d/])")
_YEARLY = re.compile(r"\bannual\b", re.IGNORECASE)
_STUDY = re.compile(r"\b(?:review|reviews|analysis|overview|study|report|SCRs)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReviewPeriod:
    """A review known by its years [start, end] and, where reviews are numbered, by its number; `target` may be None."""

    number: int | None
    start: int
    end: int
    target: int | None


def parse_range(text: str) -> tuple[int, int] | None:
    """Return the years of "2014-17", "2003–2005" or "2003-5", None where the text is no such range."""
    found = re.fullmatch(r"((?:19|20)\d\d) ?(?:[-–—]|to) ?(\d{1,4})", text.strip())
    if not found or len(found[2]) == 3:
        return None
    end = int(found[1][: 4 - len(found[2])] + found[2])
    return (int(found[1]), end) if end > int(found[1]) else None


def parse_years(text: str) -> tuple[int, int] | None:
    """Return the years of a range, or of one year ("2012": 2012 to 2012), None where the text is neither."""
    return parse_range(text) or ((int(text), int(text)) if re.fullmatch(r"(?:19|20)\d\d", text.strip()) else None)


def review_periods(references: Sequence[Reference], reviews: Sequence[PeriodicReview]) -> tuple[ReviewPeriod, ...]:
    """Return the known periodic reviews; without any, the entries whose title ends in a range of years."""
    if reviews:
        keys = {reference.key.casefold(): reference.index for reference in reversed(references)}
        return tuple(
            ReviewPeriod(review.number, review.start, review.end, keys.get((review.key or "").casefold()))
            for review in reviews
        )
    return tuple(period for reference in references if (period := _from_title(reference)))


def _from_title(reference: Reference) -> ReviewPeriod | None:
    """Return the period of a title like "a triennial analysis of SCRs 2014-2017"."""
    title = reference.title or ""
    found = _RANGE.search(title)
    if not found or title[found.end() :].strip(" .") or not _STUDY.search(title) or _YEARLY.search(title):
        return None
    years = parse_range(found[0].replace("to", "-"))
    return ReviewPeriod(None, *years, reference.index) if years else None
