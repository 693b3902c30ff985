"""The style sheet and modules: enough contrast in both colour schemes, everything from this host, no trailing rules."""

import re
from itertools import product

import pytest

from scrgraph.http.ui.rendering import FOLDER

STYLE = (FOLDER / "static/style.css").read_text("utf-8")
SCHEMES = dict(zip(("light", "dark"), re.findall(r":root \{(.*?)\}", STYLE, flags=re.DOTALL), strict=False))
PAIRS = [
    *product(("ink", "muted", "link", "ours"), ("paper", "raised")),
    ("ink", "word"),
    ("link", "word"),
    ("mark-ink", "mark"),
    ("ours", "ours-ground"),
    ("paper", "ink"),
    ("paper", "link"),
]


def colours(scheme: str) -> dict[str, str]:
    """The colours of a scheme by name; the dark one changes the light one."""
    light = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", SCHEMES["light"]))
    return light | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", SCHEMES[scheme]))


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2: linear sRGB weighted 0.2126, 0.7152, 0.0722."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, WCAG 2.2: (L1 + 0.05) / (L2 + 0.05)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), PAIRS)
def test_text_has_the_contrast_of_aa(scheme: str, front: str, ground: str) -> None:
    named = colours(scheme)
    assert contrast(named[front], named[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("front", ["focus", "muted"])
def test_focus_and_field_borders_have_the_contrast_of_aa(scheme: str, front: str) -> None:
    named = colours(scheme)
    assert min(contrast(named[front], named[ground]) for ground in ("paper", "raised")) >= 3


def test_nothing_is_loaded_from_elsewhere() -> None:
    for path in FOLDER.glob("static/*"):
        found = re.findall(r"(?:url\(|@import|import\s|src=|from\s+[\"'])[^\n]*", path.read_text("utf-8"))
        assert found == [], path.name


def test_the_first_page_is_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("static/*")) < 60_000
