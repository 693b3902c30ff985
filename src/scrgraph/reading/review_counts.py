"""What the prose says of the size of a periodic review: "the 161 reviews", where a table states that number too.

The tables say what the size of a review is; a number of the prose about the same years is taken for its size only
where it is one of those, for reviews also speak of parts of their cases.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from scrgraph.reading.findings import Count, Observation, PeriodicReview
from scrgraph.reading.quantities_periods import whole_period
from scrgraph.reading.series import SeriesWords
from scrgraph.source.document import Document
from scrgraph.source.text import Span

_FIGURES = re.compile(r"\d[\d,]*")


def add_prose_counts(
    document: Document, reviews: Sequence[PeriodicReview], observations: Sequence[Observation], series: SeriesWords
) -> tuple[PeriodicReview, ...]:
    """Return the reviews, each with the counts of its cases that the prose restates after those of the tables."""
    counted = re.compile(series.things, re.IGNORECASE)
    prose = [one for one in observations if one.table is None and one.unit == "count"]
    sized = [one for one in prose if counted.fullmatch(one.population or "")]
    return tuple(replace(one, counts=one.counts + tuple(_restated(document, one, sized))) for one in reviews)


def _restated(document: Document, review: PeriodicReview, sized: Sequence[Observation]) -> Iterator[Count]:
    stated = {float(words.replace(",", "")) for count in review.counts for words in _FIGURES.findall(count.text)}
    for one in sized:
        period = whole_period(one.period or "")
        same = period is not None and period.years == (review.start, review.end)
        if same and isinstance(one.value, float) and one.value in stated:
            span = _words(document, one, one.value)
            if span is not None:
                yield Count(int(one.value), document.read((span,)), span)


def _words(document: Document, one: Observation, value: float) -> Span | None:
    """Return where the number and what it counts stand, None where the number is not in figures."""
    words = re.compile(rf"(?<![\d,.])(?:{value:.0f}|{value:,.0f})(?![\d,.]\d)(?: {re.escape(one.population or '')}\b)?")
    for span in one.spans:
        if match := words.search(document.text, span.start, span.end):
            return Span(*match.span())
    return None
