import json

import pytest
from django.conf import settings
from django.core.management import call_command

from kb.exchange.json_schemas import NAMES, json_schemas
from kb.exchange.schema import FOLDERS

COMMITTED = settings.BASE / "fixtures" / "schema"


def test_every_kind_of_file_has_a_schema():
    assert list(NAMES) == list(FOLDERS)


@pytest.mark.parametrize("name", NAMES.values())
def test_the_committed_schemas_are_current(name):
    assert json.loads((COMMITTED / f"{name}.json").read_text()) == json_schemas()[name], (
        "run manage.py knowledge_schema"
    )


def test_the_command_writes_them(tmp_path):
    call_command("knowledge_schema", tmp_path, verbosity=0)

    assert sorted(path.stem for path in tmp_path.iterdir()) == sorted(NAMES.values())
