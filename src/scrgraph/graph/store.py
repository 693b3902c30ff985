"""The graph on disk: sorted N-Quads to take away, and an Oxigraph store to query."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store, serialize

from scrgraph.errors import BuildError, IndexUnusableError


def write_nquads(path: Path, quads: Iterable[Quad]) -> int:
    """Write quads as N-Quads, one line each, sorted and without repeats; returns how many.

    The same quads in any order give the same bytes.

    Raises:
        BuildError: the file cannot be written.
    """
    buffer = BytesIO()
    serialize(quads, buffer, RdfFormat.N_QUADS)
    lines = sorted(set(buffer.getvalue().splitlines(keepends=True)))
    try:
        path.write_bytes(b"".join(lines))
    except OSError as error:
        raise BuildError(f"cannot write the graph to '{path}': {error.strerror}") from error
    return len(lines)


def write_store(path: Path, quads: Iterable[Quad]) -> int:
    """Load quads into a new store on disk, ready for reading; returns how many it holds.

    Raises:
        BuildError: the store cannot be written.
    """
    try:
        store = Store(path)
        store.bulk_extend(quads)
        store.optimize()
        store.flush()
    except (OSError, RuntimeError) as error:
        raise BuildError(f"cannot write the graph to '{path}': {error}") from error
    return len(store)


def open_store(path: Path) -> Store:
    """Open a store for reading only; any number of processes may do so at once.

    Query it with `use_default_graph_as_union=True`: the default graph of scrgraph is the union of its graphs.

    Raises:
        IndexUnusableError: there is no store, or it is damaged.
    """
    if not path.is_dir():
        raise IndexUnusableError(f"the index holds no graph at '{path}': run `scrgraph build`")
    try:
        return Store.read_only(str(path))
    except (OSError, RuntimeError) as error:
        raise IndexUnusableError(f"the graph at '{path}' cannot be read: run `scrgraph build`") from error
