"""The SPARQL engine: guard, format, worker. It answers queries over one immutable store and never anything else."""

from pathlib import Path
from typing import Self

from scrgraph.errors import IndexUnusableError
from scrgraph.settings import Settings
from scrgraph.sparql.guard import Admitted, admit
from scrgraph.sparql.pool import Pool, Task
from scrgraph.sparql.results import Result, pick
from scrgraph.vocabulary import prefixes


class Engine:
    """Queries over a store on disk. Thread-safe; `close` ends its workers."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        """Take a running pool; use `open`."""
        self._pool = pool
        self._settings = settings
        self._prefixes = prefixes(settings.base)

    @classmethod
    def open(cls, store_path: Path, settings: Settings) -> Self:
        """Start the workers over a store that nobody writes to.

        Raises:
            IndexUnusableError: there is no store, or it cannot be opened.
        """
        if not store_path.is_dir():
            raise IndexUnusableError(f"The index holds no graph store ({store_path.name}): run build again.")
        return cls(Pool(store_path, settings), settings)

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
        admitted = self.admit(text)
        entry, media_type = pick(admitted.form, accept=accept, name=format)
        protocol = bool(default_graphs or named_graphs)
        task = Task(
            query=text,
            media_type=entry.media_type,
            default_graphs=tuple(default_graphs) if protocol else None,
            named_graphs=tuple(named_graphs) if protocol else None,
            union=not protocol and not admitted.dataset,
            prefixes=self._prefixes,
        )
        return Result(media_type, self._pool.run(task), cacheable=not admitted.volatile)

    def admit(self, text: str) -> Admitted:
        """Return what a query is without running it; raises as `query`."""
        settings = self._settings
        return admit(text, max_bytes=settings.max_query_bytes, max_depth=settings.sparql_depth)

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
