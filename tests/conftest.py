"""The cast and its browsers: Ada edits, Ben contributes, Cho administers, Dana has an account and may do nothing."""

import hypothesis
import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from kb.models import STATEMENTS
from tests.factories import make_user

# How long an example takes is the machine's affair, not the rule's.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

_USES_DATABASE = {"db", "transactional_db", "live_server"}


def pytest_collection_modifyitems(config, items):
    """What asks no database is not run a second time on the other one."""
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
        return
    without = [
        item
        for item in items
        if not item.get_closest_marker("django_db") and _USES_DATABASE.isdisjoint(getattr(item, "fixturenames", ()))
    ]
    config.hook.pytest_deselected(items=without)
    items[:] = [item for item in items if item not in set(without)]


@pytest.fixture(autouse=True)
def _in_english():
    """A request for a Korean page leaves its language behind in the thread."""
    translation.activate("en")


@pytest.fixture
def ada(db):
    return make_user("ada", "editor")


@pytest.fixture
def ben(db):
    return make_user("ben", "contributor")


@pytest.fixture
def cho(db):
    return make_user("cho", "administrator")


@pytest.fixture
def dana(db):
    return make_user("dana")


def _client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def adas_client(ada):
    return _client_of(ada)


@pytest.fixture
def bens_client(ben):
    return _client_of(ben)


@pytest.fixture
def chos_client(cho):
    return _client_of(cho)


@pytest.fixture
def danas_client(dana):
    return _client_of(dana)


@pytest.fixture
def committed_db(django_db_serialized_rollback, transactional_db):
    """For tests that need real commits. The groups that migrations made come back; what was published can go."""
    yield
    # The flush empties one table after another, and the database keeps a published statement's citations.
    for statement in STATEMENTS:
        statement._base_manager.update(publication="draft")
