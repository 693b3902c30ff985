"""The SPARQL engine: guard, format, worker. It answers queries over one immutable store and never anything else."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Self

from scrgraph.errors import IndexUnusableError, QueryError
from scrgraph.settings import Settings
from scrgraph.sparql.federation import Federation
from scrgraph.sparql.guard import Admitted, check_size, judge, tokenised
from scrgraph.sparql.lexer import Token
from scrgraph.sparql.pool import Pool, Task
from scrgraph.sparql.results import Result, pick
from scrgraph.sparql.rewriting import Hits, Rewritten, call_edit, rewrite, search_edit
from scrgraph.sparql.searches import Search, find_searches
from scrgraph.sparql.services import Service, find_services
from scrgraph.vocabulary import prefixes

_LONG = 20_000  # characters; the tokens of a query of 1 MB take 30 MB while it is judged
_SEARCHES_KEPT = 256  # the pages of one query, and the queries of one screen, search alike


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A query that may run, as it runs; `asks_others`: with answers of other endpoints in it."""

    rewritten: Rewritten
    admitted: Admitted
    asks_others: bool


class Engine:
    """Queries over a store on disk. Thread-safe; `close` ends its workers."""

    def __init__(self, pool: Pool, settings: Settings, search: Hits | None = None) -> None:
        """Take a running pool; use `open`."""
        self._pool = pool
        self._settings = settings
        self._prefixes = prefixes(settings.base)
        self._terms = f"{settings.base}/ontology#"
        self._federation = Federation.of(settings)
        self._judging_long = Lock()
        self._search = lru_cache(_SEARCHES_KEPT)(search) if search else None

    @classmethod
    def open(
        cls, store_path: Path, settings: Settings, *, search: Hits | None = None, vectors: Path | None = None
    ) -> Self:
        """Start the workers over a store that nobody writes to.

        `search` answers the searches inside queries; without it they are refused as any SERVICE. `vectors` is the
        file of `indexes.vectors` for `scr:similarity`; where there is none, there is no such function.

        Raises:
            IndexUnusableError: there is no store, or it cannot be opened.
        """
        if not store_path.is_dir():
            raise IndexUnusableError(f"The index holds no graph store ({store_path.name}): run build again.")
        held = vectors if vectors is not None and vectors.is_file() else None
        return cls(Pool(store_path, settings, held), settings, search)

    def query(
        self,
        text: str,
        *,
        accept: str | None = None,
        format: str | None = None,
        default_graphs: tuple[str, ...] = (),
        named_graphs: tuple[str, ...] = (),
    ) -> Result:
        """Return the serialised result of a SELECT, ASK, CONSTRUCT or DESCRIBE query.

        `format` is a short name and goes before `accept`, an Accept header. `default_graphs` and `named_graphs`, if
        any are given, replace the query's own FROM and FROM NAMED (SPARQL 1.1 Protocol, section 2.1.4) and choose
        among the store's graphs; with neither, the default graph is the union of all graphs.

        Raises:
            QueryError, RefusedError, LimitError, NotAcceptableError.
        """
        prepared = self._prepared(text)
        rewritten, admitted = prepared.rewritten, prepared.admitted
        entry, media_type = pick(admitted.form, accept=accept, name=format)
        protocol = bool(default_graphs or named_graphs)
        task = Task(
            query=rewritten.text,
            media_type=entry.media_type,
            default_graphs=tuple(default_graphs) if protocol else None,
            named_graphs=tuple(named_graphs) if protocol else None,
            union=not protocol and not admitted.dataset,
            prefixes=self._prefixes,
            similarity=f"{self._terms}similarity",
        )
        try:
            body = self._pool.run(task)
        except QueryError as error:
            raise rewritten.placed(error) from None
        return Result(media_type, body, cacheable=not (admitted.volatile or prepared.asks_others))

    def admit(self, text: str) -> Admitted:
        """Return what a query is without running it; its searches and calls are made. Raises as `query`."""
        return self._prepared(text).admitted

    def _prepared(self, text: str) -> _Prepared:
        """Put the hits of its searches and the answers to its calls into a query, and judge what has come of it."""
        settings = self._settings
        check_size(text, settings.max_query_bytes)
        with self._turn(text):
            found = tokenised(text, settings.sparql_tokens)
            searches, calls = self._found(text, found) if "service" in text.lower() else ((), ())
            if not searches and not calls:
                admitted = judge(text, found, max_depth=settings.sparql_depth)
                return _Prepared(Rewritten(text, text, ()), admitted, asks_others=False)
        edits = [search_edit(text, one, self._search) for one in searches if self._search]
        rewritten = rewrite(text, [*edits, *(call_edit(one, self._federation) for one in calls)])
        try:
            return _Prepared(rewritten, self._judged(rewritten.text), asks_others=bool(calls))
        except QueryError as error:
            raise rewritten.placed(error) from None

    def _found(self, text: str, found: Sequence[Token]) -> tuple[tuple[Search, ...], tuple[Service, ...]]:
        settings = self._settings
        calls = find_services(
            text, found, self._federation.endpoints, most=settings.sparql_services, max_depth=settings.sparql_depth
        )
        if self._search is None:
            return (), calls
        most, max_hits = settings.sparql_searches, settings.max_hits
        return find_searches(text, found, self._terms, most=most, max_hits=max_hits), calls

    def _judged(self, rewritten: str) -> Admitted:
        settings = self._settings
        with self._turn(rewritten):
            found = tokenised(rewritten, settings.sparql_tokens + len(rewritten))
            return judge(rewritten, found, max_depth=settings.sparql_depth)

    def _turn(self, text: str) -> AbstractContextManager[object]:
        """Read long queries one at a time: together they would be no faster and take much memory."""
        return self._judging_long if len(text) > _LONG else nullcontext()

    @property
    def walls(self) -> tuple[str, ...]:
        """The kernel's walls around the workers that stand on this machine (`landlock`, `seccomp`)."""
        return self._pool.walls

    def worker_pids(self) -> list[int]:
        """Process ids of the workers."""
        return self._pool.pids()

    def close(self) -> None:
        """End the workers."""
        self._pool.close()
