"""`/dump/...`: the graph, its network, the bibliography and the numbers to take away, and all of it as one crate.

Files are sent piece by piece. What must be computed is written once by a process of its own (`scrgraph export`), so
that nobody else's request waits for it, and is kept as long as this service serves the same generation.
"""

import subprocess
import sys
import tempfile
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from starlette.concurrency import run_in_threadpool

from scrgraph.errors import LimitError, NotFoundError
from scrgraph.http.crate import crate_files, zipped
from scrgraph.http.queryable import CORS
from scrgraph.http.service import TheLibrary
from scrgraph.indexes import layout
from scrgraph.library import Library

PATH = "/dump"
_CHUNK = 1 << 16
_GZIP_WINDOW = 31  # zlib's sign for a gzip header around the largest window
_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Dump:
    """A file that may be taken away; `export`: format of `scrgraph export` that makes it, None where it is there."""

    name: str
    media_type: str
    description: str
    export: str | None = None


DUMPS = (
    Dump("graph.nq.gz", "application/gzip", "The whole graph with its named graphs as N-Quads, gzip"),
    Dump("graph.ttl", "text/turtle", "The union of the named graphs as Turtle", "turtle"),
    Dump("graph.jsonld", "application/ld+json", "The whole graph as JSON-LD", "jsonld"),
    Dump("network.graphml", "application/graphml+xml", "Citations, themes and mentions as GraphML", "graphml"),
    Dump("network.gexf", "application/gexf+xml", "Citations, themes and mentions as GEXF", "gexf"),
    Dump("works.bib", "application/x-bibtex", "The reference lists as BibTeX", "bibtex"),
    Dump("works.ris", "application/x-research-info-systems", "The reference lists as RIS", "ris"),
    Dump("works.json", "application/vnd.citationstyles.csl+json", "The reference lists as CSL-JSON", "csl-json"),
    Dump("statistics.zip", "application/zip", "The numbers as CSV on the Web", "csvw"),
    Dump("ro-crate.zip", "application/zip", "All of this with texts, ontology, licence and provenance as an RO-Crate"),
)
_BY_NAME = {dump.name: dump for dump in DUMPS}
_IN_THE_CRATE = ("works.bib", "works.json", "statistics.zip", "network.graphml")


class Kept:
    """Files made by `scrgraph export`, by generation; gone with the process. Thread-safe, one made at a time."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="scrgraph-dumps-")
        self._lock = threading.Lock()

    def path(self, library: Library, dump: Dump) -> Path:
        """Return the file of a dump that must be made, after making it where it is not there.

        Raises:
            LimitError: it could not be made in time.
        """
        path = Path(self._folder.name) / f"{library.generation}-{dump.name}"
        with self._lock:
            if not path.exists():
                self._make(library, dump, path)
        return path

    @staticmethod
    def _make(library: Library, dump: Dump, path: Path) -> None:
        command = [sys.executable, "-m", "scrgraph.cli.main", "export", "--format", str(dump.export)]
        settings = library.settings
        arguments = ["-o", str(path), "--index", str(settings.index.resolve())]
        try:
            subprocess.run([*command, *arguments], check=True, capture_output=True, timeout=_SECONDS)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            message = f"The file {dump.name} could not be made now: try again, or run `scrgraph export` yourself."
            raise LimitError(message, limit="dump_seconds") from error


def router() -> APIRouter:
    """Return `/dump` and `/dump/{name}`."""
    api = APIRouter(tags=["dumps"])
    kept = Kept()

    async def listed() -> Response:
        """What may be taken away."""
        files = [{"url": f"{PATH}/{d.name}", "type": d.media_type, "description": d.description} for d in DUMPS]
        return JSONResponse(files, headers=CORS)

    async def dump(request: Request, library: TheLibrary, name: str) -> Response:
        """One file, sent piece by piece; its ETag changes with every build."""
        found = _BY_NAME.get(name)
        if found is None:
            raise NotFoundError(f"There is no dump {name[:50]!r}; there are: {', '.join(_BY_NAME)}.")
        tag = f'"{library.generation}-{found.name}"'
        headers = {**CORS, "etag": tag, "content-disposition": f'attachment; filename="{found.name}"'}
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={**CORS, "etag": tag})
        # It is compressed, or its size is what a reader wants to see: the gzip middleware must leave it alone.
        pieces = await run_in_threadpool(_pieces, kept, library, found)
        return StreamingResponse(pieces, media_type=found.media_type, headers=headers)

    api.add_api_route(PATH, listed, methods=["GET"], response_class=Response, responses=_LISTED)
    api.add_api_route(f"{PATH}/{{name}}", dump, methods=["GET"], response_class=Response, responses=_RESPONSES)
    return api


def _pieces(kept: Kept, library: Library, dump: Dump) -> Iterator[bytes]:
    if dump.name == "ro-crate.zip":
        made = {name: kept.path(library, _BY_NAME[name]) for name in _IN_THE_CRATE}
        return zipped(crate_files(library, made))
    if dump.export is None:
        return _gzipped(library.folder / layout.GRAPH)
    return _read(kept.path(library, dump))


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _gzipped(path: Path) -> Iterator[bytes]:
    compressor = zlib.compressobj(6, zlib.DEFLATED, _GZIP_WINDOW)
    for chunk in _read(path):
        if compressed := compressor.compress(chunk):
            yield compressed
    yield compressor.flush()


_PROBLEM: dict[str, object] = {
    "description": "An RFC 9457 problem",
    "content": {"application/problem+json": {}},
}
_LISTED: dict[int | str, dict[str, object]] = {
    200: {"description": "The files", "content": {"application/json": {"schema": {"type": "array"}}}}
}
_RESPONSES: dict[int | str, dict[str, object]] = {
    200: {"description": "The file", "content": {dump.media_type: {} for dump in DUMPS}},
    304: {"description": "It has not changed"},
    "4XX": _PROBLEM,
    "5XX": _PROBLEM,
}
