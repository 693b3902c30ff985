"""What `doctor` looks at. Every check answers; none raises for what it is there to find."""

import shutil
import socket
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version

from packaging.requirements import Requirement

from scrgraph.errors import IndexUnusableError, ScrgraphError
from scrgraph.settings import Settings

_SPACE_TO_BUILD = 500_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: its name, whether it is well, and what was seen or what to do."""

    name: str
    ok: bool
    detail: str


def packages(_settings: Settings) -> Check:
    """Check that every package scrgraph needs is here in a version that suits."""
    needed = [Requirement(line) for line in requires("scrgraph") or ()]
    wanted = [one for one in needed if one.marker is None or one.marker.evaluate({"extra": ""})]
    wrong = [f"{one.name} {one.specifier}" for one in wanted if not _installed(one)]
    python = ".".join(map(str, sys.version_info[:3]))
    if wrong:
        return Check("packages", False, f"missing or unsuitable: {', '.join(wrong)}; run make install")
    return Check("packages", True, f"Python {python}, scrgraph {version('scrgraph')}, {len(wanted)} packages")


def _installed(requirement: Requirement) -> bool:
    try:
        return requirement.specifier.contains(version(requirement.name), prereleases=True)
    except PackageNotFoundError:
        return False


def corpus(settings: Settings) -> Check:
    """Check that every document of the corpus can be read and is the one that its document.toml describes."""
    from scrgraph.source.corpus import find_sources, read_source  # loads the file readers

    try:
        documents = [
            read_source(source, max_bytes=settings.max_source_bytes) for source in find_sources(settings.corpus)
        ]
    except (ScrgraphError, OSError) as error:
        return Check("corpus", False, str(error))
    warnings = [warning for document in documents for warning in document.warnings]
    characters = sum(len(document.text) for document in documents)
    detail = f"{settings.corpus}: {len(documents)} documents, {characters:,} characters"
    return Check("corpus", True, "; ".join([detail, *warnings]))


def index(settings: Settings) -> Check:
    """Check that the index is whole, ours, and of today's corpus."""
    from scrgraph.indexes.opening import open_index, stale_reason  # loads the index formats

    try:
        _, manifest = open_index(settings)
    except IndexUnusableError as error:
        return Check("index", False, str(error))
    if reason := stale_reason(manifest, settings):
        return Check("index", False, f"{settings.index} is stale: {reason}; run scrgraph build")
    counts = ", ".join(f"{name} {count:,}" for name, count in manifest.counts.items())
    return Check("index", True, f"{settings.index}: generation {manifest.generation}, {counts}")


def index_folder(settings: Settings) -> Check:
    """Check that a build could write here, and has the room."""
    folder = settings.index
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free
    except OSError as error:
        return Check("index folder", False, f"{folder} cannot be written: {error.strerror}")
    enough = free >= _SPACE_TO_BUILD
    hint = "" if enough else f"; a build wants {_SPACE_TO_BUILD // 1_000_000} MB"
    return Check("index folder", enough, f"{settings.index} can be written, {free // 1_000_000:,} MB free{hint}")


def port(settings: Settings) -> Check:
    """Check that the service could listen."""
    address = f"{settings.host}:{settings.port}"
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(where)
    except OSError as error:
        return Check("port", False, f"{address}: {error.strerror}; a service may run already, or set SCRGRAPH_PORT")
    return Check("port", True, f"{address} is free")


CHECKS: tuple[Callable[[Settings], Check], ...] = (packages, corpus, index, index_folder, port)
