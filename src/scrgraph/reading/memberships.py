"""Who sat on a body, where a sentence lists them: "The panel comprised a barrister, the head of ..., and ..."."""

import re
from collections.abc import Iterator, Sequence

from scrgraph.reading.authority import Authority
from scrgraph.reading.findings import Mention
from scrgraph.reading.relations import Membership
from scrgraph.source.document import Block, BlockKind, Document
from scrgraph.source.sentences import sentences

_COMPRISED = re.compile(
    r"\b[Tt]he (?:\w+ ){0,3}?"
    r"(?P<body>panel|board|committee|commission|partnership|task force|team|council|group|inquiry)"
    r"(?:'s members| members)? (?:then |now )?"
    r"(?:comprise[sd]|consist(?:s|ed) of|(?:is|was|were) made up of|(?:is|was) composed of):? "
)
_BEGINS = re.compile(r"(?:and |also )?(?:an?|the|one|two|three|four|its|[A-Z]\w*)\b")
_KINDS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_LONGEST_LIST = 40


def find_memberships(document: Document, mentions: Sequence[Mention], authority: Authority) -> tuple[Membership, ...]:
    """Return the members of bodies that the document names, as it describes them, in reading order.

    The body is the last organisation named before in the same block whose name holds the word that the sentence
    uses ("the panel"); a sentence of another subject, or a list of fewer than two, yields nothing.
    """
    labels = {one.local: " ".join((one.label, *one.alternative)).casefold() for one in authority.organisations}
    return tuple(
        member
        for block in document.blocks_of(*_KINDS)
        for member in _members(document, block, [one for one in mentions if one.block == block.index], labels)
    )


def _members(
    document: Document, block: Block, named: Sequence[Mention], labels: dict[str, str]
) -> Iterator[Membership]:
    folded = document.fold(block)
    for start, end in sentences(folded.text):
        match = _COMPRISED.search(folded.text, start, end)
        if match is None:
            continue
        place, word = folded.span(match.start(), match.end()).end, match["body"].casefold()
        bodies = [one.entity for one in named if one.span.start < place and word in labels.get(one.entity, "")]
        items = list(_items(folded.text, match.end(), end))
        if bodies and len(items) > 1:
            for low, high in items:
                yield Membership(document.id, block.index, bodies[-1], folded.span(low, high), folded.text[low:high])


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the range of each item of a list; commas in brackets, and before no new noun phrase, part nothing."""
    cuts, depth = [start], 0
    for at in range(start, end):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if text[at] in ",;" and depth == 0 and _BEGINS.match(text, at + 2, end) and len(cuts) < _LONGEST_LIST:
            cuts.append(at + 2)
    for low, high in zip(cuts, [*(cut - 2 for cut in cuts[1:]), end], strict=True):
        low += len("and ") if text.startswith("and ", low) else 0
        yield low, high - 1 if text[high - 1] == "." else high
