"""The Korean catalogue: whole, with the same placeholders, and in use under /ko/."""

import re

import polib
import pytest
from django.conf import settings
from django.core.management import call_command

from tests.factories import make_published_fact

CATALOGUE = polib.pofile(str(settings.BASE / "kb/locale/ko/LC_MESSAGES/django.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def test_every_message_is_translated():
    assert [entry.msgid for entry in CATALOGUE.untranslated_entries() + CATALOGUE.fuzzy_entries()] == []


def test_translations_have_the_placeholders_of_their_messages():
    for entry in CATALOGUE:
        for text in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural)), text


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "words"), [("/ko/", "써도 되는가"), ("/ko/models/", "비공개"), ("{}", "가중치")])
def test_a_korean_address_answers_in_korean(client, address, words):
    call_command("compilemessages", verbosity=0)
    model = make_published_fact().language_model

    text = client.get(address.format(f"/ko{model.get_absolute_url()}")).text

    assert '<html lang="ko">' in text
    assert words in text


def test_the_editors_pages_take_the_language_of_the_browser(client, db):
    call_command("compilemessages", verbosity=0)

    korean, english = (
        client.get("/admin/login/", headers={"accept-language": language}).text for language in ("ko-KR,ko;q=0.9", "en")
    )

    assert 'lang="ko' in korean and "편집" in korean
    assert 'lang="en' in english and "Aperture: editing" in english


def test_a_public_page_keeps_the_language_of_its_address(client, db):
    assert '<html lang="en">' in client.get("/", headers={"accept-language": "ko"}).text
