"""What each passage is and is tied to: the values by which a search is narrowed, and their counts over what it found.

A value is counted over every passage that a search found, so that choosing it shows as many.
"""

from collections.abc import Callable, Mapping, Sequence
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
class Facet:
    """The values of one facet, sorted, with what is shown of each."""

    values: Sequence[str]
    labels: Sequence[str]

    def most(self, counts: NDArray[np.int64]) -> tuple[wire.FacetValue, ...]:
        """Return the most frequent values of which there are any, ties in order of the values."""
        order = np.argsort(-counts, kind="stable")[:FACET_VALUES].tolist()
        return tuple(wire.FacetValue(self.values[at], self.labels[at], int(counts[at])) for at in order if counts[at])


class Column:
    """One value for each passage row."""

    def __init__(self, values: Sequence[str], labels: Mapping[str, str]) -> None:
        distinct, self._numbers = np.unique(np.array(values, dtype=object).astype(str), return_inverse=True)
        self.values: list[str] = distinct.tolist()
        self._facet = Facet(self.values, [labels.get(value, value) for value in self.values])

    def holding(self, found: Callable[[str], bool]) -> Mask:
        """Mark the rows whose value passes a test."""
        return np.array([found(value) for value in self.values], dtype=bool)[self._numbers]

    def most(self, rows: Sequence[int]) -> tuple[wire.FacetValue, ...]:
        """Return the most frequent values of some rows."""
        return self._facet.most(np.bincount(self._numbers[rows], minlength=len(self.values)))


class Attributes:
    """The section, kind and document of each passage row, and the network that ties it to things."""

    def __init__(self, catalogue: Catalogue, network: Network, records: Sequence[LinkRecord], iris: Iris) -> None:
        """Read the attributes of every passage from a catalogue; `records` name the things."""
        self.iris = iris
        self._network = network
        numbers, titles = catalogue.field("passage", "section.number"), catalogue.field("passage", "section.title")
        headings = {number: f"{number} {title}" for number, title in zip(numbers, titles, strict=True)}
        self._rows = len(numbers)
        self.columns: Mapping[str, Column] = {
            "section": Column(numbers, headings),
            "kind": Column(catalogue.field("passage", "kind"), {}),
            "document": Column(catalogue.field("passage", "document"), {}),
        }
        self._things = {kind: self._tied_things(kind, {one.local: one.label for one in records}) for kind in THINGS}

    def _tied_things(self, kind: str, labels: Mapping[str, str]) -> tuple[list[int], Facet]:
        """Return the numbers of the things of a kind in the network, and their facet."""
        names = self._network.names
        numbers = [number for number, name in enumerate(names) if name.startswith(f"{kind}/")]
        things = [names[number] for number in numbers]
        return numbers, Facet([self.iris.thing(one) for one in things], [labels.get(one, one) for one in things])

    def __len__(self) -> int:
        return self._rows

    def tied(self, thing: str) -> Mask:
        """Mark the passages that are tied to a thing (a local id)."""
        mask = np.zeros(len(self), dtype=bool)
        mask[self._network.passages(thing)] = True
        return mask

    def inside(self, section: str) -> Mask:
        """Mark the passages of a section and of the sections below it."""
        below = f"{section}."
        return self.columns["section"].holding(lambda number: number == section or number.startswith(below))

    def counts(self, rows: Sequence[int]) -> dict[str, tuple[wire.FacetValue, ...]]:
        """Count things, sections, kinds and documents over passage rows, most frequent first."""
        tied = self._network.counts(rows)
        things = {kind: facet.most(tied[numbers]) for kind, (numbers, facet) in self._things.items()}
        return things | {name: column.most(rows) for name, column in self.columns.items()}
