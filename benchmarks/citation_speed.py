"""Measure how fast citations are found and linked: MB a second of processor time, on real and on hostile text.

usage: python benchmarks/citation_speed.py [MEGABYTES]

The real text is the body of the report, repeated under its own reference list. A hostile text is one piece, repeated;
its list is the report's. `half` is the rate at half the size: a reader whose time grows faster than the text is
slower at the full size. `peak` is the memory that reading and linking took above the text itself.
"""

import sys
import time
import tracemalloc
from pathlib import Path

from scrgraph.reading.citations import find_citations
from scrgraph.reading.linking import link_citations
from scrgraph.reading.references import parse_references
from scrgraph.reading.reviews import find_reviews
from scrgraph.source.document import Document, Metadata
from scrgraph.source.plain_text import read_plain_text

REPORT = Path(__file__).parents[1] / "corpus" / "scr-1998-2019" / "report.txt"
HOSTILE = {
    "opening brackets": "(",
    "closing brackets": ")",
    "nested brackets": "((Wood 2016) ",
    "square brackets": "[[",
    "years": "2016 ",
    "years in brackets": "(2016) ",
    "years and commas": "2016, ",
    "one bracket of years": "(2016, 2016 ",
    "years with letters": "2016a, b, c, d, ",
    "capital letters": "A",
    "capital words": "Aa Bb ",
    "capitals and year": "Aa Bb Cc (2016) ",
    "the list's names": "Brandon and Munro and Wood ",
    "names and commas": "Brandon, Munro, ",
    "initials": "A. B. C. ",
    "inquiry": "inquiry ",
    "review": "the Wood review ",
    "Aa inquiry": "Aa inquiry ",
    "report of": "report of ",
    "et al": "et al ",
    "et al and year": "Aa et al (2016: ",
    "apostrophes": "'",
    "names in apostrophes": "Wood's ",
    "dots": ".",
    "abbreviations": "e.g. i.e. p. ",
    "semicolons": ";",
    "semicolons and years": "; 2016",
    "colons and pages": "2016: 1, 2, 3, ",
    "pages": "p. 12, ",
    "page ranges": "1-2, 3-4 and ",
    "dashes": "–",
    "periods": "2014-17 ",
    "editions": "2013 edition of Working Together ",
    "ordinals": "the third review ",
    "combining marks": "e\u0301",
    "one word": "a",
    "Hebrew": "\u05d0\u05d1 2016 ",
}


def measured(document: Document) -> tuple[int, float]:
    """Return how many citations are found and linked, and in how many seconds of processor time."""
    started = time.process_time()
    references = parse_references(document)
    reviews = find_reviews(document, references)
    linked = link_citations(find_citations(document, references, reviews), references, reviews)
    return len(linked), time.process_time() - started


def read(body: str, references: str) -> Document:
    return read_plain_text("made", f"{body}\n\nReferences\n\n{references}\n", Metadata("Made"))


def row(name: str, body: str, references: str) -> None:
    half, whole = read(body[: len(body) // 2], references), read(body, references)
    size = len(body.encode())
    _, before = measured(half)
    count, seconds = measured(whole)
    tracemalloc.start()
    measured(half)
    peak = tracemalloc.get_traced_memory()[1] * 2
    tracemalloc.stop()
    print(
        f"{name:<22}{size / 1e6 / seconds:>8.2f} MB/s{size / 2e6 / before:>8.2f} half{count:>9,} found"
        f"{peak / size:>7.0f} bytes a byte",
        flush=True,
    )


def thousands(count: int) -> str:
    """Return the list of `count` works by different authors, each cited three times in the body before it."""
    names = [f"A{chr(97 + n // 676 % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}son" for n in range(count)]
    entries = (
        f"{name}, B. and Zed, C. ({1990 + n % 30}) *A work of its own*. London: DfE." for n, name in enumerate(names)
    )
    return "\n\n".join(entries)


def main() -> None:
    size = int(float(sys.argv[1]) * 1e6) if len(sys.argv) > 1 else 1_000_000
    text = REPORT.read_text(encoding="utf-8")
    body, _, references = text.partition("\nReferences\n\nADCS")
    body, references = (
        body[body.index("\nPart 1: Introduction\n\n") :],
        "ADCS" + references.partition("\nAppendix A")[0],
    )
    row("the report", body * (size // len(body) + 1), references)
    listed = thousands(5000)
    cited = "".join(
        f"So it was found ({entry.partition(',')[0]} and Zed {1990 + n % 30}: {n}). " + "\n\n" * (n % 5 == 0)
        for n, entry in enumerate(listed.split("\n\n"))
    )
    row("5,000 references", cited * (size // len(cited) + 1), listed)
    for name, piece in HOSTILE.items():
        row(name, piece * (size // len(piece.encode()) + 1), references)


if __name__ == "__main__":
    main()
