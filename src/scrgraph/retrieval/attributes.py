"""What each passage is and is tied to: the values by which a search is narrowed, and their counts over what it found.

A value is counted over every passage that a search found, so that choosing it shows as many.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scrgraph import wire
from scrgraph.indexes.catalogue import Catalogue
from scrgraph.iri import Iris
from scrgraph.reading.linker import LinkRecord
from scrgraph.retrieval.network import Network

THINGS = ("theme", "review", "policy", "organisation")
"""Kinds of thing that narrow a search, as the first part of their local ids."""
FACET_VALUES = 12

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Attributes:
    """The section, kind and document of each passage row, and the network that ties it to things."""

    iris: Iris
    network: Network
    sections: Sequence[str]
    kinds: Sequence[str]
    documents: Sequence[str]
    titles: Mapping[str, str]
    labels: Mapping[str, str]
    """A section's number and title by number; the label of a thing by local id."""

    @classmethod
    def open(cls, catalogue: Catalogue, network: Network, records: Sequence[LinkRecord], iris: Iris) -> "Attributes":
        """Read the attributes of every passage from a catalogue."""
        numbers, titles = catalogue.field("passage", "section.number"), catalogue.field("passage", "section.title")
        return cls(
            iris=iris,
            network=network,
            sections=numbers,
            kinds=catalogue.field("passage", "kind"),
            documents=catalogue.field("passage", "document"),
            titles={number: f"{number} {title}" for number, title in zip(numbers, titles, strict=True)},
            labels={record.local: record.label for record in records},
        )

    def __len__(self) -> int:
        return len(self.kinds)

    def tied(self, thing: str) -> Mask:
        """Mark the passages that are tied to a thing (a local id)."""
        mask = np.zeros(len(self), dtype=bool)
        mask[self.network.passages(thing)] = True
        return mask

    def inside(self, section: str) -> Mask:
        """Mark the passages of a section and of the sections below it."""
        below = f"{section}."
        return np.array([number == section or number.startswith(below) for number in self.sections], dtype=bool)

    def counts(self, rows: Sequence[int]) -> dict[str, tuple[wire.FacetValue, ...]]:
        """Count things, sections, kinds and documents over passage rows, most frequent first."""
        things: dict[str, dict[str, int]] = {kind: {} for kind in THINGS}
        for thing, count in self.network.things(rows).items():
            kind = thing.partition("/")[0]
            if kind in things:
                things[kind][thing] = count
        return {
            **{kind: self._things(counts) for kind, counts in things.items()},
            "section": _values(Counter(self.sections[row] for row in rows), self.titles),
            "kind": _values(Counter(self.kinds[row] for row in rows), {}),
            "document": _values(Counter(self.documents[row] for row in rows), {}),
        }

    def _things(self, counts: Mapping[str, int]) -> tuple[wire.FacetValue, ...]:
        most = _most(counts)
        return tuple(_value(self.iris.thing(thing), self.labels.get(thing, thing), count) for thing, count in most)


def _values(counts: Mapping[str, int], labels: Mapping[str, str]) -> tuple[wire.FacetValue, ...]:
    return tuple(_value(value, labels.get(value, value), count) for value, count in _most(counts))


def _most(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:FACET_VALUES]


def _value(value: str, label: str, count: int) -> wire.FacetValue:
    # Made here of what was checked at build: checking some eighty of them again takes longer than counting.
    return wire.FacetValue.model_construct(value=value, label=label, count=count)
