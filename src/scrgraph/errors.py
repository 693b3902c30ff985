"""Every error that scrgraph raises on purpose.

ScrgraphError
├── InputError            what the caller gave cannot be used           CLI 2, HTTP 400
│   ├── QueryError        an empty, over-long or malformed query         CLI 2, HTTP 400
│   ├── SourceError       a source file that cannot be read as a report  CLI 2, HTTP 400
│   ├── NotFoundError     no such passage, work, theme, document         CLI 2, HTTP 404
│   └── NotAcceptableError  a result format that is not offered           CLI 2, HTTP 406
├── RefusedError          SPARQL that is never run (SERVICE, updates)    CLI 2, HTTP 400
├── LimitError            a named limit was crossed                      CLI 1, HTTP 503 (or 413, 429)
├── ServiceError          another endpoint failed that a query may call   CLI 1, HTTP 502
├── IndexUnusableError    no index, or one that must not be trusted      CLI 3, HTTP 503
├── PhrasingError         a language model gave nothing usable           a note beside the answer
├── BuildError            the build cannot go on; the old index stands   CLI 1
└── VerificationError     a quotation differs from its source            CLI 1, HTTP 500

Messages are one sentence that says what is wrong and what to do.
"""


class ScrgraphError(Exception):
    """Root of the tree; `exit_code` and `http_status` are read once at each edge."""

    exit_code = 1
    http_status = 500


class InputError(ScrgraphError):
    """What the caller gave cannot be used."""

    exit_code = 2
    http_status = 400


class QueryError(InputError):
    """An empty, over-long or malformed question or query."""

    def __init__(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class SourceError(InputError):
    """A source file that cannot be read as a report."""


class NotFoundError(InputError):
    """No such passage, work, theme or document."""

    http_status = 404


class NotAcceptableError(InputError):
    """A result format that is not offered; `available` lists the media types that are."""

    http_status = 406

    def __init__(self, message: str, *, available: tuple[str, ...]) -> None:
        super().__init__(message)
        self.available = available


class RefusedError(InputError):
    """SPARQL that is never run: SERVICE, updates, fetching."""


class LimitError(ScrgraphError):
    """A limit was crossed; the message names the limit and its setting. `retry_after`: seconds, where known."""

    http_status = 503

    def __init__(self, message: str, *, limit: str, http_status: int = 503, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.limit = limit
        self.http_status = http_status
        self.retry_after = retry_after


class ServiceError(ScrgraphError):
    """An endpoint that a query may call could not be asked, or its answer not be used."""

    http_status = 502


class IndexUnusableError(ScrgraphError):
    """No index, or one that is stale, mixed, truncated or foreign."""

    exit_code = 3
    http_status = 503


class BuildError(ScrgraphError):
    """The build cannot go on; the last good index still stands."""


class PhrasingError(ScrgraphError):
    """A language model gave nothing that can be used; the message goes on from its name."""


class VerificationError(ScrgraphError):
    """A text that was about to leave the system differs from the source it cites."""
