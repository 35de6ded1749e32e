"""An editor at work: `python -m tests.editorial.at_work NAME EDITS`. No test; `test_editors_at_once` starts several.

All change the few facts of one model through the pages of the admin, so they get into each other's way. Out: a line of
JSON for each edit: the reason that was given, whether it was taken, and what the page said if it was not.
"""

import json
import random
import sys

import django


def main(name: str, edits: int) -> None:
    django.setup()
    from django.contrib.auth.models import Group, User
    from django.test import Client
    from django.test.utils import setup_test_environment

    from kb.models import Fact
    from tests.admin.forms import as_posted

    setup_test_environment()
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name="editor"))
    client = Client()
    client.force_login(user)
    chance = random.Random(name)
    keys = list(Fact.objects.order_by("pk").values_list("pk", flat=True)[:3])
    for number in range(edits):
        address = f"/admin/kb/fact/{chance.choice(keys)}/change/"
        why = f"{name} {number}"
        wanted = chance.choice(["published", "published", "published", "withdrawn", "draft"])
        page = client.get(address)
        answer = client.post(address, as_posted(page, note=f"Note {why}.", publication=wanted, why=why))
        form = None if answer.status_code == 302 else answer.context["adminform"].form
        told = [] if form is None else [*form.non_field_errors(), *(str(one) for one in form.errors.values())]
        print(json.dumps({"why": why, "taken": form is None, "told": told}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
