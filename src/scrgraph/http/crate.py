"""An RO-Crate 1.1 (Research Object Crate, https://w3id.org/ro/crate/1.1) of everything, written as it is sent."""

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from scrgraph import wire
from scrgraph.indexes import layout
from scrgraph.library import Library

_CONTEXT = "https://w3id.org/ro/crate/1.1/context"
_METADATA = "ro-crate-metadata.json"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1 << 16
_TYPES = {
    ".nq": "application/n-quads",
    ".ttl": "text/turtle",
    ".txt": "text/plain",
    ".bib": "application/x-bibtex",
    ".json": "application/json",
    ".zip": "application/zip",
    ".graphml": "application/graphml+xml",
}


@dataclass(frozen=True, slots=True)
class CrateFile:
    """A file of the crate: its name there, and its bytes or where they are."""

    name: str
    source: Path | bytes


def crate_files(library: Library, made: Mapping[str, Path]) -> tuple[CrateFile, ...]:
    """Return the files of the crate, the metadata first. `made`: exports by name."""
    ontology = sorted(library.settings.ontology.glob("*.ttl"))
    documents = library.documents()
    files = (
        CrateFile("graph.nq", library.folder / layout.GRAPH),
        *(CrateFile(f"ontology/{path.name}", path) for path in ontology),
        *(CrateFile(f"texts/{view.id}.txt", library.document_text(view.id).encode()) for view in documents),
        *(CrateFile(name, path) for name, path in made.items()),
    )
    metadata = json.dumps(_metadata(library, documents, files), indent=1, ensure_ascii=False) + "\n"
    return (CrateFile(_METADATA, metadata.encode()), *files)


def zipped(files: tuple[CrateFile, ...]) -> Iterator[bytes]:
    """Yield a zip of files in pieces; nothing of it is held. Entries carry a fixed date."""
    sink = _Sink()
    with ZipFile(sink, "w", ZIP_DEFLATED) as archive:
        for file in files:
            entry = ZipInfo(file.name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            with archive.open(entry, "w", force_zip64=True) as target:
                for chunk in _chunks(file.source):
                    target.write(chunk)
                    yield sink.taken()
    yield sink.taken()


class _Sink(io.RawIOBase):
    """An output that cannot seek, emptied from time to time."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, chunk: Any) -> int:
        self._parts.append(bytes(chunk))
        return len(chunk)

    def taken(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


def _chunks(source: Path | bytes) -> Iterator[bytes]:
    with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _metadata(library: Library, documents: list[wire.DocumentView], files: tuple[CrateFile, ...]) -> dict[str, Any]:
    manifest = library.manifest
    licences = list(dict.fromkeys(view.licence for view in documents if view.licence))
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": "scrgraph: what reports say, and where they say it",
        "description": "Reports read into passages, citations, themes and numbers, each led back to its words.",
        "identifier": library.generation,
        "datePublished": manifest.built,
        "license": [{"@id": licence} for licence in licences],
        "copyrightNotice": [view.attribution for view in documents if view.attribution],
        "hasPart": [{"@id": file.name} for file in files],
        "isBasedOn": [{"@id": view.source} for view in documents if view.source],
    }
    about = {"@id": _METADATA, "@type": "CreativeWork", "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"}}
    texts = {f"texts/{view.id}.txt": view for view in documents}
    return {
        "@context": _CONTEXT,
        "@graph": [
            {**about, "about": {"@id": "./"}},
            root,
            *(_file(file, texts.get(file.name)) for file in files),
            *_provenance(library, documents, licences),
        ],
    }


def _file(file: CrateFile, document: wire.DocumentView | None) -> dict[str, Any]:
    told: dict[str, Any] = {"@id": file.name, "@type": "File", "name": file.name}
    told["encodingFormat"] = _TYPES.get(Path(file.name).suffix, "application/octet-stream")
    if document is None:
        return told
    told |= {"name": document.title, "author": list(document.authors), "sameAs": document.iri}
    if document.licence:
        told["license"] = {"@id": document.licence}
    return told


def _provenance(library: Library, documents: list[wire.DocumentView], licences: list[str]) -> Iterator[dict[str, Any]]:
    manifest = library.manifest
    yield {
        "@id": "#reading",
        "@type": "CreateAction",
        "name": "Reading and indexing",
        "endTime": manifest.built,
        "instrument": {"@id": "#scrgraph"},
        "object": [{"@id": f"texts/{view.id}.txt"} for view in documents],
        "result": [{"@id": "graph.nq"}],
    }
    yield {
        "@id": "#scrgraph",
        "@type": "SoftwareApplication",
        "name": "scrgraph",
        "softwareVersion": manifest.scrgraph,
        "softwareRequirements": [f"{name} {number}" for name, number in sorted(manifest.libraries.items())],
    }
    for licence in licences:
        yield {"@id": licence, "@type": "CreativeWork", "name": "The terms of a report, as its publisher states them"}
    for view in documents:
        if view.source:
            yield {"@id": view.source, "@type": "CreativeWork", "name": view.title}
