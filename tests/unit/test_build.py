"""The build on a tiny corpus: whole, atomic, and clear about what it cannot read."""

import subprocess
import sys
from pathlib import Path

import pytest
from build_samples import Quiet, WordEncoder, make_settings

from scrgraph import wire
from scrgraph.build import build
from scrgraph.errors import BuildError, SourceError
from scrgraph.indexes import layout
from scrgraph.indexes.catalogue import Catalogue
from scrgraph.indexes.dense import DenseIndex
from scrgraph.indexes.documents import read_document, read_text
from scrgraph.indexes.lexical import LexicalIndex
from scrgraph.indexes.opening import is_stale, open_index
from scrgraph.settings import Settings


def test_a_build_makes_a_whole_and_fresh_index(tmp_path: Path) -> None:
    settings, progress = make_settings(tmp_path), Quiet()
    manifest = build(settings, progress, WordEncoder)
    folder, opened = open_index(settings)
    assert progress.stages[0] == "Reading"
    assert progress.stages[-2:] == ["Publishing", "done"]
    assert opened.seconds.keys() == set(progress.stages[:-2])
    assert opened.files == manifest.files
    assert not is_stale(opened, settings)
    assert opened.corpus[0].document == "small"
    assert opened.model.name == "words"
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_row_numbers_mean_the_same_passage_in_every_index(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    manifest = build(settings, Quiet(), WordEncoder)
    folder, _ = open_index(settings)
    catalogue = Catalogue.open(folder / layout.CATALOGUE)
    dense, lexical = DenseIndex.open(folder / layout.DENSE), LexicalIndex.open(folder / layout.LEXICAL)
    assert len(dense) == len(lexical) == catalogue.count("passage") == manifest.counts["passage"] > 2
    rows = catalogue.all("passage", wire.PassageView)
    for row, passage in enumerate(rows):
        text = ": ".join(section.title for section in passage.path) + ". " + passage.text
        best, cosine = dense.search(WordEncoder().encode([text])[0], 1)[0]
        assert best == row
        assert cosine == pytest.approx(1.0, abs=1e-5)
    inspectors = [row for row, passage in enumerate(rows) if "inspectors" in passage.text]
    assert [row for row, _ in lexical.search("inspectors", 5)] == inspectors


def test_documents_are_kept_unchanged(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    source = settings.corpus / "small" / "report.txt"
    source.write_bytes(source.read_bytes().replace(b"\n", b"\r\n") + "naïve – “end”".encode())
    build(settings, Quiet(), WordEncoder)
    documents = open_index(settings)[0] / layout.DOCUMENTS
    assert read_text(documents, "small").encode() == source.read_bytes()
    assert read_document(documents, "small").text == read_text(documents, "small")


def test_the_same_corpus_gives_the_same_graph(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    graphs = []
    for _ in range(2):
        build(settings, Quiet(), WordEncoder)
        graphs.append((open_index(settings)[0] / layout.GRAPH).read_bytes())
    assert graphs[0] == graphs[1]
    assert graphs[0].count(b"\n") > 100


KILLED = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from build_samples import Quiet, WordEncoder, make_settings
from scrgraph.build import build
from scrgraph.indexes.opening import open_index
settings = make_settings(Path(sys.argv[2]))
left = settings.index / "generations"
stages = Path(sys.argv[2]) / "stages"

class Deadly(Quiet):
    def __init__(self, last):
        super().__init__()
        self.last = last
    def stage(self, name, total=None):
        if name == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

def apart(progress):
    # The engines' threads do not survive a fork, so every build has a process of its own.
    child = os.fork()
    if child == 0:
        build(settings, progress, WordEncoder)
        stages.write_text("\\n".join(progress.stages[:-1]))
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

assert apart(Quiet()) == 0
for stage in stages.read_text().splitlines():
    good = open_index(settings)[1].generation
    assert apart(Deadly(stage)) == -signal.SIGKILL, stage
    assert open_index(settings)[1].generation == good, stage
    assert list(left.glob(".building-*")), stage
assert apart(Quiet()) == 0
assert open_index(settings)[1].generation != good
assert not list(left.glob(".building-*"))
print("stood at", stage)
"""


def run_script(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script, str(Path(__file__).parent), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_killed_at_any_stage_the_last_good_index_stands(tmp_path: Path) -> None:
    ran = run_script(KILLED, str(tmp_path))
    assert ran.stdout == "stood at Publishing\n", ran.stderr


def test_a_failing_build_leaves_the_index_and_no_rubbish(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    good = build(settings, Quiet(), WordEncoder).generation

    class Failing(WordEncoder):
        fingerprint = "1" * 64  # another model: nothing is kept for it

        def export(self, folder: Path) -> None:
            raise BuildError("The model cannot be exported.")

    with pytest.raises(BuildError, match="cannot be exported"):
        build(settings, Quiet(), Failing)
    assert open_index(settings)[1].generation == good
    assert [path.name for path in (settings.index / "generations").iterdir()] == [good]


def test_a_graph_that_breaks_its_shapes_is_never_published(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    with (settings.ontology / "shapes.ttl").open("a") as shapes:
        shapes.write(
            "\n<urn:test:shape> a <http://www.w3.org/ns/shacl#NodeShape> ;"
            " <http://www.w3.org/ns/shacl#targetClass> <http://purl.org/spar/doco/Section> ;"
            " <http://www.w3.org/ns/shacl#property> <urn:test:property> .\n"
            "<urn:test:property> <http://www.w3.org/ns/shacl#path> <urn:test:never> ;"
            " <http://www.w3.org/ns/shacl#minCount> 1 .\n"
        )
    with pytest.raises(BuildError, match="does not conform"):
        build(settings, Quiet(), WordEncoder)
    assert not (settings.index / "current").exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\x7fELF\x02\x01\x00\x00\xff\xfe" * 20, "binary"),
        ("Caf\xe9 society".encode("latin-1"), "not UTF-8"),
    ],
)
def test_unreadable_sources_are_named(tmp_path: Path, content: bytes, words: str) -> None:
    settings = make_settings(tmp_path)
    good = build(settings, Quiet(), WordEncoder).generation
    (settings.corpus / "small" / "report.txt").write_bytes(content)
    with pytest.raises(SourceError, match=words) as caught:
        build(settings, Quiet(), WordEncoder)
    assert "report.txt" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert (settings.index / "current").resolve().name == good


def test_a_checksum_that_differs_is_refused(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    with (settings.corpus / "small" / "document.toml").open("a") as card:
        card.write(f'sha256 = "{"0" * 64}"\n')
    with pytest.raises(SourceError, match="SHA-256"):
        build(settings, Quiet(), WordEncoder)


@pytest.mark.parametrize("folder", ["nowhere", "empty"])
def test_no_corpus(tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty").mkdir()
    settings = make_settings(tmp_path).model_copy(update={"corpus": tmp_path / folder})
    with pytest.raises(SourceError):
        build(settings, Quiet(), WordEncoder)


def test_an_index_folder_that_cannot_be_written(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    settings.index.write_text("a file in its place")
    with pytest.raises(BuildError, match="cannot be written") as caught:
        build(settings, Quiet(), WordEncoder)
    assert str(settings.index) in str(caught.value)


FULL_DISK = """
import resource, signal, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from build_samples import Quiet, WordEncoder, make_settings
from scrgraph.build import build
from scrgraph.errors import BuildError
settings = make_settings(Path(sys.argv[2]))
good = build(settings, Quiet(), WordEncoder).generation
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
for limit in (0, 2_000, 20_000, 60_000):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        build(settings, Quiet(), WordEncoder)
        print("built", limit)
    except BuildError as error:
        print("refused", limit, error)
    except BaseException as error:
        print("escaped", limit, type(error), error)
"""


def test_a_full_disk_is_a_clear_error(tmp_path: Path) -> None:
    """A limit on file size stands for the disk: writing fails part of the way in each engine in turn."""
    ran = run_script(FULL_DISK, str(tmp_path))
    lines = ran.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["refused"] * 4, ran.stdout + ran.stderr
    settings = Settings(corpus=tmp_path / "corpus", index=tmp_path / "index", ontology=tmp_path / "ontology")
    open_index(settings)
    assert not list((tmp_path / "index" / "generations").glob(".building-*"))
