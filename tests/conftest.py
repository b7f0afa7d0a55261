"""Fixtures that several test files share: an engine with the hand-made gazette, and its pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from playwright.sync_api import Browser

from search.engine import Engine, open_engine
from tests import gazette
from tests.browsing import chromium, served
from tests.material import sample_edition
from web import create_app

# Tests do not measure time: a busy machine is no fault.
settings.register_profile("gongbao", deadline=None)
# What `make test-quick` asks for: a fifth of the examples, where a test does not say how many.
settings.register_profile("quick", deadline=None, max_examples=20)
settings.load_profile("gongbao")


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The hand-made gazette in a real index."""
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('pages') / 'index'}", "write")
    engine.add([gazette.EDITION])
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def app(engine: Engine) -> Flask:
    return create_app(engine, {"TESTING": True})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the bundled issue, served."""
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('site') / 'index'}", "write")
    engine.add([sample_edition()])
    with served(engine) as address:
        yield address
    engine.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser
