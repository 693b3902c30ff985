"""How an observation is named: in a fact's label, and in the text by which questions find it."""

from scrgraph import wire


def fact_label(statistic: wire.StatisticView) -> str:
    """Return a label: a table's cell by its row and column and the table's own words, a claim by its clause."""
    if statistic.table is None:
        return statistic.measure
    places = [value for name, value in statistic.dimensions.items() if name != "measure"]
    if statistic.measure == "n":
        return f"Number in the table's head, {', '.join(places)} ({statistic.population or 'all'})"
    return f"{statistic.measure}: {', '.join(places)}" if places else statistic.measure


def fact_text(statistic: wire.StatisticView) -> str:
    """Return the text that is embedded for an observation: label, population, period, unit."""
    unit = {"percent": "percentage", "count": "number"}.get(statistic.unit, statistic.unit)
    parts = (unit, fact_label(statistic), statistic.population, statistic.period)
    return "; ".join(part for part in parts if part)
