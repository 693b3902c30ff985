"""The command line's edge: the one place where errors become a line on stderr and an exit code.

Exit codes: 0 done, 1 failure (or something found), 2 bad input or usage, 3 no usable index, 130 interrupted.
"""

import os
import re
import sys
from collections.abc import Callable

from typer import Abort, TyperException

from scrgraph.errors import ScrgraphError

INTERRUPTED = 130
_LONGEST_LINE = 600
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


def one_line(text: str) -> str:
    """Return a text fit for one terminal line: no control characters, at most 600 characters."""
    folded = " ".join(_UNPRINTABLE.sub(" ", text).split())
    return folded if len(folded) <= _LONGEST_LINE else f"{folded[: _LONGEST_LINE - 1]}…"


def guard(run: Callable[[], object]) -> int:
    """Run a command and return its exit code; what it raises is told in exactly one line on stderr.

    A pipe closed by its reader ends the command silently with 1. With PYTHONDEVMODE=1 an unexpected error
    keeps its traceback.
    """
    try:
        code = run()
        sys.stdout.flush()
    except ScrgraphError as error:
        return _tell(str(error), error.exit_code)
    except TyperException as error:
        return _tell(f"{error.format_message().rstrip('.')}; see scrgraph --help", error.exit_code)
    except (KeyboardInterrupt, Abort):
        return INTERRUPTED
    except BrokenPipeError:
        return _silence()
    except OSError as error:
        return _tell(_system_message(error), 1)
    except MemoryError:
        return _tell("out of memory: give the command more, or a smaller input", 1)
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        told = f"unexpected {type(error).__name__}: {error}; run again with PYTHONDEVMODE=1 for the traceback"
        return _tell(told, 1)
    return code if isinstance(code, int) else 0


def _tell(message: str, code: int) -> int:
    print(f"scrgraph: {one_line(message)}", file=sys.stderr)
    return code


def _system_message(error: OSError) -> str:
    what = error.strerror or str(error)
    return f"{error.filename}: {what}" if error.filename is not None else what


def _silence() -> int:
    """Point stdout at nothing, so that the interpreter's last flush does not complain either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1
