"""A tiny corpus, ontology and encoder: a whole build in about a second, without torch."""

import hashlib
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from scrgraph.embedding import Encoded, Vectors, unit
from scrgraph.embedding_tokens import Tokens
from scrgraph.settings import Settings

ROOT = Path(__file__).parents[2]

REPORT = """Small review of practice

Contents

1 Introduction 3

1.1 Background 4

References 5

1 Introduction

This small review is about neglect, and about how people who work with families notice it. Neglect was found in \
nine of the twelve cases, as others had found before (Smith and Jones 2010: 12). The health visitor was the person \
who most often knew the family well.

1.1 Background

Earlier work reached the same view of neglect (Smith and Jones 2010). Ofsted inspected four of the areas in that \
period, and the inspectors asked why so few people had listened to the children themselves.

References

Smith, A. and Jones, B. (2010) Neglect and what is known of it. London: Example Press.
"""

THEMES = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix theme: <https://w3id.org/scrgraph/id/theme/> .

<https://w3id.org/scrgraph/id/scheme/themes> a skos:ConceptScheme ;
    dcterms:title "Themes"@en ; dcterms:description "Authority data for a test."@en ;
    <http://www.w3.org/2002/07/owl#versionInfo> "1" ;
    dcterms:license <https://creativecommons.org/publicdomain/zero/1.0/> ;
    skos:hasTopConcept theme:neglect .

theme:neglect a skos:Concept ;
    skos:prefLabel "Neglect"@en ; skos:altLabel "neglected"@en ;
    skos:definition "A failure to meet a child's basic needs."@en ;
    skos:topConceptOf <https://w3id.org/scrgraph/id/scheme/themes> ;
    skos:inScheme <https://w3id.org/scrgraph/id/scheme/themes> .
"""

ORGANISATIONS = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix organisation: <https://w3id.org/scrgraph/id/organisation/> .
@prefix scr: <https://w3id.org/scrgraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<https://w3id.org/scrgraph/id/scheme/organisations> a skos:ConceptScheme ;
    dcterms:title "Organisations"@en ; dcterms:description "Authority data for a test."@en ;
    <http://www.w3.org/2002/07/owl#versionInfo> "1" ;
    dcterms:license <https://creativecommons.org/publicdomain/zero/1.0/> .

organisation:ofsted a scr:Inspectorate ;
    skos:prefLabel "Ofsted"@en ;
    skos:inScheme <https://w3id.org/scrgraph/id/scheme/organisations> .
"""

POLICIES = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix policy: <https://w3id.org/scrgraph/id/policy/> .
@prefix scr: <https://w3id.org/scrgraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://w3id.org/scrgraph/id/scheme/policies> a skos:ConceptScheme ;
    dcterms:title "Policies"@en ; dcterms:description "Authority data for a test."@en ;
    <http://www.w3.org/2002/07/owl#versionInfo> "1" ;
    dcterms:license <https://creativecommons.org/publicdomain/zero/1.0/> .

policy:children-act-1989 a scr:Legislation ;
    skos:prefLabel "Children Act 1989"@en ;
    dcterms:date "1989"^^xsd:gYear ;
    skos:inScheme <https://w3id.org/scrgraph/id/scheme/policies> .
"""


class WordEncoder:
    """Stands for a model: a text's vector counts its words, each in the dimension that its hash names."""

    name = "words"
    dimension = 64
    fingerprint = "0" * 64

    def __init__(self, model: str | None = None) -> None:
        self.model = model

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return unit rows."""
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in ["", *text.lower().split()]:
                rows[row, hashlib.sha256(word.encode()).digest()[0] % self.dimension] += 1
        return unit(rows)

    def read(self, texts: Sequence[str]) -> list[Encoded]:
        """Return unit rows, and each word as a token."""
        return [Encoded(vector, self._tokens(text)) for vector, text in zip(self.encode(texts), texts, strict=True)]

    def _tokens(self, text: str) -> Tokens:
        places = [match.span() for match in re.finditer(r"\w+", text)]
        words = [text[start:end].lower() for start, end in places]
        ids = [hashlib.sha256(word.encode()).digest()[0] for word in words]
        vectors = np.array([np.rint(127 * WordEncoder.encode(self, [word])[0]) for word in words], dtype=np.int8)
        table = np.array(places, dtype=np.int32).reshape(-1, 2)
        return Tokens(np.array(ids, dtype=np.int32), table, vectors.reshape(-1, self.dimension))

    def export(self, folder: Path) -> None:
        """Write a file in place of a model."""
        folder.mkdir(parents=True)
        (folder / "encoder.json").write_text("{}")


class Quiet:
    """Progress that remembers its stages."""

    def __init__(self) -> None:
        self.stages: list[str] = []

    def stage(self, name: str, total: int | None = None) -> None:
        """Begin a stage."""
        self.stages.append(name)

    def advance(self, steps: int = 1) -> None:
        """Move on."""

    def done(self) -> None:
        """End."""
        self.stages.append("done")


def make_settings(folder: Path, *, keep: int = 2) -> Settings:
    """Write the tiny corpus and ontology below a folder and return settings for a build there."""
    corpus, ontology = folder / "corpus", folder / "ontology"
    (corpus / "small").mkdir(parents=True)
    (corpus / "small" / "report.txt").write_text(REPORT, encoding="utf-8")
    (corpus / "small" / "document.toml").write_text('title = "Small review of practice"\nfile = "report.txt"\n')
    ontology.mkdir()
    for name in ("scrgraph.ttl", "shapes.ttl", "places.ttl", "series.ttl"):
        shutil.copy(ROOT / "ontology" / name, ontology / name)
    for name, content in (("themes", THEMES), ("policies", POLICIES), ("organisations", ORGANISATIONS)):
        (ontology / f"{name}.ttl").write_text(content, encoding="utf-8")
    return Settings(corpus=corpus, index=folder / "index", ontology=ontology, keep_generations=keep)
