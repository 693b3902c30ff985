"""Statistics as the index holds them, from a document read in a test."""

from functools import cache

from number_documents import real

from scrgraph import wire
from scrgraph.reading.findings import Observation


def view(observation: Observation) -> wire.StatisticView:
    """Return an observation as a statistic; its IRI is its local id."""
    return wire.StatisticView(
        iri=observation.local,
        measure=observation.measure,
        value=observation.value,
        low=observation.low,
        high=observation.high,
        unit=observation.unit,
        population=observation.population,
        period=observation.period,
        dimensions=dict(observation.dimensions),
        source=observation.source,
        document=observation.document,
        spans=tuple((span.start, span.end) for span in observation.spans),
        text=observation.text,
        years=observation.years,
        table=observation.table,
        footnote=observation.footnote,
        source_note=observation.source_note,
        topic=observation.topic,
    )


@cache
def report() -> tuple[wire.StatisticView, ...]:
    """Return the statistics of the real report."""
    return tuple(map(view, real()[2]))
