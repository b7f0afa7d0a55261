"""An application whose engine fails."""

from __future__ import annotations

from typing import Any, cast

from flask import Flask

from search.engine import Engine, EngineError
from web import create_app


class BrokenEngine:
    """Fails whatever it is asked."""

    def __init__(self, failure: str | Exception) -> None:
        self._failure = EngineError(failure) if isinstance(failure, str) else failure

    def __getattr__(self, name: str) -> Any:
        def fail(*_: object) -> None:
            raise self._failure

        return fail


def broken_app(failure: str | Exception) -> Flask:
    """An application over it; a string is the engine's own message."""
    engine = cast(Engine, BrokenEngine(failure))
    return create_app(engine, {"TESTING": True, "PROPAGATE_EXCEPTIONS": False})
