"""`manage.py make_editor`: an account for someone who writes here. What `make editor` does."""

import getpass
import os
import sys

from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction

ROLES = ("contributor", "editor", "administrator")


class Command(BaseCommand):
    help = "Make an account with a role. Asks for what is not given."

    def add_arguments(self, parser):
        parser.add_argument("--username")
        parser.add_argument("--role", choices=ROLES, default="editor", help="default: editor")

    def handle(self, username: str | None, role: str, **options):
        """The password comes from $APERTURE_PASSWORD, from a terminal (twice) or from the first line of stdin."""
        try:
            group = Group.objects.get(name=role)
        except (DatabaseError, Group.DoesNotExist) as error:
            raise CommandError("The database is not prepared yet; run `make run` once first.") from error
        if not username and not sys.stdin.isatty():
            raise CommandError("Say who: make editor NAME=ada, with the password in APERTURE_PASSWORD.")
        try:
            user = User(username=username or input("User name: "), is_staff=True)
            if not user.username:
                raise CommandError("An account has a user name.")
            user.set_password(self._password())
        except (KeyboardInterrupt, EOFError):
            raise CommandError("Stopped; no account was made.") from None
        try:
            user.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        with transaction.atomic():
            user.save()
            user.groups.add(group)
        self.stdout.write(f"{user.username} may now log in at /admin/ as {role}.")

    def _password(self) -> str:
        """In a terminal it is asked for until it will do. Raises CommandError elsewhere, when the validators refuse."""
        if "APERTURE_PASSWORD" in os.environ:
            password = os.environ["APERTURE_PASSWORD"]
        elif sys.stdin.isatty():
            return self._ask_for_password()
        else:
            password = sys.stdin.readline().rstrip("\n")
            if not password:
                raise CommandError(
                    "Without a terminal the password comes from APERTURE_PASSWORD or from standard input."
                )
        if weakness := _weakness(password):
            raise CommandError(weakness)
        return password

    def _ask_for_password(self) -> str:
        while True:
            password = getpass.getpass("Password: ")
            wrong = _weakness(password)
            if not wrong and getpass.getpass("Password (again): ") != password:
                wrong = "The passwords differ."
            if not wrong:
                return password
            self.stderr.write(f"{wrong} Once more.")


def _weakness(password: str) -> str:
    """Why the validators refuse it; empty if they do not."""
    try:
        validate_password(password)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""
