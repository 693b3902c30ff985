"""One core for one request: what runs beside it is other requests."""

from threadpoolctl import threadpool_limits


def one_each() -> None:
    """Let numpy multiply in the thread that asks: helpers wait by spinning, and a second core has clients to serve."""
    threadpool_limits(1, user_api="blas")
