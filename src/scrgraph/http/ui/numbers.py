"""The pages of the numbers: tables as charts, the numbers of the prose, and both as files."""

from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from scrgraph import wire
from scrgraph.errors import NotFoundError
from scrgraph.http.service import TheLibrary
from scrgraph.http.ui import series
from scrgraph.http.ui.atlas import Atlas
from scrgraph.http.ui.shared import atlas_of, show

_CSV = "text/csv; charset=utf-8"


def numbers(request: Request, library: TheLibrary, q: str = "") -> Response:
    """The tables as charts, and the numbers of the prose."""
    atlas = atlas_of(request, library)
    wanted = q.strip().casefold()
    prose = [view for view in atlas.statistics if view.table is None and wanted in view.text.casefold()]
    return show(
        request,
        "numbers.html",
        tables=atlas.tables,
        documents=atlas.documents,
        prose=_by_section(atlas, prose),
        filter=q.strip(),
    )


def _by_section(
    atlas: Atlas, views: list[wire.StatisticView]
) -> list[tuple[str, list[tuple[str, list[wire.StatisticView]]]]]:
    """Return numbers by section, then by the words that hold them, in the order of the text."""
    grouped: dict[str, dict[str, list[wire.StatisticView]]] = {}
    for view in sorted(views, key=lambda view: (view.document, view.spans)):
        name = atlas.section(view.document, view.spans[0][0] if view.spans else 0)
        grouped.setdefault(name, {}).setdefault(view.text, []).append(view)
    return [(name, list(by_words.items())) for name, by_words in grouped.items()]


def table_data(request: Request, library: TheLibrary, document: str, label: str) -> Response:
    """One table as data for its chart."""
    return JSONResponse(series.as_data(_table(atlas_of(request, library), document, label)))


def table_file(request: Request, library: TheLibrary, document: str, label: str) -> Response:
    """One table as CSV."""
    atlas = atlas_of(request, library)
    _table(atlas, document, label)
    views = [view for view in atlas.statistics if (view.document, view.table) == (document, label)]
    return _file(series.as_csv(views), f"{document}-table-{label}")


def numbers_file(request: Request, library: TheLibrary) -> Response:
    """Every number as CSV."""
    return _file(series.as_csv(atlas_of(request, library).statistics), "numbers")


def _table(atlas: Atlas, document: str, label: str) -> series.Series:
    for found in atlas.tables:
        if (found.document, found.label) == (document, label):
            return found
    raise NotFoundError(f"There is no table {label[:60]!r} with numbers by period in {document[:60]!r}; see /numbers.")


def _file(text: str, name: str) -> Response:
    safe = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in name)
    return Response(text, media_type=_CSV, headers={"content-disposition": f'attachment; filename="{safe}.csv"'})


ROUTES: tuple[tuple[str, Any], ...] = (
    ("/numbers", numbers),
    ("/numbers.csv", numbers_file),
    ("/charts/{document}/table-{label}.json", table_data),
    ("/charts/{document}/table-{label}.csv", table_file),
)
