"""The cases of the periodic reviews: each number with the places that state it, and what it comes to in a year."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scrgraph import wire
from scrgraph.http.ui import links

WIDTH = 100
"""Width of a bar's field in user units of its SVG."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What one or several places say: `words` verbatim, `places` as (name, address)."""

    words: str
    value: int | None
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Cases:
    """The numbers of one review, most often stated first; `low` and `high` are cases a year, None where unknown."""

    review: wire.ReviewView
    stated: tuple[Stated, ...]
    low: float | None
    high: float | None
    bar: tuple[float, float] | None

    @property
    def differ(self) -> bool:
        """Whether places state different numbers."""
        return len({one.value for one in self.stated if one.value is not None}) > 1


def cases(reviews: Sequence[wire.ReviewView], name: Callable[[str, int], str]) -> list[Cases]:
    """Return the cases of the reviews; `name` names a place by document and offset, bars share one scale."""
    rates = [_rates(review) for review in reviews]
    most = max((rate for found in rates for rate in found), default=1.0)
    return [_cases(review, found, most, name) for review, found in zip(reviews, rates, strict=True)]


def _rates(review: wire.ReviewView) -> list[float]:
    """Return the cases a year by every count; none where a place gives no plain number (a sample, an estimate)."""
    values = [count.value for count in review.counts]
    return sorted({value / review.length_years for value in values if value is not None}) if None not in values else []


def _cases(review: wire.ReviewView, rates: list[float], most: float, name: Callable[[str, int], str]) -> Cases:
    grouped: dict[int | str, list[wire.CountView]] = {}
    for count in review.counts:
        grouped.setdefault(count.text if count.value is None else count.value, []).append(count)
    stated = [
        Stated(
            min((one.text for one in counts), key=len),
            counts[0].value,
            tuple((name(one.document, one.spans[0][0]), links.place(one.document, one.spans)) for one in counts),
        )
        for counts in grouped.values()
    ]
    stated.sort(key=lambda one: -len(one.places))
    bar = (round(WIDTH * rates[0] / most, 1), round(WIDTH * rates[-1] / most, 1)) if rates else None
    low, high = (rates[0], rates[-1]) if rates else (None, None)
    return Cases(review, tuple(stated), low, high, bar)
