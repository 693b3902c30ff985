"""What a question names or supposes that the documents do not speak of: no passage, however near, answers it."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property

from scrgraph import wire
from scrgraph.answering.constraints import Constraint
from scrgraph.answering.contents import unreported
from scrgraph.answering.stances import reversed_stance
from scrgraph.answering.statements import statement
from scrgraph.answering.whose import never_spoken_of, spoken_of
from scrgraph.indexes.catalogue import Catalogue
from scrgraph.reading.linker import Link
from scrgraph.retrieval.search import Searcher
from scrgraph.source.document import Document

CITED, POLICY = "work/", "policy/"


class Nowhere:
    """Looks for what is not spoken of in one generation."""

    def __init__(self, searcher: Searcher, catalogue: Catalogue, document: Callable[[str], Document]) -> None:
        self._searcher = searcher
        self._catalogue = catalogue
        self._document = document
        self._spoken = cache(lambda kind: spoken_of(kind, searcher.lexical, self._text))

    def find(self, question: str, links: Sequence[Link]) -> list[Constraint]:
        """Return what a question names or supposes that no document speaks of, or all say otherwise of."""
        return [
            *unreported(question, links, self._policy_type, self._naming),
            *self._never_named(question, links),
            *never_spoken_of(question, links, self._spoken),
            *reversed_stance(question, self._stretches),
        ]

    def _never_named(self, question: str, links: Sequence[Link]) -> list[Constraint]:
        """Return the policies that a question names and no document does."""
        return [
            Constraint(question[link.start : link.end], link.local, unheard=True)
            for link in links
            if link.local.startswith(POLICY) and not len(self._searcher.network.passages(link.local))
        ]

    def _text(self, row: int) -> str:
        return self._catalogue.row("passage", row, wire.PassageView).text

    def _stretches(self, name: str) -> Iterator[list[str]]:
        """Yield the sentences of each passage of prose that holds a name."""
        index = self._searcher.sentences
        for row in self._searcher.lexical.holding(name):
            passage = self._catalogue.row("passage", row, wire.PassageView)
            if passage.kind not in {"table", "reference"}:
                yield [passage.text[start:end] for start, end in index.places[list(index.of(row)), 1:].tolist()]

    def _policy_type(self, local: str) -> str | None:
        return self._policies[local].type if local in self._policies else None

    @cached_property
    def _policies(self) -> dict[str, wire.EntityView]:
        """Every policy that the documents name, by local id."""
        views = self._catalogue.all("policy", wire.EntityView)
        return {f"{POLICY}{view.iri.rpartition(f'/{POLICY}')[2]}": view for view in views}

    def _naming(self, local: str) -> Iterator[str]:
        """Yield the sentences that name a policy, or cite a work that is that policy itself."""
        keys = set(self._policies[local].keys)
        works = [self._catalogue.get("work", key, wire.ReferenceView) for key in sorted(keys)]
        things = [local, *(CITED + work.iri.rpartition(f"/{CITED}")[2] for work in works if work is not None)]
        index, network = self._searcher.sentences, self._searcher.network
        for row in dict.fromkeys(row for thing in things for row in network.passages(thing).tolist()):
            passage = self._catalogue.row("passage", row, wire.PassageView)
            document = self._document(passage.document)
            for start, end in index.places[list(index.of(row)), 1:].tolist():
                said = statement(passage, (start, end), document)
                cites = any(one.key in keys for one in said.citations)
                if cites or any(link.local == local for link in self._searcher.linker.link(said.text)):
                    yield said.text
