"""`/openapi.json` says what is accepted under the settings that hold here: the longest question, the largest k."""

import re
from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI

from scrgraph.settings import Settings

_CONTROLS = r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # those that str.isspace does not count as white space
_SPACES = r"\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
QUESTION = rf"^[^{_CONTROLS}]*[^{_CONTROLS}{_SPACES}][^{_CONTROLS}]*$"
_ASKED = re.compile("/api/(search|ask)$")


def describe(app: FastAPI, settings: Settings) -> None:
    """Let the application describe itself with the bounds of the settings; once made, the description is kept."""
    made = app.openapi

    def bounded() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = made()
            for path, parameter in _parameters(schema):
                if parameter["name"] == "q" and _ASKED.match(path):
                    parameter["schema"] |= _question(settings)
                if parameter["name"] == "k" and "maximum" not in parameter["schema"]:
                    parameter["schema"]["maximum"] = settings.max_hits
            schema["components"]["schemas"]["Asked"]["properties"]["q"] |= _question(settings)
        return app.openapi_schema or {}

    app.openapi = bounded  # type: ignore[method-assign]


def _question(settings: Settings) -> dict[str, Any]:
    return {"minLength": 1, "maxLength": settings.max_question_characters, "pattern": QUESTION}


def _parameters(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            for parameter in operation.get("parameters", ()):
                yield path, parameter
