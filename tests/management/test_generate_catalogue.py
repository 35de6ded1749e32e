import pytest
from django.core.management import CommandError, call_command

from kb.models import LanguageModel, Profile
from tests.factories import make_model

pytestmark = pytest.mark.django_db


def test_it_stores_as_many_models_as_it_is_told(capsys):
    call_command("generate_catalogue", 25)

    assert LanguageModel.objects.filter(slug__startswith="generated-").count() == 25
    assert Profile.objects.count() == 25


def test_it_does_not_mix_with_curated_knowledge_unless_told(capsys):
    make_model()

    with pytest.raises(CommandError, match="--force"):
        call_command("generate_catalogue", 3)
    call_command("generate_catalogue", 3, "--force")

    assert LanguageModel.objects.count() == 4


def test_it_writes_files_that_the_loader_takes(tmp_path, capsys):
    call_command("generate_catalogue", 3, "--files", tmp_path)
    call_command("load_knowledge", tmp_path)

    assert LanguageModel.objects.count() == 3


def test_a_catalogue_has_at_least_one_model():
    with pytest.raises(CommandError, match="at least 1"):
        call_command("generate_catalogue", 0)
