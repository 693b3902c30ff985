"""Settings: read once from the environment (`SCRGRAPH_...`), frozen afterwards."""

from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


def _ontology_folder() -> Path:
    """Return the ontology that travels with the code: inside a wheel, or beside `src/` in a checkout."""
    packaged = Path(__file__).parent / "ontology"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "ontology"


class Settings(BaseSettings):
    """Every bound and path that may be changed, with its default."""

    model_config = SettingsConfigDict(env_prefix="SCRGRAPH_", frozen=True, extra="forbid")

    base: str = Field("https://w3id.org/scrgraph", description="Base of every IRI that scrgraph mints")
    corpus: Path = Field(Path("corpus"), description="Folder of source documents")
    index: Path = Field(Path("index"), description="Folder of the built index")
    ontology: Path = Field(default_factory=_ontology_folder, description="Folder of ontology and authority files")
    model: str | None = Field(
        None, description="sentence-transformers model by name or path; unset: the packaged all-MiniLM-L6-v2"
    )
    reranker: str | None = Field(
        None, description="sentence-transformers cross-encoder by name or path that reads the best passages again"
    )
    reranker_passages: int = Field(50, ge=1, le=200, description="Best passages that it reads, 1 to 200")
    reranker_share: float = Field(
        0.5, ge=0, le=1, description="Its share of their scores, 0 to 1; the rest is the score without it"
    )
    host: str = Field("127.0.0.1", description="Address to serve on")
    port: int = Field(8000, ge=0, le=65535, description="Port to serve on")
    log_requests: bool | None = Field(None, description="Write a line for every request; unset: unless on a terminal")
    keep_generations: int = Field(2, ge=1, description="Index generations kept after a build")
    short_links: int = Field(10_000, ge=0, description="Short links of queries kept beside the index; 0: none")
    max_source_bytes: int = Field(64_000_000, ge=1, description="Largest source file that is read, bytes")
    max_question_characters: int = Field(2_000, ge=1, description="Longest question, characters")
    max_hits: int = Field(100, ge=1, description="Largest k of a search")
    max_body_bytes: int = Field(1_000_000, ge=1_000, description="Largest HTTP request body, bytes")
    request_seconds: float = Field(
        30.0, gt=0, description="Time a client may take to send a request, or to take any of the answer, seconds"
    )
    max_query_bytes: int = Field(1_000_000, ge=1, description="Longest SPARQL query, bytes of UTF-8")
    sparql_seconds: float = Field(10.0, gt=0, description="Time a SPARQL query may take, seconds")
    sparql_memory_bytes: int = Field(256_000_000, ge=50_000_000, description="Address space a worker may add, bytes")
    sparql_tokens: int = Field(100_000, ge=1, description="Words and marks a SPARQL query may have")
    sparql_searches: int = Field(10, ge=0, description="Searches a SPARQL query may hold")
    sparql_federation: str = Field(
        "", description="SPARQL endpoints that SERVICE may call, their URLs separated by spaces; empty: none"
    )
    sparql_services: int = Field(4, ge=0, description="Calls to such endpoints a SPARQL query may hold")
    sparql_service_seconds: float = Field(5.0, gt=0, description="Time such a call may take, seconds")
    sparql_service_bytes: int = Field(2_000_000, ge=1, description="Bytes the answer to such a call may have")
    sparql_depth: int = Field(200, ge=1, description="Brackets a SPARQL query may nest")
    sparql_rows: int = Field(100_000, ge=1, description="Rows or triples a SPARQL result may have")
    sparql_bytes: int = Field(50_000_000, ge=1, description="Bytes a SPARQL result may have")
    sparql_held_bytes: int = Field(
        100_000_000, ge=1, description="Bytes of long SPARQL results held at once until their clients have read them"
    )
    sparql_sending_seconds: float = Field(
        60.0, gt=0, description="Time a client may take to read a long SPARQL result, seconds"
    )
    sparql_workers: int = Field(2, ge=1, description="SPARQL queries that run at once in the quick lane")
    sparql_quick_seconds: float = Field(0.1, gt=0, description="Time after which a SPARQL query leaves the quick lane")
    sparql_slow_workers: int = Field(2, ge=1, description="SPARQL queries that run at once in the slow lane")
    sparql_queue: int = Field(16, ge=0, description="SPARQL queries that may wait for a worker, in each lane")
    sparql_client_seconds: float = Field(
        60.0, ge=0, description="Seconds of SPARQL work that one address may use in a minute; 0: no limit"
    )
    sparql_client_loopback: bool = Field(False, description="Whether that limit holds for this machine itself too")
    phrasing_model: str = Field("", description="Language model that phrases answers, by its name at that address")
    phrasing_url: str = Field(
        "", description="Base address of its OpenAI-compatible interface, as `https://host/v1`; empty: none is asked"
    )
    phrasing_key: SecretStr | None = Field(None, description="Key that is sent to that address")
    phrasing_seconds: float = Field(20.0, gt=0, description="Time that a phrasing may take, seconds")
    phrasing_max_bytes: int = Field(200_000, ge=1, description="Bytes that a phrasing may have as it is sent")
    phrasing_at_once: int = Field(4, ge=1, description="Answers that are phrased at once; others are shown without")

    @property
    def federated(self) -> tuple[str, ...]:
        """The endpoints that SERVICE may call."""
        return tuple(self.sparql_federation.split())

    @field_validator("sparql_federation")
    @classmethod
    def _are_addresses(cls, value: str) -> str:
        for address in value.split():
            parts = urlsplit(address)
            if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.fragment:
                raise ValueError(f"{address!r} is no http or https address of an endpoint")
        return value

    @field_validator("phrasing_url")
    @classmethod
    def _address(cls, value: str, info: ValidationInfo) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in ("http", "https") or not parts.hostname or parts.username):
            raise ValueError("give a http or https address, and a key in SCRGRAPH_PHRASING_KEY")
        if value and not info.data.get("phrasing_model"):
            raise ValueError("name the model too, in SCRGRAPH_PHRASING_MODEL")
        return value

    @field_validator("phrasing_key")
    @classmethod
    def _key(cls, value: SecretStr | None) -> SecretStr | None:
        key = "" if value is None else value.get_secret_value()
        if not (key.isascii() and (key.isprintable())):
            raise ValueError("a key has printable ASCII characters only")
        return value if key else None
