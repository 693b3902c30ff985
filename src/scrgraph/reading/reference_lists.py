"""Which reference list a citation belongs to, where each chapter of a document has its own."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scrgraph.reading.findings import Citation, Reference
from scrgraph.reading.reference_names import normal


@dataclass(frozen=True, slots=True)
class ReferenceLists:
    """The lists of a document: `numbers` tells of each entry, in their order, in which list (from 0) it stands.

    `starts` are the offsets of the entries, `works` the entries that print one work alike, by each of them.
    """

    starts: tuple[int, ...]
    numbers: tuple[int, ...]
    works: Mapping[int, Sequence[int]]

    @property
    def several(self) -> bool:
        """Whether there is more than one list."""
        return bool(self.numbers) and self.numbers[-1] > 0

    def of_entry(self, index: int) -> int:
        """Return the number of the list that holds the entry with this 1-based index."""
        return self.numbers[index - 1]

    def of_citation(self, citation: Citation) -> int:
        """Return the number of the list that a citation belongs to: the next one after it, else the last."""
        return self.numbers[min(bisect_right(self.starts, citation.span.start), len(self.numbers) - 1)]

    def own(self, target: int, citation: Citation) -> int:
        """Return the entry itself, or the same work's entry in the citation's own list."""
        here = self.of_citation(citation)
        if self.of_entry(target) == here:
            return target
        return next((index for index in self.works.get(target, ()) if self.of_entry(index) == here), target)


def reference_lists(references: Sequence[Reference], citations: Sequence[Citation]) -> ReferenceLists:
    """Tell the lists of a document apart: another begins where the text cites in between and the alphabet starts anew.

    What merely interrupts a list (a footnote, "Websites") does not part it.
    """
    places = sorted(citation.span.start for citation in citations)
    numbers: list[int] = []
    for at, reference in enumerate(references):
        before = references[at - 1] if at else None
        parted = before is not None and _anew(before, reference) and _cited_between(places, before, reference)
        numbers.append((numbers[-1] if numbers else 0) + parted)
    works: dict[int, list[int]] = {}
    for reference in references:
        if reference.duplicate_of is not None:
            same = works.setdefault(reference.duplicate_of, [reference.duplicate_of])
            same.append(reference.index)
            works[reference.index] = same
    return ReferenceLists(tuple(reference.spans[0].start for reference in references), tuple(numbers), works)


def _anew(before: Reference, after: Reference) -> bool:
    return normal(after.key) < normal(before.key)


def _cited_between(places: Sequence[int], before: Reference, after: Reference) -> bool:
    return bisect_left(places, before.spans[-1].end) < bisect_left(places, after.spans[0].start)
