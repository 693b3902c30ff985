"""What the consistency rules compare: tables as grids of observations, and numbers of the prose as claims."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scrgraph.reading.findings import Anchor, AuditFinding, Observation, Severity
from scrgraph.reading.quantities import Quantity, quantities
from scrgraph.reading.quantities_clauses import Range, sentences
from scrgraph.reading.quantities_periods import periods
from scrgraph.source.document import Block, BlockKind, Document
from scrgraph.source.text import Folded, Spans

KIND = "numeric-contradiction"
_TOKEN = re.compile(r"[a-z]+|\d+")
_FILLERS = frozenset({"year", "years", "s", "and", "the", "of", "or", "to", "in"})


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose columns are periods: its observations by row and column, and the base of each column."""

    label: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: dict[tuple[str, str], Observation]
    shares: dict[tuple[str, str], Observation]
    bases: dict[str, Observation]

    @property
    def name(self) -> str:
        """Name of the table as a reader knows it."""
        return table_name(self.label)

    def column(self, years: tuple[int, int]) -> str | None:
        """Return the column of these years."""
        return next((column for column in self.columns if years in years_of(column)), None)


@dataclass(frozen=True, slots=True)
class Claim:
    """A number of the prose with its block, its sentence (a range of the folded text) and its observation."""

    document: Document
    block: Block
    folded: Folded
    sentence: Range
    quantity: Quantity
    observation: Observation

    @property
    def words(self) -> str:
        """The sentence."""
        return self.folded.text[slice(*self.sentence)]

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """The clause that states the number, in one piece or more."""
        return anchors(self.document, self.observation.spans)


def table_name(label: str) -> str:
    """Return the name of a table as a reader knows it: "Table 1", "Appendix A"."""
    return f"Table {label}" if label[:1].isdigit() else label.replace("-", " ").title()


def years_of(label: str) -> tuple[tuple[int, int], ...]:
    """Return the years that a label names: "2001-03 and 2005-07" names two spans."""
    return tuple(period.years for period in periods(label))


def grids(observations: Sequence[Observation]) -> tuple[Grid, ...]:
    """Return the tables among the observations whose columns are periods, in order."""
    by_table: dict[str, list[Observation]] = defaultdict(list)
    for observation in observations:
        if observation.table is not None and observation.dimensions[-1][0] == "period":
            by_table[observation.table].append(observation)
    return tuple(_grid(label, found) for label, found in by_table.items())


def _grid(label: str, found: Sequence[Observation]) -> Grid:
    cells = [o for o in found if len(o.dimensions) > 1 and not isinstance(o.value, str)]
    keyed = {unit: {_place(o): o for o in reversed(cells) if o.unit == unit} for unit in ("count", "percent")}
    return Grid(
        label=label,
        rows=tuple(dict.fromkeys(o.dimensions[0][1] for o in cells)),
        columns=tuple(dict.fromkeys(o.dimensions[-1][1] for o in found)),
        counts=keyed["count"],
        shares=keyed["percent"],
        bases={o.dimensions[-1][1]: o for o in found if o.measure == "n" and len(o.dimensions) == 1},
    )


def _place(observation: Observation) -> tuple[str, str]:
    return observation.dimensions[0][1], observation.dimensions[-1][1]


def claims(document: Document, observations: Sequence[Observation]) -> tuple[Claim, ...]:
    """Return the numbers of the prose with their observations, in order."""
    prose = [o for o in observations if o.table is None]
    starts = defaultdict(list)
    blocks = document.blocks_of(BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION)
    owner = {span: block for block in blocks for span in block.spans}
    ordered = sorted(owner, key=lambda span: span.start)
    at = 0
    for observation in sorted(prose, key=lambda o: o.spans[0].start):
        while at + 1 < len(ordered) and ordered[at + 1].start <= observation.spans[0].start:
            at += 1
        starts[owner[ordered[at]].index].append(observation)
    return tuple(
        claim for block in blocks if starts[block.index] for claim in _claims(document, block, starts[block.index])
    )


def _claims(document: Document, block: Block, found: list[Observation]) -> Iterator[Claim]:
    folded = document.fold(block)
    ranges = sentences(folded.text)
    left = list(found)
    for quantity in quantities(folded.text):
        same = next((o for o in left if _same(o, quantity)), None)
        if same is not None:
            left.remove(same)
            sentence = next(r for r in ranges if r[0] <= quantity.start < r[1])
            yield Claim(document, block, folded, sentence, quantity, same)


def _same(observation: Observation, quantity: Quantity) -> bool:
    stated = (observation.value, observation.low, observation.high, observation.unit)
    return stated == (quantity.value, quantity.low, quantity.high, quantity.unit)


def anchors(document: Document, spans: Spans) -> tuple[Anchor, ...]:
    """Return an anchor for each span."""
    return tuple(Anchor(document.id, span, document.read((span,))) for span in spans)


def finding(rule: str, severity: Severity, message: str, *found: Anchor, repair: str | None = None) -> AuditFinding:
    """Return a contradiction between numbers, with both of its sides."""
    return AuditFinding(KIND, severity, message, rule, tuple(dict.fromkeys(found)), repair)


def tolerance(value: float) -> float:
    """Return half a unit of the last printed place: 0.5 for 47, 0.05 for 47.3."""
    _, _, places = f"{value:.6f}".rstrip("0").partition(".")
    return 0.5 * 10.0 ** -len(places) + 1e-9


def stems(text: str) -> frozenset[str]:
    """Return the words and numbers of a label without plural s and without words that tell nothing."""
    found = (token for token in _TOKEN.findall(text.lower()) if token not in _FILLERS)
    return frozenset(token.rstrip("s") if len(token) > 3 else token for token in found)
