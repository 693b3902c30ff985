"""The names by which questions call works: their keys in every spelling, shorter ones where they are unmistakable."""

import pytest

from scrgraph.iri import Iris
from scrgraph.reading.authority import Authority, Theme
from scrgraph.reading.findings import Reading, Reference
from scrgraph.reading.linker import Linker
from scrgraph.retrieval.things import short_names, thing_records
from scrgraph.source.text import Span


def work(key: str, title: str = "On wells") -> Reference:
    none = (None,) * 8
    return Reference("d", 1, key, (), key.split()[-1], title, *none, "book", (Span(0, 1),), "x")


KEYS = [
    "Miller et al 2001",
    "Pool and Reed 2002",
    "Pool and Reed 2003",
    "Dale and Marsh 2004",
    "Wells 2005",
    "Wells 2006",
]


def test_shorter_names_are_those_of_one_work() -> None:
    assert short_names({key: work(key) for key in KEYS}) == {
        "Miller et al 2001": ["Miller 2001"],
        "Pool and Reed 2002": ["Pool 2002"],
        "Pool and Reed 2003": ["Pool 2003"],
        "Dale and Marsh 2004": ["Dale 2004", "Dale and Marsh"],
        "Wells 2005": [],
        "Wells 2006": [],
    }
    taken = short_names({key: work(key) for key in ("Miller et al 2001", "Miller 2001", "Miller and Dale 2001")})
    assert taken == {"Miller et al 2001": [], "Miller 2001": [], "Miller and Dale 2001": ["Miller and Dale"]}


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("what is Miller et al. (2001) cited for", "Miller et al 2001"),
        ("miller et al., 2001", "Miller et al 2001"),
        ("Miller and colleagues 2001", "Miller et al 2001"),
        ("miller 2001", "Miller et al 2001"),
        ("what did Dale and Marsh find", "Dale and Marsh 2004"),
        ("Pool and Reed (2003)", "Pool and Reed 2003"),
        ("what did Pool and Reed find", None),
        ("the end of it all. 2001", None),
    ],
)
def test_questions_name_works(question: str, label: str | None) -> None:
    records = thing_records(Iris(), [Reading("d", tuple(map(work, KEYS)))], Authority((), (), ()))
    links = Linker(records, any_case=True).link(question)
    assert [link.label for link in links] == ([label] if label else [])


def test_a_title_that_names_a_theme_is_left_to_the_theme() -> None:
    theme = Theme("theme/wells", "Unsafe open wells", (), (), "", None, None, ())
    titled = [Reading("d", (work("Wells 2005", "Unsafe open wells: a review"),))]
    for themes, label in (((theme,), "Unsafe open wells"), ((), "Wells 2005")):
        records = thing_records(Iris(), titled, Authority(themes, (), ()))
        assert [link.label for link in Linker(records, any_case=True).link("unsafe open wells")] == [label]
