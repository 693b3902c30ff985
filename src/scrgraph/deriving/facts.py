"""Facts for a reader: a stated number with its place, and a calculated one that names its inputs."""

from collections.abc import Mapping, Sequence

from scrgraph import wire
from scrgraph.deriving.inputs import length_of, number_of, shown, subject_of, unequal, where_of
from scrgraph.errors import InputError
from scrgraph.iri import fingerprint


def stated(statistic: wire.StatisticView) -> wire.FactView:
    """Return a statistic as a fact; the words of a cell that holds no number are its value."""
    value = number_of(statistic)
    label = f"{where_of(statistic)}: {subject_of(statistic)}"
    dimensions = dict(statistic.dimensions)
    for name, known in (("period", statistic.period), ("population", statistic.population)):
        if known:
            dimensions.setdefault(name, known)
    if statistic.footnote:
        dimensions["footnote"] = statistic.footnote
    return wire.FactView(
        iri=statistic.iri,
        label=f"{label}, {statistic.period}" if statistic.period else label,
        value=statistic.text if value is None else value,
        unit=statistic.unit,
        dimensions=dimensions,
        document=statistic.document,
        spans=statistic.spans,
    )


def derived(
    kind: str, inputs: Sequence[wire.StatisticView], value: float, unit: str, label: str, dimensions: Mapping[str, str]
) -> wire.FactView:
    """Return a calculated fact. Its IRI is a fragment of its first input's, so that it leads somewhere.

    Raises:
        InputError: no inputs, or inputs of several documents (a fact's spans are places of one text).
    """
    if not inputs or len({one.document for one in inputs}) > 1:
        raise InputError(f"a {kind} needs statistics of one document; give them together")
    distinct = {one.iri: one for one in inputs}
    spans = {span for one in distinct.values() for span in one.spans}
    notes = [one.footnote for one in distinct.values() if one.footnote]
    return wire.FactView(
        iri=f"{inputs[0].iri}#{kind}-{fingerprint(*distinct)}",
        label=label,
        value=value,
        unit=unit,
        dimensions=dict(dimensions) | ({"footnote": " ".join(dict.fromkeys(notes))} if notes else {}),
        document=inputs[0].document,
        spans=tuple(sorted(spans)),
        derived_from=tuple(distinct),
    )


def caution(inputs: Sequence[wire.StatisticView]) -> dict[str, str]:
    """Return the warning that a comparison of these inputs must carry, if any."""
    warnings = []
    if unequal(inputs):
        lengths = (f"{one.period}: {shown(length_of(one) or 0)}" for one in inputs)
        warnings.append(f"the periods differ in length (years: {', '.join(dict.fromkeys(lengths))})")
    bounded = [one for one in inputs if one.low is not None or one.high is not None]
    if bounded:
        warnings.append(f"{', '.join(shown(number_of(one) or 0, one.unit) for one in bounded)} is stated as a bound")
    return {"warning": "; ".join(warnings)} if warnings else {}
