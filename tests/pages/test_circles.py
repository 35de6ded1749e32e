"""A circle that came past the forms, by the shell, hangs no page and no command; nothing of it is published again."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from kb.admin.links import change_url
from kb.editorial.publication import publish
from kb.exchange import curated
from kb.models import Derivation, Organization
from tests.exchange import sample
from tests.factories import make_citation, make_dataset, make_derivation, make_model, make_organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def circle():
    """Two models and a dataset round in a circle, all published; two organizations that belong to each other."""
    meadow, forest = make_organization("meadow"), make_organization("forest")
    Organization.objects.filter(pk=meadow.pk).update(parent=forest)
    Organization.objects.filter(pk=forest.pk).update(parent=meadow)
    lark, owl = make_model("lark", organization=meadow), make_model("owl", organization=forest)
    hay = make_dataset("hay", organization=meadow)
    for names in (
        {"language_model": lark, "parent_model": owl},
        {"language_model": owl, "parent_dataset": hay},
        {"dataset": hay, "parent_model": lark},
    ):
        derivation = make_derivation(**names)
        make_citation(derivation)
        derivation.publication = "published"
        derivation.save()  # which looks at support alone
    return lark, owl, hay, meadow, forest


def test_pages_and_commands_survive_a_circle(circle, client, adas_client, capsys):
    for record in circle:
        assert client.get(record.get_absolute_url()).status_code == 200
        assert adas_client.get(change_url(record)).status_code == 200
    for address in ("/", "/models/", "/organizations/", "/datasets/", "/timeline/", "/models/?organization=meadow"):
        assert client.get(address).status_code == 200
    for derivation in Derivation.objects.all():
        assert adas_client.get(change_url(derivation)).status_code == 200

    call_command("evaluate")
    call_command("audit_verdicts")

    assert "2 models judged" in capsys.readouterr().out


def test_files_are_loaded_beside_a_circle(circle, tmp_path):
    assert curated.load([sample.write(tmp_path / "knowledge")]).revision


def test_what_closes_a_circle_is_not_published(circle, ada):
    lark, owl, *_others = circle
    again = make_derivation(language_model=owl, parent_model=lark)
    make_citation(again)

    with pytest.raises(ValidationError, match="close a circle"):
        publish(again, by=ada, why="The card says so.")


def test_an_organization_in_a_circle_is_mended_in_the_admin(circle):
    meadow = Organization.objects.get(slug="meadow")

    with pytest.raises(ValidationError, match="close a circle"):
        meadow.full_clean()
    meadow.parent = None
    meadow.full_clean()
