"""IRIs of things, derived from content and never from counters that shift when a paragraph is added."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, unquote

_SAFE = "/-._~:@!$()*+,;="


def slug(text: str, *, words: int = 12) -> str:
    """Return an ASCII path segment for a label: lower case, hyphens, at most `words` words."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    plain = re.sub(r"['\"`]", "", plain.lower())
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:words]) or fingerprint(text)


def fingerprint(*parts: object, length: int = 8) -> str:
    """Return the first `length` hex digits of the SHA-256 of the parts (joined by U+001F)."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:length]


@dataclass(frozen=True, slots=True)
class Iris:
    """Mints IRIs under one base. `thing` takes a local id such as `passage/scr-1998-2019-3.2.3-1f2e3d4c`."""

    base: str = "https://w3id.org/scrgraph"

    @property
    def ontology(self) -> str:
        """Namespace of the ontology's terms."""
        return f"{self.base}/ontology#"

    def thing(self, local: str) -> str:
        """IRI of a thing from its local id (kind/...); what an IRI may not hold is percent-encoded."""
        return f"{self.base}/id/{quote(local, safe=_SAFE)}"

    def graph(self, local: str) -> str:
        """IRI of a named graph from its local id (`document/scr-1998-2019`, `provenance`)."""
        return f"{self.base}/graph/{quote(local, safe=_SAFE)}"

    def local(self, iri: str) -> str | None:
        """Local id of a thing's IRI, or None for a foreign IRI."""
        prefix = f"{self.base}/id/"
        return unquote(iri[len(prefix) :]) if iri.startswith(prefix) else None
