from pathlib import Path

import numpy as np
import pytest
from build_samples import WordEncoder

from scrgraph.errors import IndexUnusableError
from scrgraph.reading.linker import Link, LinkRecord
from scrgraph.retrieval.expansion import MEANING, Expansion

RECORDS = (
    LinkRecord("theme/fathers", "Fathers", ("Fathers", "father figures", "dads")),
    LinkRecord("policy/x", "X Act", ("X Act",)),
)
LINKS = (Link(0, 4, "theme/fathers", "Fathers"), Link(5, 10, "policy/x", "X Act"))


@pytest.fixture
def expansion(tmp_path: Path) -> Expansion:
    Expansion.write(tmp_path / "themes.npz", WordEncoder(), {"theme/fathers": "Fathers"})
    return Expansion.open(tmp_path / "themes.npz", RECORDS)


def test_themes_add_their_names_and_nothing_else_does(expansion: Expansion) -> None:
    assert expansion.words(LINKS) == "Fathers; father figures"
    assert expansion.words(LINKS[1:]) == ""


def test_the_themes_vector_is_mixed_in(expansion: Expansion) -> None:
    question, theme = WordEncoder().encode(["why dads", "Fathers"])
    mixed = expansion.mix(question, LINKS)
    expected = (1 - MEANING) * question + MEANING * theme
    assert mixed == pytest.approx(expected / np.linalg.norm(expected), abs=1e-6)
    assert expansion.mix(question, LINKS[1:]) is question


def test_a_broken_file_says_what_to_run(tmp_path: Path) -> None:
    (tmp_path / "themes.npz").write_bytes(b"broken")
    with pytest.raises(IndexUnusableError, match="scrgraph build"):
        Expansion.open(tmp_path / "themes.npz", RECORDS)
