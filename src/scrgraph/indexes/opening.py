"""Opening the index in use: whole, for this base, and built from what is there today."""

import os
from pathlib import Path

from scrgraph.embedding import model_name
from scrgraph.errors import IndexUnusableError, SourceError
from scrgraph.indexes.inputs import (
    code_sha256,
    corpus_entries,
    library_versions,
    ontology_sha256,
    package_version,
)
from scrgraph.indexes.manifest import REMEDY, Manifest, verify
from scrgraph.settings import Settings
from scrgraph.source.corpus import find_sources

CURRENT = "current"


def current_folder(index: Path) -> Path:
    """Return the folder of the generation in use, links resolved, so that a later switch does not mix two.

    Raises:
        IndexUnusableError: there is none.
    """
    current = index / CURRENT
    if not current.is_dir():
        raise IndexUnusableError(f"There is no index in {index}; {REMEDY}.")
    return current.resolve()


def whole_folder(index: Path) -> Path | None:
    """Return the folder of the generation in use if every file of it is what its build wrote, however stale."""
    try:
        folder = current_folder(index)
        verify(folder)
    except IndexUnusableError:
        return None
    return folder


def open_manifest(settings: Settings, *, deep: bool = True) -> Manifest:
    """Return the verified manifest of the index in use, refused where it serves another base.

    Raises:
        IndexUnusableError: no index, or one that must not be trusted.
    """
    manifest = verify(current_folder(settings.index), deep=deep)
    if manifest.base != settings.base:
        raise IndexUnusableError(f"The index in {settings.index} was built for {manifest.base}; {REMEDY}.")
    return manifest


def open_index(settings: Settings) -> tuple[Path, Manifest]:
    """Return folder and manifest of the index in use, refused where corpus, ontology or model have changed.

    Raises:
        IndexUnusableError: no index, or one that is stale, mixed, truncated or foreign.
    """
    folder = current_folder(settings.index)
    manifest = open_manifest(settings)
    if manifest.generation != folder.name:
        raise IndexUnusableError(f"The index in {folder} belongs to generation {manifest.generation}; {REMEDY}.")
    if reason := input_change(manifest, settings):
        raise IndexUnusableError(f"The index in {settings.index} is stale ({reason}); {REMEDY}.")
    return folder, manifest


def is_stale(manifest: Manifest, settings: Settings) -> bool:
    """Return whether a build today would make another index."""
    return stale_reason(manifest, settings) is not None


def stale_reason(manifest: Manifest, settings: Settings) -> str | None:
    """Return why a build today would make another index, or None."""
    if manifest.scrgraph != package_version("scrgraph") or manifest.code != code_sha256():
        return "scrgraph itself has changed since the index was built"
    if manifest.libraries != library_versions():
        return "libraries have changed since the index was built"
    return input_change(manifest, settings)


def input_change(manifest: Manifest, settings: Settings) -> str | None:
    """Return what has changed in the corpus, the ontology or the chosen model, or None.

    A corpus that is no longer there proves nothing: an index may travel without it. A setting that was not
    given means the one that the index was built with.
    """
    given = settings.model_fields_set
    if "model" in given and model_name(settings.model) != manifest.model.name:
        return f"it was built with the model {manifest.model.name}"
    if settings.ontology.is_dir() and ontology_sha256(settings.ontology) != manifest.ontology:
        return "the ontology or an authority file has changed"
    corpus = settings.corpus if "corpus" in given else settings.index / manifest.corpus_folder
    if not corpus.is_dir():
        return None
    try:
        same = corpus_entries(find_sources(corpus), corpus) == manifest.corpus
    except SourceError as error:
        return f"the corpus has changed: {error}"
    return None if same else "the corpus has changed"


def relative_folder(folder: Path, start: Path) -> str:
    """Return a folder as seen from another one, so that both may move together."""
    return Path(os.path.relpath(folder.resolve(), start.resolve())).as_posix()
