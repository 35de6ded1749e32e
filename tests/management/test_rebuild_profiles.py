import pytest
from django.core.management import call_command

from kb.models import Profile
from tests.factories import make_model, make_published_fact


@pytest.mark.django_db
def test_every_model_gets_its_profile_again(capsys):
    make_published_fact(availability="withheld")
    make_model("lark-base")
    Profile.objects.all().delete()

    call_command("rebuild_profiles")

    assert capsys.readouterr().out == "2 profiles.\n"
    assert Profile.objects.get(language_model__slug="skylark-7b").weights == "withheld"
