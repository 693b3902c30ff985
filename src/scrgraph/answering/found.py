"""What a query of the graph found, as facts: each row with its place in the text, counts and lists of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from scrgraph import wire
from scrgraph.answering.asked import Asked
from scrgraph.iri import Iris, fingerprint

Row = Mapping[str, str]
MOST_ROWS = 12
"""Rows shown as facts; the query that the answer shows yields them all."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a query found: rows of the same thing and label are one."""

    iri: str
    label: str
    value: str
    document: str
    spans: tuple[wire.Pair, ...]


def found(rows: Sequence[Row], iris: Iris, text: Callable[[str], str]) -> list[Found]:
    """Return what rows found, in their order; what has no place of its own stands where its label first does.

    What stands nowhere in the text is left out: nothing is shown that cannot be led back to it.
    """
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row["thing"], row.get("label", "")), []).append(row)
    things = []
    for (thing, label), same in groups.items():
        document = (iris.local(same[0].get("document", "")) or "").removeprefix("document/")
        spans = [(int(row["start"]), int(row["end"])) for row in same if "start" in row]
        if not spans and document and (at := text(document).find(label)) >= 0:
            spans = [(at, at + len(label))]
        if document and spans:
            things.append(Found(thing, label, same[0].get("value", ""), document, tuple(dict.fromkeys(spans))))
    return things


def facts(asked: Asked, things: Sequence[Found]) -> list[wire.FactView]:
    """Return what was found as facts, a count first where one is asked."""
    if not things:
        return []
    subject = f" of {asked.subject}" if asked.subject else ""
    if asked.form.shape == "together":
        joined = ", ".join(dict.fromkeys(thing.label for thing in things))
        whole = subject or " of the report"
        counted = [_derived(f"Number of {asked.form.title}{whole}", float(len(things)), "count", things)]
        one = _derived(f"{asked.form.title.capitalize()}{whole}", joined, "text", things)
        return [*(counted if asked.counts else []), one]
    heading = f"Number of {asked.form.title}{f': {asked.subject}' if asked.subject else ''}"
    counted = [_derived(heading, float(len({one.iri for one in things})), "count", things)] if asked.counts else []
    if asked.form.shape == "places":
        return counted
    if asked.form.shape == "tally":
        return counted + _tally(things)
    return counted + [_fact(thing) for thing in things[:MOST_ROWS]]


def _tally(things: Sequence[Found]) -> list[wire.FactView]:
    by_label: dict[str, list[Found]] = {}
    for thing in things:
        by_label.setdefault(thing.label, []).append(thing)
    ordered = sorted(by_label.items(), key=lambda pair: (-len({one.iri for one in pair[1]}), pair[0]))
    return [_derived(label, float(len({one.iri for one in same})), "count", same) for label, same in ordered][
        :MOST_ROWS
    ]


def _fact(thing: Found) -> wire.FactView:
    number = thing.value.isdecimal() and len(thing.value) < 4
    return wire.FactView(
        iri=thing.iri,
        label=thing.label,
        value=float(thing.value) if number else thing.value or thing.label,
        unit="count" if number else "text",
        dimensions={},
        document=thing.document,
        spans=thing.spans,
    )


def _derived(label: str, value: float | str, unit: str, things: Sequence[Found]) -> wire.FactView:
    """Return a fact made of several things of one document; its IRI is a fragment of the first one's."""
    iris = tuple(dict.fromkeys(thing.iri for thing in things))
    same = [thing for thing in things if thing.document == things[0].document]
    return wire.FactView(
        iri=f"{iris[0]}#{fingerprint(label, *iris)}",
        label=label,
        value=value,
        unit=unit,
        dimensions={},
        document=things[0].document,
        spans=tuple(dict.fromkeys(span for thing in same for span in thing.spans)),
        derived_from=iris,
    )
