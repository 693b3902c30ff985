"""What a citation is for, where the text shows it (CiTO); left open where it does not."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from scrgraph.reading.findings import Reading

QUOTATION = "cito:includesQuotationFrom"
DATA = "cito:citesAsDataSource"


def citation_functions(reading: Reading) -> Mapping[int, str]:
    """Return the function of citations by their index in `reading.citations`, as curies.

    A citation that ends a displayed quotation includes a quotation; one that stands within the evidence of a
    number whose source it is cites data. Nothing else is claimed.
    """
    functions = dict.fromkeys(_data_sources(reading), DATA)
    quoted = (quotation.citation for quotation in reading.quotations)
    functions.update({index: QUOTATION for index in quoted if index is not None})
    return functions


def _data_sources(reading: Reading) -> Sequence[int]:
    order = sorted(range(len(reading.citations)), key=lambda i: reading.citations[i].citation.span)
    starts = [reading.citations[i].citation.span.start for i in order]
    keys = {reference.index: reference.key for reference in reading.references}
    found: list[int] = []
    for observation in reading.observations:
        if observation.source is None:
            continue
        for span in observation.spans:
            for index in order[bisect_left(starts, span.start) : bisect_left(starts, span.end)]:
                target = getattr(reading.citations[index], "target", None)
                if keys.get(target or 0) == observation.source:
                    found.append(index)
    return found
