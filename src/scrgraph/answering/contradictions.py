"""Where an answer rests on a number that the report contradicts, both sides are shown."""

import re
from collections.abc import Callable, Iterator, Sequence

from scrgraph import wire
from scrgraph.iri import Iris

KIND = "numeric-contradiction"
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
MOST_FINDINGS = 2
MOST = 4
"""Places of the other side shown; the audit lists them all."""


def bearing(
    findings: Sequence[wire.AuditView],
    facts: Sequence[wire.FactView],
    statements: Sequence[wire.StatementView],
    about: Callable[[str], bool],
) -> list[wire.AuditView]:
    """Return the contradictions that an answer rests on.

    Of a major one any place counts; a minor one, such as a rounding, concerns the number that it names first and not
    every number that it was calculated from. A statement holds more than was asked for: it counts where a major one's
    words in it are `about` the question.
    """
    places = [(fact.document, span) for fact in facts for span in fact.spans]
    said = [(statement.document, span) for statement in statements for span in statement.spans]
    found = []
    for finding in findings:
        major = finding.severity == "major"
        anchors = finding.anchors if major else finding.anchors[:1]
        if any(_same(anchor, place) for anchor in anchors for place in places) or (
            major and any(_within(anchor, place) and about(anchor.text) for anchor in anchors for place in said)
        ):
            found.append(finding)
    return found[:MOST_FINDINGS]


def other_sides(
    findings: Sequence[wire.AuditView], shown: Sequence[wire.FactView | wire.StatementView], iris: Iris
) -> list[wire.FactView]:
    """Return the places of contradictions that an answer does not show already, each number once, in their words."""
    spans = [(one.document, span) for one in shown for span in one.spans]
    told = {one.value for one in shown if isinstance(one, wire.FactView)}
    places = {
        tuple(numbers) or anchor.text: anchor
        for finding in findings
        for anchor in reversed(finding.anchors)
        for numbers in [[float(number.replace(",", "")) for number in _NUMBER.findall(anchor.text)]]
        if not any(_within(anchor, place) for place in spans) and not (numbers and told.issuperset(numbers))
    }
    return list(_facts(list(places.values())[:MOST], iris))


def notes(findings: Sequence[wire.AuditView]) -> tuple[str, ...]:
    """Return a sentence for each contradiction."""
    return tuple(f"The report contradicts itself here. {finding.message}" for finding in findings)


def _facts(anchors: Sequence[wire.AnchorView], iris: Iris) -> Iterator[wire.FactView]:
    for anchor in anchors:
        yield wire.FactView(
            iri=f"{iris.thing(f'document/{anchor.document}')}#{anchor.start}-{anchor.end}",
            label="stated otherwise",
            value=anchor.text,
            unit="text",
            dimensions={},
            document=anchor.document,
            spans=((anchor.start, anchor.end),),
        )


def _same(anchor: wire.AnchorView, place: tuple[str, wire.Pair]) -> bool:
    """Whether a place is the anchor, or overlaps it for the most part."""
    document, (start, end) = place
    common = min(anchor.end, end) - max(anchor.start, start)
    return document == anchor.document and 2 * common > max(anchor.end - anchor.start, end - start)


def _within(anchor: wire.AnchorView, place: tuple[str, wire.Pair]) -> bool:
    document, (start, end) = place
    return document == anchor.document and start <= anchor.start and anchor.end <= end
