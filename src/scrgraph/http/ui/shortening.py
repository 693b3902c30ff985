"""Short links of queries: kept only when somebody asks for one, named by their content, the oldest given up first."""

import hashlib
import re
from base64 import b32encode
from pathlib import Path

from scrgraph.errors import InputError, LimitError, NotFoundError

_KEY = re.compile(r"[a-z2-7]{10}")


class ShortLinks:
    """Queries by a key of ten letters: a file each in `folder`, at most `most` of them."""

    def __init__(self, folder: Path, most: int, longest: int) -> None:
        self._folder = folder
        self._most = most
        self._longest = longest

    def keep(self, query: str) -> str:
        """Keep a query and return its key: the same query has the same key.

        Raises:
            InputError: it is empty.
            LimitError: it is too long, short links are switched off, or they cannot be written here.
        """
        if not query.strip():
            raise InputError("There is no query to link to; write one first.")
        if len(query.encode()) > self._longest:
            raise LimitError(
                f"The query is longer than the {self._longest:,} bytes that are kept (max_query_bytes); shorten it.",
                limit="max_query_bytes",
                http_status=413,
            )
        if self._most == 0:
            raise LimitError("Short links are switched off here; copy the address instead.", limit="short_links")
        key = b32encode(hashlib.sha256(query.encode()).digest()).decode().lower()[:10]
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / f"{key}.rq").write_text(query, "utf-8")
            self._forget()
        except OSError as error:
            raise LimitError(
                f"Short links cannot be kept here ({error.strerror}); copy the address instead.", limit="short_links"
            ) from error
        return key

    def find(self, key: str) -> str:
        """Return the query of a key.

        Raises:
            NotFoundError: there is none, or no longer.
        """
        path = self._folder / f"{key}.rq"
        if not _KEY.fullmatch(key) or not path.is_file():
            raise NotFoundError(f"There is no short link {key[:40]!r}, or it was given up; write the query anew.")
        return path.read_text("utf-8")

    def _forget(self) -> None:
        kept = sorted(self._folder.glob("*.rq"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in kept[self._most :]:
            path.unlink(missing_ok=True)
