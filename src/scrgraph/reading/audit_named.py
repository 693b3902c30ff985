"""Works that the text speaks of without citing them: "... was published in May 2022", "(BASW website, April 2022)"."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from scrgraph.reading.audit_anchors import of_range
from scrgraph.reading.findings import AuditFinding, LinkedCitation, Reference
from scrgraph.reading.reference_names import normal
from scrgraph.source.document import BlockKind, Document
from scrgraph.source.sentences import sentences

_BODY = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.NOTE, BlockKind.FOOTNOTE)
_MONTH = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|spring|summer|autumn|winter|early|late),? )?"
)
_DATE = rf"(?:\d{{1,2}} )?{_MONTH}(?P<year>(?:19|20)\d\d)"
_WEBSITE = re.compile(rf"\((?P<work>[^()]{{2,60}}? web ?(?:site|page)),? (?:accessed )?{_DATE}\)")
_WORK = r"(?:review|report|inquiry|enquiry|study|strategy|[Ww]hite [Pp]aper|[Gg]reen [Pp]aper|consultation)"
_PUBLISHED = re.compile(
    rf"\b(?P<work>{_WORK} (?:into|of|on|by|from|about) [^.;()]{{3,120}}?) "
    rf"(?:was|were) (?:published|released|issued) (?:in|on) {_DATE}\b"
)
# Words of a title that the sentence must share before the entry is taken for the work that it speaks of.
_SHARED = 2
_SHORTEST = 4


def audit_named(
    document: Document, references: Sequence[Reference], citations: Sequence[LinkedCitation]
) -> Iterator[AuditFinding]:
    """Yield a finding for each work with a date that its sentence neither cites nor names as one of the list."""
    if not references:
        return
    linked: defaultdict[int, list[int]] = defaultdict(list)
    for one in citations:
        linked[one.citation.block].append(one.citation.span.start)
    for block in document.blocks_of(*_BODY):
        folded = document.fold(block)
        found = [*_WEBSITE.finditer(folded.text), *_PUBLISHED.finditer(folded.text)]
        ranges = sentences(folded.text) if found else []
        places = sorted(folded.position(at) for at in linked[block.index]) if found else []
        for match in found:
            start, end = ranges[bisect_right(ranges, (match.start(), len(folded.text))) - 1]
            cited = bisect_left(places, start) < bisect_left(places, end)
            if match.re is _PUBLISHED and (cited or _is_listed(match["work"], match["year"], references)):
                continue
            yield AuditFinding(
                kind="unlisted-work",
                severity="minor",
                message=f"'{match['work']}' ({match['year']}) is named but the reference list has no such entry.",
                rule="dated-not-listed",
                anchors=(of_range(document, folded, match.start("work"), match.end("year")),),
                repair="add the work to the reference list and cite it",
            )


def _is_listed(work: str, year: str, references: Sequence[Reference]) -> bool:
    said = {word for word in normal(work).split() if len(word) >= _SHORTEST}
    titles = (normal(one.title or "").split() for one in references if (one.year or "")[:4] == year)
    return any(len(said.intersection(title)) >= _SHARED for title in titles)
