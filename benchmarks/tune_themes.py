"""Derive the thresholds of theme assignment and print how they do on judgements held out.

    .venv/bin/python benchmarks/tune_themes.py

Passages: `themes/passages.tsv` judges by reading whether a passage that names a theme is about it, more than in
passing; all labels of a standing under 1.5 are judged, and of those above a random sample, so that the figures are
lower than over all. Each half, by the parity of a hash of the passage's id, tells what the other one would choose.
Sections: `themes/sections.tsv` maps themes to the sections that discuss them. The standing is chosen on four fifths
of the themes and judged on the last fifth, five times over. Sections on which readers may differ count neither way,
and then as right.
"""

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from scrgraph.embedding_onnx import OnnxEncoder
from scrgraph.indexes import layout
from scrgraph.indexes.opening import open_index
from scrgraph.passages import make_passages
from scrgraph.reading import section_themes, themes
from scrgraph.reading.authority import load_authority
from scrgraph.reading.findings import ThemeAssignment
from scrgraph.settings import Settings
from scrgraph.source.corpus import find_sources, read_source

HERE = Path(__file__).parent / "themes"
GRID = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
FOLDS = 5


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table of judgements."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    yield from csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")


class Bench:
    """The report, encoded once, with its assignments at any thresholds."""

    def __init__(self) -> None:
        settings = Settings()
        folder, _ = open_index(settings)
        encoder = OnnxEncoder.open(folder / layout.ENCODER)
        self.document = read_source(find_sources(settings.corpus)[0], max_bytes=settings.max_source_bytes)
        self.passages = make_passages(self.document)
        self.authority = load_authority(settings.ontology)
        self.vectors = encoder.encode([f"{one.context}. {one.text}" for one in self.passages])
        self.themes = encoder.encode(themes.theme_texts(self.authority))

    def assigned(self, standing: float) -> tuple[ThemeAssignment, ...]:
        """Return the assignments at a threshold of standing."""
        with patch.object(themes, "LABEL_STANDING", standing):
            return themes.assign_themes(self.passages, self.vectors, self.themes, self.authority, self.document)

    def sections(self, standing: float) -> dict[str, set[str]]:
        """Return the sections of each theme at a threshold."""
        headed = section_themes.find_headed_themes(self.document, self.authority)
        assigned = self.assigned(standing)
        found: dict[str, set[str]] = {}
        for one in section_themes.find_section_themes(self.document, self.passages, assigned, headed, self.authority):
            found.setdefault(one.theme.removeprefix("theme/"), set()).add(one.section)
        return found


def judge_passages(bench: Bench) -> None:
    """Print the precision of labels above each standing, on both halves."""
    right = {(int(row["start"]), row["theme"]): row["right"] == "1" for row in rows("passages.tsv")}
    print("passages: standing, then right of judged on the deriving half and on the half held out")
    for standing in GRID:
        tally = {0: [0, 0], 1: [0, 0]}
        for one in bench.assigned(standing):
            key = (one.spans[0].start, one.theme.removeprefix("theme/"))
            if one.method == "label" and key in right:
                half = hashlib.sha256(one.passage.encode()).digest()[0] % 2
                tally[half][0] += right[key]
                tally[half][1] += 1
        print(f"  {standing:4.2f}  " + "  ".join(f"{a}/{b} = {a / max(b, 1):.3f}" for a, b in tally.values()))


def f1(found: dict[str, set[str]], wanted: list[dict[str, str]], *, generous: bool) -> tuple[float, float]:
    """Return micro and macro F1 over themes; `generous` counts sections on which readers differ as right."""
    total, each = [0, 0, 0], []
    for row in wanted:
        sure, perhaps = set(row["surely"].split()), set(row["perhaps"].split()) - set(row["surely"].split())
        got = set().union(*(found.get(theme, set()) for theme in row["themes"].split())) - {"appendix-a"}
        gold, got = (sure | perhaps, got) if generous else (sure, got - perhaps)
        counts = (len(gold & got), len(got - gold), len(gold - got))
        total = [a + b for a, b in zip(total, counts, strict=True)]
        each.append(2 * counts[0] / max(2 * counts[0] + counts[1] + counts[2], 1))
    return 2 * total[0] / max(2 * total[0] + total[1] + total[2], 1), sum(each) / len(each)


def judge_sections(bench: Bench) -> None:
    """Print F1 at each standing, and of the one chosen without the themes that it is judged on."""
    wanted = list(rows("sections.tsv"))
    found = {standing: bench.sections(standing) for standing in GRID}
    print("sections: standing, then micro and macro F1, first without, then with those on which readers differ")
    for standing, one in found.items():
        print(f"  {standing:4.2f}  " + "  ".join(f"{m:.3f} {n:.3f}" for m, n in _both(one, wanted)))
    held = []
    for fold in range(FOLDS):
        rest = [row for place, row in enumerate(wanted) if place % FOLDS != fold]
        chosen = max(found, key=lambda standing: sum(map(sum, _both(found[standing], rest))))
        held.append((chosen, _both(found[chosen], wanted[fold::FOLDS])))
    print("held out: " + "; ".join(f"at {c:g} {a[0]:.2f} {b[0]:.2f}" for c, (a, b) in held))


def _both(found: dict[str, set[str]], wanted: list[dict[str, str]]) -> tuple[tuple[float, float], tuple[float, float]]:
    return f1(found, wanted, generous=False), f1(found, wanted, generous=True)


if __name__ == "__main__":
    bench = Bench()
    judge_passages(bench)
    judge_sections(bench)
