"""Small column charts beside a fact, drawn without scripts: the numbers that a change or a rank was worked out from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scrgraph import wire
from scrgraph.http.ui.rendering import figure
from scrgraph.http.ui.series import span_of

WIDTH, HEIGHT = 420, 84
"""Size of the columns' field in user units of the SVG; a line of figures stands above, one of periods below."""
FEWEST = 3
_GAP = 3


@dataclass(frozen=True, slots=True)
class Column:
    """One observation: its box, and what is written above and below it."""

    x: float
    y: float
    width: float
    height: float
    above: str
    below: str


def sparks(
    facts: Iterable[wire.FactView], statistics: Mapping[str, wire.StatisticView]
) -> dict[str, tuple[Column, ...]]:
    """Return the charts of facts by their IRIs, for those worked out from a series of at least `FEWEST` numbers."""
    made = {}
    for fact in facts:
        views = [statistics[iri] for iri in fact.derived_from if iri in statistics]
        if found := columns(views):
            made[fact.iri] = found
    return made


def columns(views: Iterable[wire.StatisticView]) -> tuple[Column, ...]:
    """Return the columns of observations of one unit, each of its own period, in time; none where that is not so."""
    dated = []
    for view in views:
        years = span_of(view.period or "")
        if years is not None and isinstance(view.value, int | float):
            dated.append((years[0], float(view.value), view.unit, view.period or ""))
    return drawn(dated)


def drawn(dated: list[tuple[float, float, str, str]]) -> tuple[Column, ...]:
    """Return the columns of (start, value, unit, period), under the same conditions."""
    dated = sorted(one for one in dated if one[1] >= 0)
    alike = len({unit for _, _, unit, _ in dated}) == 1 and len({one[0] for one in dated}) == len(dated)
    most = max((value for _, value, _, _ in dated), default=0.0)
    if len(dated) < FEWEST or not alike or most <= 0:
        return ()
    step = WIDTH / len(dated)
    return tuple(
        Column(
            x=round(index * step, 1),
            y=round(HEIGHT * (1 - value / most), 1),
            width=round(step - _GAP, 1),
            height=round(HEIGHT * value / most, 1),
            above=figure(value, unit),
            below=period,
        )
        for index, (_, value, unit, period) in enumerate(dated)
    )
