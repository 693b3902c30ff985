"""Entries of the reference list that a careful reader would query: malformed, indistinct, or older than their title."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from scrgraph.reading.audit_anchors import of_reference
from scrgraph.reading.findings import AuditFinding, Reference
from scrgraph.reading.reference_lists import ReferenceLists
from scrgraph.reading.reference_names import normal, short_name

_PERIOD = re.compile(r"(?<![\d/])((?:19|20)\d\d)(?: ?[-–—/] ?|(?: to )(?=\d{4}))((?:19|20)?\d\d)(?![\d/])")
# Titles of works that look back: what they cover must be over when they come out.
_BACKWARD = re.compile(
    r"\b(?:characteristics|statistics|analysis|annual report|annual review|findings|evaluation|survey|census|data"
    r"|expenditure|overview|reviews?|lessons)\b",
    re.IGNORECASE,
)
_FEWEST_PAIRS = 15
_MISPLACED = 0.05
"""A list of which at most this share of entries stand before an earlier letter is meant to be in order."""
_FILE = re.compile(r"(?<![\w/.:%-])[\w-]{3,80}\.(?:pdf|docx?|html?|aspx|xlsx?)\b", re.IGNORECASE)


def audit_entries(references: Sequence[Reference], lists: ReferenceLists) -> Iterator[AuditFinding]:
    """Yield the faults of single entries, then the entries that a citation cannot tell apart."""
    for reference in references:
        for rule, what, repair in _faults(reference):
            yield AuditFinding(
                kind="malformed-reference",
                severity="minor",
                message=f"The entry '{reference.key}' is malformed: {what}.",
                rule=rule,
                anchors=(of_reference(reference),),
                repair=repair,
            )
        if late := _late_period(reference):
            yield AuditFinding(
                kind="suspect-year",
                severity="minor",
                message=f"The entry '{reference.key}' covers {late}, which was not over in its year.",
                rule="title-after-year",
                anchors=(of_reference(reference),),
                repair="check the year of publication and the period in the title",
            )
    yield from _indistinct(references, lists)
    yield from _out_of_order(references, lists)


def _faults(reference: Reference) -> Iterator[tuple[str, str, str]]:
    text = reference.text
    if text.count("(") != text.count(")"):
        which = "closing" if text.count("(") > text.count(")") else "opening"
        yield "unbalanced-brackets", "its brackets do not pair", f"add the {which} bracket"
    if reference.year is None:
        yield "no-year", "it has no year", "add the year, or 'n.d.'"
    if not reference.authors:
        yield "no-author", "it has no author", "add the author or the issuing body"
    if reference.title is None:
        yield "no-title", "it has no title", "add the title"
    if reference.url is None and reference.doi is None and (found := _FILE.search(text)):
        yield "broken-address", f"'{found[0]}' is the name of a file, not its address", "give the whole address"


def _late_period(reference: Reference) -> str | None:
    """Return the period of a title that looks back on years after the year of publication."""
    title, year = reference.title or "", (reference.year or "")[:4]
    if not year.isdecimal() or not _BACKWARD.search(title):
        return None
    for found in _PERIOD.finditer(title):
        end = int(found[1][: 4 - len(found[2])] + found[2])
        if int(found[1]) <= int(year) < end:
            return found[0]
    return None


def _indistinct(references: Sequence[Reference], lists: ReferenceLists) -> Iterator[AuditFinding]:
    """Yield the entries of the same authors and year, apart from exact duplicates, that no letter tells apart."""
    same: defaultdict[tuple[int, str], list[Reference]] = defaultdict(list)
    for reference in references:
        if reference.year and reference.duplicate_of is None:
            same[lists.of_entry(reference.index), reference.key.casefold()].append(reference)
    for entries in same.values():
        if len(entries) > 1 and len({tuple(entry.authors) for entry in entries}) == 1:
            yield AuditFinding(
                kind="indistinct-references",
                severity="minor",
                message=f"{len(entries)} entries are cited as '{entries[0].key}'.",
                rule="same-authors-same-year",
                anchors=tuple(of_reference(entry) for entry in entries),
                repair=f"mark the years with letters: '{entries[0].key}a', '{entries[0].key}b'",
            )


def _out_of_order(references: Sequence[Reference], lists: ReferenceLists) -> Iterator[AuditFinding]:
    """Yield at most one finding: entries that stand too late, where nearly the whole list is in alphabetical order."""
    pairs = [
        (before, after)
        for before, after in pairwise(references)
        if lists.of_entry(before.index) == lists.of_entry(after.index) and before.authors and after.authors
    ]
    misplaced = [pair for pair in pairs if _stands_late(*pair)]
    if misplaced and len(pairs) >= _FEWEST_PAIRS and len(misplaced) <= _MISPLACED * len(pairs):
        named = ", ".join(f"'{after.key}' after '{before.key}'" for before, after in misplaced)
        yield AuditFinding(
            kind="malformed-reference",
            severity="minor",
            message=f"The list is in alphabetical order but for {named}.",
            rule="list-order",
            anchors=tuple(of_reference(entry) for pair in misplaced for entry in pair),
            repair="put the entries in their places",
        )


def _stands_late(before: Reference, after: Reference) -> bool:
    """Whether an entry belongs before its predecessor, by letters, by words and by the characters as printed alike."""
    return all(later < earlier for earlier, later in zip(_orders(before), _orders(after), strict=True))


def _orders(reference: Reference) -> tuple[str, str, str]:
    printed = short_name(reference.authors[0])
    words = normal(printed)
    return words.replace(" ", ""), words, printed.casefold()
