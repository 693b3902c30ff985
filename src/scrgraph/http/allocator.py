"""Memory that the service gives back: glibc's allocator keeps much of what many threads have used for a moment."""

import ctypes

_ARENA_MAX, _MMAP_THRESHOLD, _TRIM_THRESHOLD = -8, -3, -1  # malloc.h, mallopt(3)
_ARENAS = 2  # one per core by default times eight, each keeping its own peak
_LARGE_BYTES = 1 << 22  # from here on a block is its own mapping, and gone when it is freed: fixed, or it would grow
_KEPT_BYTES = 1 << 24  # of an arena's free end: every search takes and frees a few, and new pages cost time


def give_back() -> None:
    """Ask the allocator of this process to return what is freed; without glibc nothing happens."""
    try:
        tune = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return
    for option, value in ((_ARENA_MAX, _ARENAS), (_MMAP_THRESHOLD, _LARGE_BYTES), (_TRIM_THRESHOLD, _KEPT_BYTES)):
        tune(option, value)
