"""The style sheet and modules: enough contrast in both colour schemes, everything from this host, no trailing rules."""

import gzip
import json
import re
from itertools import product
from pathlib import Path

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
    *product(("ink",), ("heat-1", "heat-2", "heat-3", "heat-4", "heat-5")),
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
@pytest.mark.parametrize("front", ["focus", "muted", "chart"])
def test_focus_field_borders_and_charts_have_the_contrast_of_aa(scheme: str, front: str) -> None:
    named = colours(scheme)
    assert min(contrast(named[front], named[ground]) for ground in ("paper", "raised")) >= 3


def own_files() -> list[Path]:
    """What is written here: the bundle of npm packages beside it is not."""
    return [path for path in (FOLDER / "static").iterdir() if path.is_file()]


def test_nothing_is_loaded_from_elsewhere() -> None:
    for path in own_files():
        text = path.read_text("utf-8")
        assert re.findall(r"(?:url\(|@import|src=)[^\n]*", text) == [], path.name
        assert all(found.startswith("/static/") for found in re.findall(r"(?:import\(|from )\"([^\"]*)\"", text))


def test_the_first_page_is_small() -> None:
    assert sum(len(gzip.compress(path.read_bytes())) for path in own_files()) < 30_000


def test_the_lock_of_npm_names_no_host(root: Path) -> None:
    assert "://" not in (root / "package-lock.json").read_text("utf-8")
    assert "omit-lockfile-registry-resolved=true" in (root / ".npmrc").read_text("utf-8")


def test_npm_packages_are_pinned_and_locked_alike(root: Path) -> None:
    wanted = json.loads((root / "package.json").read_text("utf-8"))["dependencies"]
    locked = json.loads((root / "package-lock.json").read_text("utf-8"))["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert all(entry.get("integrity") for name, entry in locked.items() if name)
