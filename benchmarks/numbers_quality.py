"""How well the numbers of the report's prose are read: usage `numbers_quality.py`, from the top of the repository.

`numbers/prose.tsv` is a list made by hand, by reading the report: offsets of each number, its value or bounds, unit,
years, and the source that its sentence goes back to. A "claim" must be found; an "aside" (three aims, two reports) may
be. "?" is not judged; a source that ends in "|" may also be left out. `numbers/sentences.jsonl` are sentences in the
manner of other reports, which the rules have been developed on.
"""

import csv
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from scrgraph.reading.citations import find_citations
from scrgraph.reading.findings import Observation
from scrgraph.reading.linking import link_citations
from scrgraph.reading.quantities import Quantity, quantities
from scrgraph.reading.quantities_periods import periods
from scrgraph.reading.references import parse_references
from scrgraph.reading.reviews import find_reviews
from scrgraph.reading.statistics import find_observations
from scrgraph.source.corpus import read_file

REPORT = Path("corpus/scr-1998-2019/report.txt")
GOLD = Path(__file__).parent / "numbers" / "prose.tsv"
SENTENCES = Path(__file__).parent / "numbers" / "sentences.jsonl"
Row = dict[str, str]


def observations(path: Path) -> list[Observation]:
    """Return the numbers of a report's prose."""
    document = read_file(path)
    references = parse_references(document)
    reviews = find_reviews(document, references)
    citations = link_citations(find_citations(document, references, reviews), references, reviews)
    return [one for one in find_observations(document, citations, references, reviews) if one.table is None]


def covering(row: Row, found: Sequence[Observation]) -> list[Observation]:
    """Return the observations whose words hold a number of the list."""
    start, end = int(row["start"]), int(row["end"])
    return [one for one in found if any(span.start < end and start < span.end for span in one.spans)]


def same_value(row: Row, one: Observation) -> bool:
    """Say whether an observation states the value of a row, or its two bounds where it is a range."""
    if not row["value"]:
        return (one.low, one.high) == (float(row["low"]), float(row["high"]))
    return isinstance(one.value, float) and abs(one.value - float(row["value"])) <= 0.05


def right_years(row: Row, one: Observation) -> bool | None:
    """Say whether the years of an observation are those of a row, None where they are not judged."""
    if row["from"] == "?":
        return None
    named = list(periods(one.period or ""))
    return (str(named[0].first), str(named[-1].last)) == (row["from"], row["to"]) if named else not row["from"]


def right_source(row: Row, one: Observation) -> bool | None:
    """Say whether the source of an observation is that of a row, None where it is not judged."""
    if row["source"] == "?":
        return None
    return (one.source or "") == row["source"].rstrip("|") or (row["source"].endswith("|") and one.source is None)


def judged(rows: Sequence[Row], found: Sequence[Observation]) -> Iterator[tuple[Row, Observation | None]]:
    """Yield each claim with the observation that states it, the shortest first, or None."""
    for row in rows:
        if row["kind"] == "claim":
            near = sorted((one for one in covering(row, found) if same_value(row, one)), key=lambda one: len(one.text))
            yield row, next(iter(near), None)


def share(right: Sequence[bool | None]) -> str:
    """Return how many of the judged are right, and as a share."""
    known = [one for one in right if one is not None]
    return f"{sum(known)} of {len(known)} = {sum(known) / len(known):.3f}"


def alike(one: Quantity, number: dict[str, float | str | None]) -> bool:
    """Say whether a quantity is a number of the list, by value, bounds and unit."""
    near = all(
        (stated is None) == (listed is None) and abs((stated or 0.0) - float(listed or 0.0)) <= 0.06
        for stated, listed in ((one.value, number["value"]), (one.low, number["low"]), (one.high, number["high"]))
    )
    return near and one.unit == number["unit"]


def sentences() -> None:
    """Print how the numbers of single sentences are read, with every difference."""
    listed = stated = right = 0
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        left = list(quantities(row["text"]))
        listed, stated = listed + len(row["numbers"]), stated + len(left)
        for number in row["numbers"]:
            found = next((one for one in left if alike(one, number)), None)
            if found is None:
                print(f"otherwise: {number} in {row['text']}")
            else:
                left.remove(found)
                right += 1
    print(f"sentences: {right} of {listed} listed = {right / listed:.3f}; of {stated} found = {right / stated:.3f}")


def main() -> None:
    """Print recall, precision, and the share of right units, years and sources, with every miss."""
    with GOLD.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = observations(REPORT)
    pairs = list(judged(rows, found))
    hits = [(row, one) for row, one in pairs if one is not None]
    listed = [one for one in found if any(one in covering(row, found) for row in rows)]
    for name, missed in (
        ("missed", [row for row, one in pairs if one is None]),
        ("years", [row for row, one in hits if right_years(row, one) is False]),
        ("source", [row for row, one in hits if right_source(row, one) is False]),
    ):
        for row in missed:
            print(f"{name}: {row['words']} at {row['start']}")
    for one in (one for one in found if one not in listed):
        print(f"not in the list: {one.value} in {re.sub(' +', ' ', one.text)[:80]}")
    print("recall   ", share([one is not None for _, one in pairs]))
    print("precision", share([one in listed for one in found]))
    print("unit     ", share([row["unit"] == one.unit for row, one in hits]))
    print("years    ", share([right_years(row, one) for row, one in hits]))
    print("source   ", share([right_source(row, one) for row, one in hits]))
    sentences()


if __name__ == "__main__":
    sys.exit(main())
