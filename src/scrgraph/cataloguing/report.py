"""One report that has been read, with the look-ups that its records share."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from scrgraph import wire
from scrgraph.graph.names import work_iri
from scrgraph.graph.places import Places
from scrgraph.iri import Iris
from scrgraph.passages import Passage
from scrgraph.reading.findings import LinkedCitation, Reading, Reference, ResolvedCitation
from scrgraph.source.document import Document
from scrgraph.source.sentences import sentences
from scrgraph.source.text import Folded, Span

Thing = TypeVar("Thing")


class Report:
    """A document, its passages and what reading found in it."""

    def __init__(self, iris: Iris, document: Document, passages: Sequence[Passage], reading: Reading) -> None:
        self.iris = iris
        self.document = document
        self.passages = passages
        self.reading = reading
        self.places = Places(passages)
        self._folded: dict[int, Folded] = {}

    @cached_property
    def by_id(self) -> Mapping[str, Passage]:
        """Passages by id."""
        return {passage.id: passage for passage in self.passages}

    @cached_property
    def references(self) -> Mapping[int, Reference]:
        """Reference entries by their 1-based index."""
        return {reference.index: reference for reference in self.reading.references}

    @cached_property
    def works(self) -> Mapping[int, str]:
        """IRI of the work of every entry, by index."""
        return {index: work_iri(self.iris, reference) for index, reference in self.references.items()}

    @cached_property
    def citations(self) -> Mapping[str, Sequence[LinkedCitation]]:
        """Citations by the id of the passage that they stand in, in reading order."""
        ordered = sorted(self.reading.citations, key=lambda linked: linked.citation.span)
        return self.by_passage((linked.citation.span, linked) for linked in ordered)

    @cached_property
    def entities(self) -> Mapping[str, Sequence[str]]:
        """Local ids of the policies, organisations and reviews named, by passage id, first place first."""
        ordered = sorted(self.reading.mentions, key=lambda mention: mention.span)
        named = self.by_passage((mention.span, mention.entity) for mention in ordered)
        return {passage: tuple(dict.fromkeys(locals_)) for passage, locals_ in named.items()}

    @cached_property
    def reviews(self) -> Mapping[str, set[str]]:
        """Local ids of the periodic reviews that a passage names or cites, by passage id."""
        published = {review.key: review.local for review in self.reading.reviews if review.key}
        found: dict[str, set[str]] = defaultdict(set)
        for passage, locals_ in self.entities.items():
            found[passage].update(local for local in locals_ if local.startswith("review/"))
        for passage, citations in self.citations.items():
            keys = (self.key(linked) for linked in citations)
            found[passage].update(published[key] for key in keys if key in published)
        return found

    def by_passage(self, placed: Iterable[tuple[Span, Thing]]) -> dict[str, list[Thing]]:
        """Group things by the id of the passage in which their span begins, leaving out those between."""
        groups: dict[str, list[Thing]] = defaultdict(list)
        for span, thing in placed:
            if passage := self.places.of(span):
                groups[passage.id].append(thing)
        return dict(groups)

    def key(self, linked: LinkedCitation) -> str | None:
        """Key of the work that a citation is linked to."""
        found = self.references.get(linked.target) if isinstance(linked, ResolvedCitation) else None
        return found.key if found else None

    def work(self, linked: LinkedCitation) -> str | None:
        """IRI of the work that a citation is linked to."""
        return self.works.get(linked.target) if isinstance(linked, ResolvedCitation) else None

    def section(self, index: int) -> wire.SectionRef:
        """Where a passage of a section stands."""
        section = self.document.sections[index]
        return wire.SectionRef(number=section.number, title=section.title)

    def sentence(self, block: int, span: Span) -> str:
        """Folded text of the sentences of a block that a span touches."""
        if block not in self._folded:
            self._folded[block] = self.document.fold(self.document.blocks[block])
        folded = self._folded[block]
        first, last = folded.position(span.start), folded.position(span.end)
        touched = [
            (start, end) for start, end in sentences(folded.text) if start < max(last, first + 1) and first < end
        ]
        return folded.text[touched[0][0] : touched[-1][1]] if touched else folded.text
