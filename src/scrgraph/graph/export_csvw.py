"""CSV on the Web: every observation as a row, with metadata that says what each column means."""

import csv
import json
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from scrgraph.reading.quantities_periods import periods
from scrgraph.wire import StatisticView

TABLE = "statistics.csv"
METADATA = "statistics.csv-metadata.json"
COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("iri", "anyURI", "The observation's IRI"),
    ("measure", "string", "What was measured, in the words of the table or the sentence"),
    ("topic", "string", "The same in a word or two, for numbers of the prose, where that is sure"),
    ("value", "number", "The number, where the text gives one"),
    ("value_text", "string", "The words of a cell that holds no number"),
    ("low", "number", "The least value that inexact words allow"),
    ("high", "number", "The greatest value that inexact words allow"),
    ("unit", "string", "The unit: count, percent, GBP, years ..."),
    ("population", "string", "Who or what was counted"),
    ("period", "string", "The period, as printed"),
    ("start_year", "integer", "First year of the period, where it is one"),
    ("end_year", "integer", "Last year of the period, where it is one"),
    ("years", "number", "The length of the period in years: compare counts per year"),
    ("dimensions", "string", "Further dimensions, as a JSON object"),
    ("source", "string", "Key of the work that the text names as its source"),
    ("table", "string", "Label of the table; empty for the prose"),
    ("footnote", "string", "Text of the footnote that the number's mark points to"),
    ("source_note", "string", "Note of the table that names where its numbers come from"),
    ("document", "string", "Id of the document"),
    ("spans", "string", "Half-open ranges [start, end) in code points of the document's text, as JSON"),
    ("text", "string", "The words at the spans"),
)
_COMPUTED = ("value", "value_text", "start_year", "end_year", "dimensions", "spans")
_ALWAYS = ("iri", "measure", "unit", "dimensions", "document", "spans", "text")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_csvw(statistics: Sequence[StatisticView], out: BinaryIO) -> None:
    """Write a zip of `statistics.csv` (RFC 4180) and its metadata; entries carry a fixed date."""
    files = {TABLE: _csv(statistics), METADATA: json.dumps(_metadata(), indent=2, ensure_ascii=False) + "\n"}
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(ZipInfo(name, _EPOCH), text.encode(), ZIP_DEFLATED)


def _csv(statistics: Sequence[StatisticView]) -> str:
    buffer = StringIO(newline="")
    writer = csv.DictWriter(buffer, [name for name, _, _ in COLUMNS], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_rows(statistics))
    return buffer.getvalue()


def _rows(statistics: Sequence[StatisticView]) -> Iterator[dict[str, object]]:
    same = {name for name, _, _ in COLUMNS} - {*_COMPUTED}
    for statistic in statistics:
        named = list(periods(statistic.period or ""))
        start, end = named[0].years if len(named) == 1 else (None, None)
        words = isinstance(statistic.value, str)
        yield {
            **{name: getattr(statistic, name) for name in same},
            "value": None if words else statistic.value,
            "start_year": start,
            "end_year": end,
            "value_text": statistic.value if words else None,
            "dimensions": json.dumps(statistic.dimensions, ensure_ascii=False, sort_keys=True),
            "spans": json.dumps([list(span) for span in statistic.spans]),
        }


def _metadata() -> dict[str, Any]:
    columns = [
        {"name": name, "titles": name, "datatype": datatype, "dc:description": description, "required": name in _ALWAYS}
        for name, datatype, description in COLUMNS
    ]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": TABLE,
        "dc:title": "Numbers that the reports state",
        "dialect": {"lineTerminators": ["\r\n"]},
        "tableSchema": {"columns": columns, "primaryKey": "iri", "aboutUrl": "{+iri}"},
    }
