"""The catalogue: what was written comes back, by id, by position, from any thread."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrgraph.errors import BuildError, IndexUnusableError
from scrgraph.indexes.catalogue import Catalogue
from scrgraph.wire import CoCited, Labelled


def thing(name: str) -> Labelled:
    return Labelled(iri=f"urn:{name}", label=name)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    records = [("work", name, thing(name)) for name in ("Zed 2010", "Älva et al 2009", "Zed and Co 2011")]
    counts = Catalogue.write(tmp_path / "c", [*records, ("theme", "theme/zed", thing("zed"))])
    assert counts == {"work": 3, "theme": 1}
    return Catalogue.open(tmp_path / "c")


def test_records_come_back_in_order(catalogue: Catalogue) -> None:
    assert [one.label for one in catalogue.all("work", Labelled)] == ["Zed 2010", "Älva et al 2009", "Zed and Co 2011"]
    assert catalogue.ids("work") == ["Zed 2010", "Älva et al 2009", "Zed and Co 2011"]
    assert (catalogue.count("work"), catalogue.count("nothing")) == (3, 0)
    assert catalogue.all("nothing", Labelled) == []


@pytest.mark.parametrize("asked", ["Zed 2010", "zed 2010", "ZED 2010", "  Zed 2010 "])
def test_ids_are_found_in_any_case(catalogue: Catalogue, asked: str) -> None:
    assert catalogue.get("work", asked, Labelled) == thing("Zed 2010")
    assert catalogue.position("work", asked) == 0


def test_other_kinds_and_ids_are_not_found(catalogue: Catalogue) -> None:
    assert catalogue.get("theme", "Zed 2010", Labelled) is None
    assert catalogue.get("work", "Zed%", Labelled) is None
    assert catalogue.position("work", "Zed") is None


@pytest.mark.parametrize(
    ("start", "found"),
    [
        ("zed", ["Zed 2010", "Zed and Co 2011"]),
        ("Zed a", ["Zed and Co 2011"]),
        ("äLVA", ["Älva et al 2009"]),
        ("%", []),
    ],
)
def test_prefixes(catalogue: Catalogue, start: str, found: list[str]) -> None:
    assert catalogue.prefix("work", start) == found


def test_positions(catalogue: Catalogue) -> None:
    assert catalogue.row("work", 1, Labelled).label == "Älva et al 2009"
    assert [one.label for one in catalogue.rows("work", [2, 0, 2], Labelled)] == [
        "Zed and Co 2011",
        "Zed 2010",
        "Zed and Co 2011",
    ]
    assert catalogue.rows("work", [], Labelled) == []
    with pytest.raises(IndexUnusableError, match="number 3"):
        catalogue.row("work", 3, Labelled)


def test_many_positions_at_once(tmp_path: Path) -> None:
    Catalogue.write(tmp_path / "c", (("n", str(i), thing(str(i))) for i in range(1200)))
    asked = list(range(1199, -1, -1))
    assert [one.label for one in Catalogue.open(tmp_path / "c").rows("n", asked, Labelled)] == [str(i) for i in asked]


def test_two_records_of_one_id_are_a_build_error(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="catalogue"):
        Catalogue.write(tmp_path / "c", [("n", "A", thing("1")), ("n", "a", thing("2"))])


def test_threads_share_it(catalogue: Catalogue) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda i: catalogue.row("work", i % 3, Labelled).label, range(200)))
    assert found == [catalogue.ids("work")[i % 3] for i in range(200)]


def test_it_cannot_be_written_through(catalogue: Catalogue, tmp_path: Path) -> None:
    before = (tmp_path / "c").read_bytes()
    catalogue.all("work", Labelled)
    catalogue.close()
    assert (tmp_path / "c").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["c"]


@pytest.mark.parametrize("content", [None, b"", b"SQLite format 3\x00 and then nothing", b"words"])
def test_a_broken_file_is_refused(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "c").write_bytes(content)
    with pytest.raises(IndexUnusableError, match="scrgraph build"):
        Catalogue.open(tmp_path / "c")


def test_a_record_of_another_shape_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(IndexUnusableError, match="scrgraph build"):
        catalogue.get("work", "zed 2010", CoCited)


@given(ids=st.lists(st.text(min_size=1, max_size=12), max_size=12, unique_by=lambda i: i.strip().casefold()))
def test_whatever_is_written_is_found(tmp_path_factory: pytest.TempPathFactory, ids: list[str]) -> None:
    path = tmp_path_factory.mktemp("catalogue") / "c"
    kept = [i for i in ids if "\x00" not in i and not any("\ud800" <= c <= "\udfff" for c in i)]
    Catalogue.write(path, [("n", i, thing(i)) for i in kept])
    catalogue = Catalogue.open(path)
    assert catalogue.ids("n") == kept
    assert all(catalogue.get("n", i, Labelled) == thing(i) for i in kept)
