"""Accounts are made by a command; there is no default password anywhere."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


@pytest.fixture
def password(monkeypatch):
    monkeypatch.setenv("APERTURE_PASSWORD", "a long enough one")


@pytest.mark.parametrize("role, publishes", [("contributor", False), ("editor", True), ("administrator", True)])
def test_an_account_gets_its_role(password, role, publishes):
    call_command("make_editor", username="eve", role=role, verbosity=0)

    user = User.objects.get(username="eve")
    assert user.is_staff and not user.is_superuser
    assert user.check_password("a long enough one")
    assert user.has_perm("kb.publish_statements") == publishes


@pytest.mark.parametrize("weak", ["", "short", "1234567890123", "password123"])
def test_a_weak_password_makes_no_account(monkeypatch, weak):
    monkeypatch.setenv("APERTURE_PASSWORD", weak)

    with pytest.raises(CommandError):
        call_command("make_editor", username="eve")

    assert not User.objects.exists()


def test_a_name_is_taken_once(password):
    call_command("make_editor", username="eve", verbosity=0)

    with pytest.raises(CommandError, match="already exists"):
        call_command("make_editor", username="eve")


@pytest.fixture
def typed(monkeypatch):
    """A terminal, and somebody who types these passwords one after another; then there is no more."""
    monkeypatch.delenv("APERTURE_PASSWORD", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)

    def type_passwords(*passwords):
        given = iter(passwords)

        def getpass(prompt):
            for password in given:
                return password
            raise EOFError

        monkeypatch.setattr("getpass.getpass", getpass)

    return type_passwords


def test_passwords_that_differ_are_asked_for_again(typed, capsys):
    typed("a long enough one", "a long enough won", "a long enough one", "a long enough one")

    call_command("make_editor", username="eve", verbosity=0)

    assert User.objects.get().check_password("a long enough one")
    assert capsys.readouterr().err == "The passwords differ. Once more.\n"


def test_a_weak_password_is_asked_for_again(typed, capsys):
    typed("short", "a long enough one", "a long enough one")

    call_command("make_editor", username="eve", verbosity=0)

    assert User.objects.exists()
    assert "too short" in capsys.readouterr().err


def test_who_stops_typing_makes_no_account(typed):
    typed("a long enough one", "a long enough won")

    with pytest.raises(CommandError, match="Stopped; no account was made"):
        call_command("make_editor", username="eve")

    assert not User.objects.exists()
