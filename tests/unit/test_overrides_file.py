"""The file of reviewed corrections: read, added to by the command line, and refused in one clear sentence."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrgraph.cli.main import main
from scrgraph.errors import LimitError, SourceError
from scrgraph.reading import overrides_file
from scrgraph.reading.overrides_file import add_override, parse_overrides, read_overrides, source_overrides
from scrgraph.source.corpus import find_sources

LINK = """# reviewed in the autumn
[[override]]
kind = "link"
action = "replace"
about = "Brandon et al 2010"
at = 120
to = "Brandon et al 2009"
by = "A. Reader"
on = 2026-01-31
why = "The page exists only in the earlier overview."
"""
NUMBER = """
[[override]]
kind = "number"
action = "replace"
about = "observation/small/table-1/total/2003-5/count"
was = 161
to = 189
by = "A. Reader"
on = 2026-02-01
why = "A slip of the reader."
"""


def test_what_a_file_states() -> None:
    link, number = parse_overrides(LINK + NUMBER, "overrides.toml")
    assert (link.kind, link.action, link.about, link.at, link.to) == (
        "link",
        "replace",
        "Brandon et al 2010",
        120,
        "Brandon et al 2009",
    )
    assert (link.by, link.on, link.line) == ("A. Reader", "2026-01-31", 2)
    assert (number.was, number.to, number.line) == (161.0, 189.0, 12)
    assert parse_overrides("", "overrides.toml") == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[override]\n", r"not valid TOML: .*line 1"),
        (LINK + "\n[[override]]\nkind = 1\n", "the override at line 12: kind"),
        (LINK.replace('to = "Brandon et al 2009"\n', ""), "the override at line 2: .*a replacement needs `to`"),
        (LINK.replace('"link"', '"theme"'), "line 2: .*needs the id of its passage"),
        (LINK.replace("at = 120", 'at = "120"'), "line 2: .*a number"),
        (LINK.replace("2026-01-31", '"yesterday"'), "line 2: on: "),
        (LINK.replace("by =", "who ="), "line 2: (by|who): "),
        (LINK + NUMBER.replace("to = 189", 'to = "189"'), "line 12: .*`to` of a number is a number"),
        ("override = 3\n", "line 1"),
        ("unknown = 3\n", "line 1: unknown"),
    ],
)
def test_a_malformed_file_is_one_sentence_with_its_line(text: str, words: str) -> None:
    with pytest.raises(SourceError, match=words) as raised:
        parse_overrides(text, "overrides.toml")
    assert str(raised.value).startswith("'overrides.toml'")


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "overrides.toml"
    assert read_overrides(path) == ()
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(SourceError, match="not UTF-8"):
        read_overrides(path)
    monkeypatch.setattr(overrides_file, "MOST_BYTES", 1)
    with pytest.raises(LimitError, match="larger than 1 bytes"):
        read_overrides(path)


def test_adding_keeps_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "overrides.toml"
    path.write_text(LINK.rstrip("\n"))
    fields = [("kind", "number"), ("action", "reject"), ("about", "observation/x/1"), ("by", "B"), ("why", "no claim")]
    added = add_override(path, [*fields, ("on", date(2026, 3, 1)), ("to", None)])
    assert (added.kind, added.line) == ("number", 12)
    assert path.read_text().startswith(LINK)
    assert len(read_overrides(path)) == 2
    with pytest.raises(SourceError, match="replacement needs"):
        add_override(path, [*fields[:1], ("action", "replace"), *fields[2:], ("on", date(2026, 3, 1))])
    assert len(read_overrides(path)) == 2
    assert [one.name for one in tmp_path.iterdir()] == ["overrides.toml"]


@settings(deadline=None, max_examples=40)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
def test_any_words_come_back_as_they_were_given(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    path = tmp_path_factory.mktemp("any") / "overrides.toml"
    fields = [("kind", "link"), ("action", "reject"), ("about", words), ("by", words), ("why", words)]
    added = add_override(path, [*fields, ("on", date(2026, 3, 1))])
    assert (added.about, added.by, added.why) == (words, words, words)


def corpus_of(folder: Path) -> Path:
    (folder / "corpus" / "small").mkdir(parents=True)
    (folder / "corpus" / "small" / "report.txt").write_text("Small report\n\nIts words.\n")
    (folder / "corpus" / "bare.txt").write_text("Bare report\n\nIts words.\n")
    return folder / "corpus"


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["overrides", *arguments])
    return int(left.value.code or 0)


def test_the_command_adds_and_lists(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    corpus = str(corpus_of(tmp_path))
    given_ = ["add", "small", "--kind", "link", "--action", "reject", "--about", "Lee 2018", "--at", "17"]
    assert run(*given_, "--by", "B. Sure", "--why", "No such work", "--on", "2026-05-04", "--corpus", corpus) == 0
    assert b"Added at line 1 of" in capfdbinary.readouterr().out
    assert run("list", "--json", "--corpus", corpus) == 0
    (row,) = json.loads(capfdbinary.readouterr().out)
    assert (row["document"], row["about"], row["at"], row["on"]) == ("small", "Lee 2018", 17, "2026-05-04")
    assert run("list", "--corpus", corpus) == 0
    assert b"Lee 2018" in capfdbinary.readouterr().out
    assert [len(source_overrides(source, Path(corpus))) for source in find_sources(Path(corpus))] == [0, 1]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"small": "other"}, b"no document 'other'"),
        ({"small": "bare"}, b"a folder of its own"),
        ({"17": "here"}, b"--at is 'here'; give a number"),
        ({"2026-05-04": "May"}, b"give a date such as"),
        ({"reject": "replace"}, b"give --to"),
        ({"--at": "--to"}, b"a rejection sets nothing"),
        ({"link": "theme", "--at": "--was"}, b"give its id as --at"),
    ],
)
def test_the_command_refuses(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], changed: dict[str, str], words: bytes
) -> None:
    plain = ["add", "small", "--kind", "link", "--action", "reject", "--about", "Lee 2018", "--at", "17"]
    plain += ["--by", "B. Sure", "--why", "No such work", "--on", "2026-05-04", "--corpus", str(corpus_of(tmp_path))]
    assert run(*(changed.get(word, word) for word in plain)) == 2
    told = capfdbinary.readouterr().err
    assert words in told
    assert told.count(b"\n") == 1
