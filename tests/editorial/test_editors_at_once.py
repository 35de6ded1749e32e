"""Eight editors at once, and `kill -9` at any moment: every edit is accounted for, and every state is a revision's.

`EDITS=200 KILLS=30` in the environment try harder than there is time for each day.
"""

import json
import os
import random
import signal
import time

import pytest

from tests.own_database import own_database, rows, run, start

EDITORS = 8
EDITS = int(os.environ.get("EDITS", "5"))
KILLS = int(os.environ.get("KILLS", "4"))


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    with own_database(tmp_path_factory.mktemp("at-once"), "aperture_at_once") as environment:
        yield environment


def test_every_edit_is_published_or_refused_with_a_message_and_no_number_is_missing(database):
    before = rows(database)
    names = [f"editor-{one}" for one in range(EDITORS)]
    started = [start("-m", "tests.editorial.at_work", name, str(EDITS), **database) for name in names]
    said = []
    for process in started:
        out, complaint = process.communicate()
        assert process.returncode == 0, complaint
        said += [json.loads(line) for line in out.splitlines()]
    after = rows(database)

    assert len(said) == EDITORS * EDITS
    assert all(one["told"] for one in said if not one["taken"])
    taken = {one["why"] for one in said if one["taken"]}
    # Each that was taken left a row of history; those that the public saw have a revision, of the same reason.
    changed = new(before, after, "kb_historicalfact")
    assert {reason for row in changed for reason in taken & set(map(str, row))} == taken
    assert len(changed) == len(taken)
    revised = [
        next(why for why in map(str, row) if why.startswith("editor-")) for row in new(before, after, "kb_revision")
    ]
    assert len(set(revised)) == len(revised) and set(revised) <= taken
    numbers = [row[0] for row in after["kb_revision"]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert run("-m", "tests.editorial.is_whole", **database) == 0


def new(before, after, table):
    known = set(map(str, before[table]))
    return [row for row in after[table] if str(row) not in known]


def test_killed_at_any_moment_the_database_stands_at_a_revision(database):
    chance = random.Random(KILLS)
    folder = f"{database['APERTURE_DATA']}/knowledge"
    assert run("manage.py", "load_knowledge", folder, "--theirs", **database) == 0
    for _number in range(KILLS):
        process = start("-m", "tests.editorial.in_turns", folder, **database)
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, 1.5))
        process.send_signal(signal.SIGKILL)
        _out, complaint = process.communicate()

        assert process.returncode == -signal.SIGKILL, complaint
        assert run("-m", "tests.editorial.is_whole", **database) == 0
