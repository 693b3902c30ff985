"""An index is opened whole, for its base, and built from what is there today; or refused with what to run."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from build_samples import Quiet, WordEncoder, make_settings

from scrgraph.build import build
from scrgraph.errors import IndexUnusableError
from scrgraph.indexes.inputs import code_sha256, files_sha256, library_versions
from scrgraph.indexes.manifest import Manifest, list_files, verify
from scrgraph.indexes.opening import is_stale, open_index, open_manifest, stale_reason
from scrgraph.settings import Settings


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = make_settings(tmp_path_factory.mktemp("built"))
    build(settings, Quiet(), WordEncoder)
    return settings


@pytest.fixture
def copy(built: Settings, tmp_path: Path) -> Settings:
    """A copy that a test may break."""
    for name in ("corpus", "index", "ontology"):
        shutil.copytree(getattr(built, name), tmp_path / name, symlinks=True)
    return Settings(corpus=tmp_path / "corpus", index=tmp_path / "index", ontology=tmp_path / "ontology")


def refused(settings: Settings) -> str:
    with pytest.raises(IndexUnusableError) as caught:
        open_index(settings)
    message = str(caught.value)
    assert "scrgraph build" in message
    assert "\n" not in message
    return message


def test_no_index(tmp_path: Path) -> None:
    assert "There is no index" in refused(Settings(index=tmp_path))


def damage_missing(path: Path) -> None:
    path.unlink()


def damage_truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def damage_corrupted(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x20
    path.write_bytes(content)


@pytest.mark.parametrize("damage", [damage_missing, damage_truncated, damage_corrupted])
def test_each_damaged_file_in_turn_is_named(copy: Settings, damage: Callable[[Path], None]) -> None:
    folder, manifest = open_index(copy)
    assert len(manifest.files) > 15
    for entry in manifest.files:
        path = folder / entry.path
        content = path.read_bytes()
        if not content:
            continue
        damage(path)
        assert entry.path in refused(copy)
        path.write_bytes(content)
    open_index(copy)


@pytest.mark.parametrize("damage", [damage_missing, damage_truncated, damage_corrupted])
def test_a_damaged_manifest_is_refused(copy: Settings, damage: Callable[[Path], None]) -> None:
    damage(open_index(copy)[0] / "manifest.json")
    refused(copy)


@pytest.mark.parametrize("content", [b"[]", b"{}", b"null", b'{"format": 1}', b'{"format": 1, "x": []}', b"\xff\xfe"])
def test_a_foreign_manifest_is_refused(copy: Settings, content: bytes) -> None:
    (open_index(copy)[0] / "manifest.json").write_bytes(content)
    assert "broken" in refused(copy)


def test_an_edited_manifest_is_refused(copy: Settings) -> None:
    path = open_index(copy)[0] / "manifest.json"
    content = json.loads(path.read_text())
    content["counts"]["passage"] += 1
    path.write_text(json.dumps(content))
    assert "broken" in refused(copy)


def test_another_format_is_told_apart(copy: Settings) -> None:
    path = open_index(copy)[0] / "manifest.json"
    path.write_text(json.dumps({"format": 99, "later": True}))
    assert "format 99" in refused(copy)


def test_files_of_another_generation_do_not_mix(copy: Settings) -> None:
    first, _ = open_index(copy)
    source = copy.corpus / "small" / "report.txt"
    source.write_text(source.read_text().replace("nine of the twelve", "six of the eleven"))
    build(copy, Quiet(), WordEncoder)
    second, _ = open_index(copy)
    shutil.copy(first / "dense.faiss", second / "dense.faiss")
    assert "dense.faiss" in refused(copy)


def test_a_generation_under_another_name_is_refused(copy: Settings) -> None:
    folder, _ = open_index(copy)
    folder.rename(folder.with_name("other"))
    (copy.index / "current").unlink()
    (copy.index / "current").symlink_to("generations/other")
    assert "belongs to generation" in refused(copy)


def test_sizes_alone_are_checked_where_asked(copy: Settings) -> None:
    folder, manifest = open_index(copy)
    damage_corrupted(folder / "dense.faiss")
    assert verify(folder, deep=False) == manifest
    with pytest.raises(IndexUnusableError, match="not the file"):
        verify(folder)


def test_another_base_is_refused(copy: Settings) -> None:
    other = Settings(**{**copy.model_dump(), "base": "https://example.org/graph"})
    with pytest.raises(IndexUnusableError, match="was built for"):
        open_manifest(other)


def change_text(settings: Settings) -> None:
    with (settings.corpus / "small" / "report.txt").open("a") as file:
        file.write("\nOne more line.\n")


def change_card(settings: Settings) -> None:
    with (settings.corpus / "small" / "document.toml").open("a") as file:
        file.write('publisher = "Somebody"\n')


def add_document(settings: Settings) -> None:
    (settings.corpus / "another.txt").write_text("Another report.")


def remove_document(settings: Settings) -> None:
    shutil.rmtree(settings.corpus / "small")


def change_ontology(settings: Settings) -> None:
    with (settings.ontology / "themes.ttl").open("a") as file:
        file.write("# a comment\n")


@pytest.mark.parametrize("change", [change_text, change_card, add_document, remove_document, change_ontology])
def test_an_index_of_something_else_is_stale(copy: Settings, change: Callable[[Settings], None]) -> None:
    change(copy)
    assert "stale" in refused(copy)
    assert is_stale(open_manifest(copy), copy)


def test_the_corpus_is_found_from_the_index(copy: Settings) -> None:
    alone = Settings(index=copy.index, ontology=copy.ontology)
    open_index(alone)
    change_text(copy)
    assert "corpus has changed" in refused(alone)


def test_an_index_may_travel_without_its_corpus(copy: Settings) -> None:
    shutil.rmtree(copy.corpus)
    assert open_index(Settings(index=copy.index, ontology=copy.ontology))[1].corpus[0].document == "small"


def test_another_model_is_stale_and_none_asked_is_not(copy: Settings) -> None:
    manifest = open_manifest(copy)
    assert stale_reason(manifest, copy) is None
    asked = Settings(**{**copy.model_dump(exclude={"model"}), "model": "somebody/other"})
    assert "words" in (stale_reason(manifest, asked) or "")


@pytest.mark.parametrize(
    "change", [{"code": "0" * 64}, {"libraries": {}}, {"scrgraph": "0.0.0"}], ids=["code", "libraries", "version"]
)
def test_changed_software_makes_it_stale_but_usable(copy: Settings, change: dict[str, object]) -> None:
    folder, manifest = open_index(copy)
    manifest.model_copy(update=change).write(folder)
    assert open_index(copy)[1].counts == manifest.counts
    assert is_stale(open_manifest(copy), copy)


def test_a_manifest_reads_back_as_written(copy: Settings, tmp_path: Path) -> None:
    manifest = open_manifest(copy)
    manifest.write(tmp_path)
    assert Manifest.read(tmp_path) == manifest


def test_what_engines_leave_behind_is_not_of_the_index(tmp_path: Path) -> None:
    for name in ("LOG", "LOG.old.1", "LOCK", ".tantivy-meta.lock", "kept.sst", "manifest.json"):
        (tmp_path / name).write_text(name)
    assert [entry.path for entry in list_files(tmp_path)] == ["kept.sst"]


def test_fingerprints_tell_names_and_contents_apart(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    first = files_sha256([tmp_path / "a"], tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    renamed = files_sha256([tmp_path / "b"], tmp_path)
    (tmp_path / "b").write_text("y")
    assert len({first, renamed, files_sha256([tmp_path / "b"], tmp_path), files_sha256([], tmp_path)}) == 4


def test_what_shapes_an_index_is_known() -> None:
    assert {"faiss-cpu", "tantivy", "torch", "pyoxigraph"} <= library_versions().keys()
    assert len(code_sha256()) == 64
