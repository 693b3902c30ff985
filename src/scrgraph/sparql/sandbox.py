"""The second wall: what a SPARQL worker process gives up before it reads a stranger's query.

Linux: a seccomp filter (kernel `seccomp_filter.rst`) that lets no socket be made and no program be started,
and Landlock (kernel `landlock.rst`) that leaves only the store readable. Limits on memory, core dumps and
stack are POSIX. Elsewhere, or in a kernel built without them, `confine` reports the walls that do stand.
"""

import ctypes
import os
import platform
import resource
import struct
from pathlib import Path

_NO_NEW_PRIVS, _SET_SECCOMP, _FILTER = 38, 22, 2
_ALLOW, _ERRNO_EACCES, _KILL = 0x7FFF0000, 0x0005000D, 0x80000000
_LOAD, _JUMP_EQUAL, _JUMP_ABOVE, _RETURN = 0x20, 0x15, 0x35, 0x06
_X32_BIT = 0x40000000
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_READ = 0b1100  # LANDLOCK_ACCESS_FS_READ_FILE and READ_DIR
_EVERY_ACCESS = 0x1FFF  # all access rights of ABI 1, which later kernels still know

_COMMON = (425, 426, 427)  # io_uring, which opens sockets without socket(2); alike everywhere
_DENIED: dict[str, tuple[int, tuple[int, ...]]] = {
    # socket, connect, accept, sendto, sendmsg, bind, listen, socketpair, execve, ptrace, execveat
    "x86_64": (0xC000003E, (41, 42, 43, 44, 46, 49, 50, 53, 59, 101, 322)),
    "aarch64": (0xC00000B7, (198, 199, 200, 201, 202, 203, 206, 211, 117, 221, 281)),
}


def limit_memory(extra: int) -> None:
    """Let the address space grow by at most `extra` bytes from now on; leave no core dump."""
    statm = Path("/proc/self/statm")
    used = int(statm.read_text().split()[0]) * resource.getpagesize() if statm.exists() else 0
    resource.setrlimit(resource.RLIMIT_AS, (used + extra, used + extra))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def confine(store: str) -> tuple[str, ...]:
    """Give up sockets, programs and files outside `store` for good; return the walls that now stand."""
    if platform.system() != "Linux" or platform.machine() not in _DENIED:
        return ()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return ()
    walls = (("landlock", _landlock(libc, store)), ("seccomp", _seccomp(libc)))
    return tuple(name for name, stands in walls if stands)


def _landlock(libc: ctypes.CDLL, store: str) -> bool:
    handled = ctypes.c_uint64(_EVERY_ACCESS)
    ruleset = libc.syscall(_LANDLOCK_CREATE, ctypes.byref(handled), ctypes.c_size_t(8), 0)
    if ruleset < 0:
        return False
    folder = os.open(store, os.O_PATH | os.O_DIRECTORY)
    rule = struct.pack("=Qi", _READ, folder)
    added = libc.syscall(_LANDLOCK_ADD, ruleset, 1, rule, 0) == 0
    restricted = added and libc.syscall(_LANDLOCK_RESTRICT, ruleset, 0) == 0
    os.close(folder)
    os.close(ruleset)
    return bool(restricted)


class _Program(ctypes.Structure):
    """`struct sock_fprog` of linux/filter.h."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def _seccomp(libc: ctypes.CDLL) -> bool:
    instructions = b"".join(_program(*_DENIED[platform.machine()]))
    buffer = ctypes.create_string_buffer(instructions)
    program = _Program(len(instructions) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    return bool(libc.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0)


def _program(architecture: int, denied: tuple[int, ...]) -> list[bytes]:
    """Return the filter: another architecture is killed, a denied call gets EACCES, the rest may go on."""

    def step(code: int, value: int, when_true: int = 0, when_false: int = 0) -> bytes:
        return struct.pack("=HBBI", code, when_true, when_false, value)

    calls = (*denied, *_COMMON)
    checks = [step(_JUMP_EQUAL, call, len(calls) - index) for index, call in enumerate(calls)]
    return [
        step(_LOAD, 4),
        step(_JUMP_EQUAL, architecture, 1, 0),
        step(_RETURN, _KILL),
        step(_LOAD, 0),
        step(_JUMP_ABOVE, _X32_BIT, 0, 1),
        step(_RETURN, _KILL),
        *checks,
        step(_RETURN, _ALLOW),
        step(_RETURN, _ERRNO_EACCES),
    ]
