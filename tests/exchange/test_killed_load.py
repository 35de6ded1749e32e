"""`kill -9` in the middle of a load leaves the database as it was."""

import signal

import pytest

from kb.exchange.generated import catalogue
from kb.exchange.yaml_writing import to_yaml
from tests.exchange import sample
from tests.exchange.killed_load import MOMENTS
from tests.own_database import own_database, rows, run


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    with own_database(tmp_path_factory.mktemp("killed-load"), "aperture_killed_load") as environment:
        yield environment


@pytest.fixture(scope="module")
def more(tmp_path_factory):
    """The sample with one thing changed, and three hundred made-up models beside it: several batches."""
    folder = sample.write(tmp_path_factory.mktemp("more"))
    sample.change(folder, sample.DOLLY, "note: The weights can be had.", "note: Somebody cut this off.")
    for file in catalogue(300):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(to_yaml(file.value))
    return folder


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_load_that_is_killed_leaves_the_database_as_it_was(database, more, moment):
    before = rows(database)

    ended = run("-m", "tests.exchange.killed_load", str(more), moment, **database)

    assert ended == -signal.SIGKILL
    assert before["kb_fact"]
    assert rows(database) == before
