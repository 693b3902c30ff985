"""Passages: one idea each, about 40-180 words, never crossing a section."""

from dataclasses import dataclass
from typing import Literal

from scrgraph.source.document import Document
from scrgraph.source.text import Spans

PassageKind = Literal["paragraph", "quotation", "list", "table", "reference", "front"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrievable piece of a document. `text` is the folded text at `spans`; `blocks` those it was made from.

    `id` is `<document>-<section number>-<fingerprint of its text>`; `context` the titles of its section path.
    """

    id: str
    document: str
    section: int
    kind: PassageKind
    spans: Spans
    text: str
    blocks: tuple[int, ...]
    context: str


def make_passages(document: Document) -> tuple[Passage, ...]:
    """Return the passages of a document in reading order."""
    raise NotImplementedError
