"""Tables as observations: every cell that holds a value, with the row and column that say what it is."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scrgraph.iri import slug
from scrgraph.reading.findings import Observation
from scrgraph.reading.quantities import quantities
from scrgraph.reading.quantities_clauses import clause_of
from scrgraph.reading.quantities_periods import Period, length_in_years, whole_period
from scrgraph.reading.tables_cells import CellValue, Head, caption_unit, cell_values, read_head, without_mark
from scrgraph.source.document import Cell, Document, Table
from scrgraph.source.text import Span, fold

_CAPTION_LABEL = re.compile(r"^(?:table|figure|chart) [a-z]?\d{0,3}(?:\.\d{1,3})?[a-z]? ?[:.–—-]? ?", re.IGNORECASE)
_OVER_TIME = re.compile(r"(?:,? over time|, (?:selected years|by year|\d{4}).{0,60})$", re.IGNORECASE)
_AGES = re.compile(r"\b(?:years?|months?|weeks?)\b|\d\+$", re.IGNORECASE)
_MARK = re.compile(r"^[¹²³⁴⁵⁶⁷⁸⁹⁰*†‡§ ]+|^\[\d{1,2}\] ?")
_COUNTS = re.compile(r"\b(?:numbers?|counts?|total|base|rank|n|no\.)(?![\w])", re.IGNORECASE)
_SOURCE = re.compile(r"^(?:data )?sources?\b ?[:.–-]", re.IGNORECASE)
_BOUNDS = {"<": "high", "≤": "high", ">": "low", "≥": "low"}


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a table is to be read: its heads by column, what names its rows, and where its periods are."""

    document: str
    label: str
    title: str
    heads: dict[int, Head]
    row_name: str
    period_column: int | None
    wordy: frozenset[int]
    source_note: str | None
    unit: str
    marked: dict[int, int | None]

    @property
    def across(self) -> bool:
        """Say whether time runs across the columns."""
        dated = sum(bool(head.period and head.label == head.period.text) for head in self.heads.values())
        return dated * 2 > len(self.heads)


def caption_title(document: Document, table: Table) -> str:
    """Return a table's caption without its label: "Age profile of children over time"; its section's title if none."""
    if table.caption is None:
        return document.sections[table.section].title
    return _CAPTION_LABEL.sub("", document.fold(document.blocks[table.caption]).text)


def table_observations(document: Document, table: Table) -> tuple[Observation, ...]:
    """Return every value of a table in reading order, the bases of its columns ("n=161") first.

    A cell may hold several ("76 (47%)": a count and a percentage). A cell without a number in a column of numbers
    keeps its words as value; the numbers in such words are observations of their own, measured by their clause.
    Columns of prose (titles, names) hold no observations.
    """
    layout = _layout(document, table)
    found = [*_bases(document, table, layout)]
    for row in table.rows:
        label = next((cell for cell in row if cell.column == 0), None)
        for cell in row:
            if cell.column > 0 and cell.column != layout.period_column and cell.column not in layout.wordy:
                found.extend(_cell(document, layout, row, label, cell))
    return _distinct(found)


def _layout(document: Document, table: Table) -> _Layout:
    heads = {cell.column: read_head(cell.text) for cell in table.header if cell.column > 0}
    corner = next((cell.text.strip() for cell in table.header if cell.column == 0), "")
    labels = [without_mark(cell.text) for row in table.rows for cell in row if cell.column == 0]
    columns = {
        column: [cell.text for row in table.rows for cell in row if cell.column == column and cell.text.strip()]
        for column in heads
    }
    dated = [column for column, texts in columns.items() if texts and all(map(whole_period, texts))]
    wordy = {column for column, texts in columns.items() if not any(map(cell_values, texts))}
    return _Layout(
        document=document.id,
        label=table.label,
        title=caption_title(document, table),
        heads=heads,
        row_name=corner or _row_name(labels),
        period_column=dated[0] if dated else None,
        wordy=frozenset(wordy - set(dated)),
        source_note=_source_note(document, table),
        unit=caption_unit(caption_title(document, table)),
        marked={cell.column: cell.footnote for cell in table.header},
    )


def _source_note(document: Document, table: Table) -> str | None:
    notes = [document.fold(document.blocks[note]).text for note in table.notes if note > table.block]
    return " ".join(note for note in notes if _SOURCE.match(note)) or None


def _row_name(labels: list[str]) -> str:
    if labels and all(map(whole_period, labels)):
        return "period"
    ages = sum(bool(_AGES.search(label)) for label in labels)
    return "age group" if labels and ages * 2 > len(labels) else "category"


def _bases(document: Document, table: Table, layout: _Layout) -> Iterator[Observation]:
    for cell in table.header:
        head = layout.heads.get(cell.column)
        if head is None or head.base is None:
            continue
        value = CellValue(float(head.base), "", head.base_start, head.base_end)
        found = _observation(document, layout, head, cell, value, "total")
        span = _head_span(document, cell, head)
        spans = (span,)
        yield replace(found, measure="n", dimensions=found.dimensions[1:], spans=spans, text=document.read(spans))


def _head_span(document: Document, cell: Cell, head: Head) -> Span:
    """Return where the base of a column head stands in the source."""
    folded = fold(document.text, (cell.span,))
    start = folded.text.find(cell.text[head.base_start : head.base_end])
    return folded.span(start, start + head.base_end - head.base_start) if start >= 0 else cell.span


def _cell(
    document: Document, layout: _Layout, row: tuple[Cell, ...], label: Cell | None, cell: Cell
) -> Iterator[Observation]:
    head = layout.heads.get(cell.column)
    if head is None or not cell.text.strip():
        return
    name = without_mark(label.text) if label else str(cell.row)
    dated = next((c.text for c in row if c.column == layout.period_column), None)
    footnote = _footnote(document, cell.footnote, label.footnote if label else None, layout.marked.get(cell.column))
    values = cell_values(cell.text)
    for value in _with_units(values, head, layout.unit):
        found = _observation(document, layout, head, cell, value, name, dated)
        years = length_in_years(cell.text[value.end :]) or found.years
        yield replace(found, footnote=footnote, years=years)
    if not values:
        words = CellValue(0.0, "", 0, len(cell.text))
        found = _observation(document, layout, head, cell, words, name, dated)
        yield replace(found, value=without_mark(cell.text), low=None, high=None, footnote=footnote)
        yield from _worded(replace(found, footnote=footnote), cell.text, head.label)


def _footnote(document: Document, *blocks: int | None) -> str | None:
    """Return the text of the footnotes that a cell, the label of its row and the head of its column point to."""
    marked = dict.fromkeys(block for block in blocks if block is not None)
    return " ".join(_MARK.sub("", document.fold(document.blocks[block]).text) for block in marked) or None


def _with_units(values: Sequence[CellValue], head: Head, unit: str) -> Iterator[CellValue]:
    """Give the values of a cell the unit of their head or caption; of "120 (56.6)" only the second is in per cent."""
    shared = head.unit or ("" if _COUNTS.search(head.label) else unit)
    for at, value in enumerate(values):
        count = shared == "percent" and len(values) == 2 and at == 0 and not value.unit
        yield value if value.unit else replace(value, unit="count" if count else shared)


def _worded(cell: Observation, text: str, head: str) -> Iterator[Observation]:
    """Yield the numbers that a cell states in words, each measured by its clause: "estimates 90 reviews per year"."""
    found = quantities(text)
    ranges = [(quantity.start, quantity.end) for quantity in found]
    for quantity, at in zip(found, ranges, strict=True):
        clause = slice(*clause_of(text, (0, len(text)), at, [other for other in ranges if other != at], apart=True))
        column, _, unit = cell.local.rpartition("/")
        yield replace(
            cell,
            local=f"{column}/{slug(text[clause])}/{slug(quantity.unit) or unit}",
            measure=text[clause],
            value=quantity.value,
            low=quantity.low,
            high=quantity.high,
            unit=quantity.unit,
            population=quantity.noun or cell.population,
            dimensions=tuple((k, f"{head}: {text[clause]}" if k == "measure" else v) for k, v in cell.dimensions),
        )


def _observation(
    document: Document,
    layout: _Layout,
    head: Head,
    cell: Cell,
    value: CellValue,
    name: str,
    dated: str | None = None,
) -> Observation:
    column = head.period if layout.across else None
    period = column or _own_period(name, dated) or head.period
    unit = value.unit or head.unit or "count"
    kind = unit if unit in {"count", "percent"} else slug(unit)
    dimensions = ((layout.row_name, name), ("period" if layout.across else "measure", head.label))
    table = f"table-{layout.label}" if layout.label[:1].isdigit() else slug(layout.label)
    path = "/".join((table, slug(name), slug(head.label), kind))
    bound = _BOUNDS.get(value.qualifier[:1])
    return Observation(
        document=layout.document,
        local=f"observation/{layout.document}/{path}",
        measure=layout.title if layout.across else head.label,
        value=value.value,
        low=value.value if bound == "low" else None,
        high=value.value if bound == "high" else None,
        unit=unit,
        population=_population(layout.title) if layout.across else None,
        period=period.text if period else None,
        years=head.years if layout.across else None,
        dimensions=dimensions,
        source=None,
        spans=(cell.span,),
        text=document.read((cell.span,)),
        table=layout.label,
        source_note=layout.source_note,
    )


def _own_period(name: str, dated: str | None) -> Period | None:
    return whole_period(name) or (whole_period(dated) if dated else None)


def _population(title: str) -> str | None:
    """Return what a caption counts: the words after its first "of", without the time they cover."""
    _, _, after = title.partition(" of ")
    return _OVER_TIME.sub("", after).strip() or None


def _distinct(found: list[Observation]) -> tuple[Observation, ...]:
    """Number the second and later observations that two rows of the same label would give the same id."""
    seen: Counter[str] = Counter()
    kept: list[Observation] = []
    for observation in found:
        seen[observation.local] += 1
        again = seen[observation.local]
        kept.append(observation if again == 1 else replace(observation, local=f"{observation.local}-{again}"))
    return tuple(kept)
