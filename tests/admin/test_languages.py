"""The editors' pages in the language that was chosen, whatever the browser asks for."""

import pytest

pytestmark = pytest.mark.django_db


def test_a_language_is_chosen_by_address_and_stays(adas_client):
    english = adas_client.get("/admin/kb/fact/?q=llama")
    korean = adas_client.get("/ko/admin/kb/fact/?q=llama", follow=True)

    assert 'href="/ko/admin/kb/fact/?q=llama"' in english.text
    assert korean.redirect_chain == [("/admin/kb/fact/?q=llama", 302)]
    assert '<html lang="ko"' in korean.text and 'href="/en/admin/kb/fact/?q=llama"' in korean.text
    assert '<html lang="ko"' in adas_client.get("/admin/").text
    assert '<html lang="en' in adas_client.get("/en/admin/", follow=True).text


def test_it_leads_nowhere_else(client):
    assert client.get("/ko/admin//evil.example/").url == "/admin//evil.example/"
    assert client.get("/ko/admin/").url == "/admin/"
