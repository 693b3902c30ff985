import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrgraph.source.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One thing. Another thing.", ["One thing.", "Another thing."]),
        ("It rose (Brandon et al. 2008). It fell.", ["It rose (Brandon et al. 2008).", "It fell."]),
        ("Some, e.g. Smith, did. 'Others' did not.", ["Some, e.g. Smith, did.", "'Others' did not."]),
        ("Under s. 47 of the Act. See pp. 3-5. Then", ["Under s. 47 of the Act.", "See pp. 3-5.", "Then"]),
        ("Dr. J. Smith wrote it.", ["Dr. J. Smith wrote it."]),
        ("He asked 'why?' They said no! Good.", ["He asked 'why?'", "They said no!", "Good."]),
        ("The text ... goes on. Here", ["The text ... goes on.", "Here"]),
        ("It cost £9.4 billion. The rest", ["It cost £9.4 billion.", "The rest"]),
        ("(Two were there. Three were not.) Then", ["(Two were there. Three were not.)", "Then"]),
        ("no end at all", ["no end at all"]),
        ("", []),
    ],
)
def test_splits(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@given(st.text(alphabet="aB. ?!()'’1…", max_size=80))
def test_sentences_cover_the_text_in_order(text: str) -> None:
    text = " ".join(text.split())
    found = sentences(text)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(found))
    assert "".join(text[s:e] for s, e in found).replace(" ", "") == text.replace(" ", "")
