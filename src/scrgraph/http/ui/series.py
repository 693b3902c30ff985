"""Numbers as series that a chart can draw: one observation a row, with its period as years and its rate per year."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from io import StringIO

from scrgraph import wire
from scrgraph.http.ui import links
from scrgraph.http.ui.rendering import figure

_PERIOD = re.compile(r"\b(\d{4})(?:\s*[-–]\s*(\d{4}|\d{1,2}))?\b")
_MEASURES = ("count", "percent")


@dataclass(frozen=True, slots=True)
class Point:
    """One observation: `start` and `end` in calendar years, `per_year` where the period's length is known."""

    category: str
    period: str
    start: float
    end: float
    years: float | None
    unit: str
    value: float
    per_year: float | None
    shown: str
    place: str


@dataclass(frozen=True, slots=True)
class Series:
    """What one table says in numbers."""

    document: str
    label: str
    title: str
    points: tuple[Point, ...]
    spans: tuple[tuple[int, int], ...]

    @property
    def place(self) -> str:
        """Address of the table in its document, or an empty text."""
        return links.place(self.document, self.spans) if self.spans else ""

    @property
    def unequal(self) -> bool:
        """Whether the periods differ in length, so that counts do not compare as printed."""
        return len({point.years for point in self.points if point.years}) > 1


def span_of(period: str) -> tuple[float, float] | None:
    """Return the calendar years of a period as printed ("2005-7", "1998-2001", "2010"), None where there is none."""
    found = _PERIOD.search(period)
    if found is None:
        return None
    start, printed = int(found[1]), found[2]
    if printed is None:
        return float(start), start + 1.0
    end = int(found[1][: 4 - len(printed)] + printed)
    if end < start and len(printed) < 4:
        end += 10 ** len(printed)  # "1999-02" ends in the next century
    return (float(start), float(end)) if end > start else None


Captions = Mapping[tuple[str, str], str]
"""Captions of tables by document and label."""


def tables(statistics: Iterable[wire.StatisticView], captions: Captions | None = None) -> list[Series]:
    """Return the tables that hold numbers by period, in the order of the documents."""
    grouped: dict[tuple[str, str], list[wire.StatisticView]] = {}
    for view in statistics:
        if view.table is not None:
            grouped.setdefault((view.document, view.table), []).append(view)
    made = [_series(at, views, (captions or {}).get(at, "")) for at, views in grouped.items()]
    return [series for series in made if series.points]


def _series(at: tuple[str, str], views: list[wire.StatisticView], caption: str) -> Series:
    drawn = [(view, list(_points(view))) for view in views]
    found = [point for _, points in drawn for point in points]
    measures = list(dict.fromkeys(view.measure for view, points in drawn if points and len(view.measure) > 1))
    named = " · ".join(measures[:5])
    title = caption or (f"Table {at[1]}: {named}" if at[1].isdigit() else named)
    if len(found) > 1 and max(Counter((point.category, point.unit) for point in found).values()) == 1:
        # Every row names itself: then the rows are one series, not many of one number each.
        found = [replace(point, category=named) for point in found]
    spans = [span for view in views for span in view.spans]
    whole = ((min(s[0] for s in spans), max(s[1] for s in spans)),) if spans else ()
    return Series(at[0], at[1], title, tuple(found), whole)


def _points(view: wire.StatisticView) -> Iterable[Point]:
    years = span_of(view.period or "")
    if years is None or view.unit not in _MEASURES or not isinstance(view.value, int | float):
        return
    others = [value for name, value in view.dimensions.items() if name != "period"]
    yield Point(
        category=" · ".join(others) or (view.population or "All"),
        period=view.period or "",
        start=years[0],
        end=years[1],
        years=view.years,
        unit=view.unit,
        value=float(view.value),
        per_year=round(view.value / view.years, 2) if view.years and view.unit == "count" else None,
        shown=figure(view.value, view.unit),
        place=links.place(view.document, view.spans),
    )


def as_data(series: Series) -> dict[str, object]:
    """Return a series as plain JSON data."""
    return asdict(series) | {"unequal": series.unequal, "place": series.place}


def as_csv(views: Iterable[wire.StatisticView]) -> str:
    """Return observations as CSV (RFC 4180) for a spreadsheet; a cell never begins as a formula does."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(
        ("measure", "category", "period", "years", "value", "per_year", "unit", "source", "table", "words", "iri")
    )
    for view in views:
        others = " · ".join(value for name, value in view.dimensions.items() if name != "period")
        rate = (
            view.value / view.years if view.years and isinstance(view.value, float) and view.unit == "count" else None
        )
        row = (
            view.measure,
            others,
            view.period or "",
            view.years or "",
            "" if view.value is None else view.value,
            "" if rate is None else round(rate, 2),
            view.unit,
            view.source or "",
            view.table or "",
            view.text,
            view.iri,
        )
        writer.writerow(_plain(cell) for cell in row)
    return out.getvalue()


def _plain(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t") else cell
