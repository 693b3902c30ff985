from pathlib import Path

import pytest

from scrgraph.errors import LimitError, ScrgraphError, SourceError
from scrgraph.source.corpus import find_sources, read_file, read_source

TEXT = "A report on wells\n\nWells run dry in summer, and nobody counts them until they do.\n"


def write(folder: Path, data: bytes, name: str = "report.txt") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    return folder


def test_reads_a_bare_file(tmp_path: Path) -> None:
    write(tmp_path, TEXT.encode(), "Wells 2020.txt")
    document = read_source(find_sources(tmp_path)[0])
    assert document.id == "wells-2020"
    assert document.metadata.title == "A report on wells"
    assert document.text == TEXT


def test_reads_a_folder_with_its_card(tmp_path: Path) -> None:
    folder = write(tmp_path / "wells", TEXT.encode())
    (folder / "document.toml").write_text('title = "Wells"\nfile = "report.txt"\nauthors = ["A. Digger"]\n')
    document = read_source(find_sources(tmp_path)[0])
    assert (document.id, document.metadata.title, document.metadata.authors) == ("wells", "Wells", ("A. Digger",))


def test_line_ends_are_kept(tmp_path: Path) -> None:
    write(tmp_path, b"One line\r\n\r\nAnother line\r\n", "x.txt")
    assert read_source(find_sources(tmp_path)[0]).text == "One line\r\n\r\nAnother line\r\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"\x7fELF\x00\x00\xff\xfe", "binary"),
        ("Climbi\u00e9 report".encode("latin-1"), "not UTF-8"),
        (b"text\x00text", "binary"),
    ],
)
def test_refuses_what_is_no_text(tmp_path: Path, data: bytes, message: str) -> None:
    write(tmp_path, data, "x.txt")
    with pytest.raises(SourceError, match=message):
        read_source(find_sources(tmp_path)[0])


def test_refuses_another_checksum(tmp_path: Path) -> None:
    folder = write(tmp_path / "wells", TEXT.encode())
    (folder / "document.toml").write_text(f'title = "Wells"\nsha256 = "{"0" * 64}"\n')
    with pytest.raises(SourceError, match=r"document\.toml says 000000000000"):
        read_source(find_sources(tmp_path)[0])


@pytest.mark.parametrize("card", ["title = ", 'titel = "Wells"', 'title = "W"\nfile = "gone.txt"'])
def test_refuses_a_broken_card(tmp_path: Path, card: str) -> None:
    folder = write(tmp_path / "wells", TEXT.encode())
    (folder / "document.toml").write_text(card)
    with pytest.raises(SourceError, match="wells"):
        find_sources(tmp_path)


def test_refuses_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no corpus at"):
        find_sources(tmp_path / "gone")
    with pytest.raises(SourceError, match="no report in"):
        find_sources(tmp_path)


def test_refuses_two_documents_of_one_id(tmp_path: Path) -> None:
    write(tmp_path, TEXT.encode(), "wells.txt")
    write(tmp_path / "wells", TEXT.encode())
    with pytest.raises(SourceError, match="rename one"):
        find_sources(tmp_path)


def test_names_the_limit(tmp_path: Path) -> None:
    write(tmp_path, TEXT.encode(), "x.txt")
    with pytest.raises(LimitError, match="SCRGRAPH_MAX_SOURCE_BYTES") as caught:
        read_source(find_sources(tmp_path)[0], max_bytes=10)
    assert caught.value.limit == "max_source_bytes"


def test_names_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ScrgraphError, match="cannot read"):
        read_file(tmp_path / "gone.txt")
