"""Sentences of a folded text: ends are found at full stops that no abbreviation, initial or number explains."""

import re

_STOP = re.compile(r"[.!?…][\"'’”)\]]*(?=\s+[\"'‘“(\[]?[^\sa-z])")
_ABBREVIATIONS = frozenset(
    (
        "al e.g i.e cf etc vs pp p no nos vol ed eds fig figs para paras s ss art approx dr mr mrs ms prof sir st rev"
        " hon cm ref refs ch dept govt jr sr inc ltd co viz ibid op cit eqs eq sec"
    ).split(" ")
)
_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"[\w.'’]+$")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the [start, end) of each sentence; together they cover the text but for the spaces between them."""
    found: list[tuple[int, int]] = []
    start = counted = opened = 0
    for match in _STOP.finditer(text):
        end = match.end()
        opened += text.count("(", counted, end) - text.count(")", counted, end)
        counted = end
        if _is_abbreviation(text, match.start()) or (opened > 0 and ")" in text[end : end + 400]):
            continue
        found.append((start, end))
        space = _SPACE.match(text, end)
        start = space.end() if space else end
        opened = 0
    if start < len(text):
        found.append((start, len(text)))
    return found


def _is_abbreviation(text: str, stop: int) -> bool:
    if text[stop] != ".":
        return text[stop] == "…"
    word = _WORD.search(text[max(0, stop - 12) : stop])
    if word is None:
        return text[max(0, stop - 2) : stop] == ".."
    token = word.group().lower().strip("'’")
    initial = len(token) == 1 and word.group().isupper()
    return token in _ABBREVIATIONS or initial or token.endswith("..")
