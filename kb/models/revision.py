"""Catalogue revisions: one number that grows with every change of what the public sees; who, when, why."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from kb.models import reasons

_current: ContextVar[int | None] = ContextVar("revision", default=None)


def current_revision() -> int | None:
    """The key of the revision in whose transaction we are; the default of every history row."""
    return _current.get()


class RevisionManager(models.Manager):
    def latest_number(self) -> int:
        """The number of the newest revision; 0 before the first.

        Every request asks for it, and an answer without a page asks for nothing else, so it is written out: to put it
        into SQL anew takes longer than the database needs.
        """
        with connection.cursor() as cursor:
            cursor.execute("SELECT number FROM kb_revision ORDER BY number DESC LIMIT 1")
            newest = cursor.fetchone()
        return newest[0] if newest else 0


class Revision(models.Model):
    number = models.BigAutoField(_("number"), primary_key=True)
    at = models.DateTimeField(_("at"), auto_now_add=True, db_index=True)
    # Empty for a change by a command, and after an account is gone.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    why = models.CharField(_("why"), max_length=300)
    # What changed, for the list of changes: a model, a license … by its public address and name.
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    subject_url = models.CharField(_("subject address"), max_length=300, blank=True)

    objects = RevisionManager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        # Asked for by whoever makes statements public; it belongs to no single kind of statement.
        permissions = [("publish_statements", _("Can publish and withdraw statements"))]

    def __str__(self):
        return f"{self.number}: {self.why}"

    def reason(self) -> str:
        """Why, in the language of the page, as far as the software said so itself."""
        return reasons.told(self.why)

    @contextmanager
    def recording(self):
        """Within, every history row carries this revision."""
        token = _current.set(self.number)
        try:
            yield self
        finally:
            _current.reset(token)
