"""The requests of the SPARQL 1.1 Protocol (W3C Recommendation 2013, section 2.1), as records."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode

from scrgraph.errors import QueryError, RefusedError, ScrgraphError

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
_UPDATE = "application/sparql-update"
_MAX_FIELDS = 1_000


class UnsupportedMediaError(ScrgraphError):
    """A POST in a media type other than the protocol's two, or not in UTF-8."""

    http_status = 415


@dataclass(frozen=True, slots=True)
class Operation:
    """A query operation: its text and the dataset that the protocol names. `format` is our own short name."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None


def by_get(query_string: bytes) -> Operation | None:
    """Return the operation of a GET; None where it asks for no query at all (the endpoint itself is meant).

    Raises:
        QueryError: two queries, or text that is not UTF-8.
        RefusedError: an update.
    """
    fields = _fields(query_string)
    if not any(name == "query" for name, _ in fields):
        _refuse_update(fields)
        return None
    return _operation(fields)


def description_format(query_string: bytes) -> str | None:
    """Return the short name of the format that a GET without a query asks the description in.

    Raises:
        QueryError: it names a graph by what is no IRI.
    """
    fields = _fields(query_string)
    for name in ("default-graph-uri", "named-graph-uri"):
        _graphs(fields, name)
    formats = _values(fields, "format")
    return formats[0] if formats and formats[0] else None


def by_post(content_type: str, query_string: bytes, body: bytes) -> Operation:
    """Return the operation of a POST, from a form or from the query itself as the body.

    Raises:
        QueryError: no query, two queries, or text that is not UTF-8.
        RefusedError: an update.
        UnsupportedMediaError: any other media type.
    """
    media_type, charset = _media_type(content_type)
    if media_type == _UPDATE:
        raise RefusedError("This service is read-only and runs no updates: send a query.")
    if media_type not in (FORM, DIRECT) or charset not in ("", "utf-8", "utf8"):
        raise UnsupportedMediaError(f"A query is POSTed as {FORM} or {DIRECT}, in UTF-8: set Content-Type.")
    if media_type == FORM:
        return _operation(_fields(body))
    fields = [field for field in _fields(query_string) if field[0] != "query"]
    return _operation([*fields, ("query", _text(body))])


def _operation(fields: list[tuple[str, str]]) -> Operation:
    _refuse_update(fields)
    queries = _values(fields, "query")
    if len(queries) != 1:
        found = "none" if not queries else str(len(queries))
        raise QueryError(f"Exactly one query parameter is wanted and {found} came: send one.")
    formats = _values(fields, "format")
    return Operation(
        text=queries[0],
        default_graphs=_graphs(fields, "default-graph-uri"),
        named_graphs=_graphs(fields, "named-graph-uri"),
        format=formats[0] if formats and formats[0] else None,
    )


def _values(fields: list[tuple[str, str]], name: str) -> tuple[str, ...]:
    return tuple(value for key, value in fields if key == name)


def _graphs(fields: list[tuple[str, str]], name: str) -> tuple[str, ...]:
    values = _values(fields, name)
    for value in values:
        try:
            NamedNode(value)
        except ValueError:
            raise QueryError(
                f"The parameter {name} takes the absolute IRI of a graph: {value[:80]!r} is none."
            ) from None
    return values


def _refuse_update(fields: list[tuple[str, str]]) -> None:
    if _values(fields, "update"):
        raise RefusedError("This service is read-only and runs no updates: send a query.")


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            encoded.decode("ascii", "strict"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MAX_FIELDS,
        )
    except UnicodeDecodeError:
        raise QueryError("The parameters are not UTF-8 in percent-encoding: encode them so.") from None
    except ValueError:
        raise QueryError(f"More than {_MAX_FIELDS} parameters came: send fewer.") from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise QueryError(f"The query is not UTF-8 at byte {error.start}: send UTF-8.") from None


def _media_type(content_type: str) -> tuple[str, str]:
    media_type, *parameters = (piece.strip().lower() for piece in content_type.split(";"))
    charsets = [value.strip(' "') for name, _, value in (p.partition("=") for p in parameters) if name == "charset"]
    return media_type, charsets[0] if charsets else ""
