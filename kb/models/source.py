"""Sources are documents; a citation is one statement resting on one source."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kb.models.history import history
from kb.models.naming import KeyField, search_text
from kb.models.rules import day_errors, exactly_one, one_of, text_errors
from kb.vocabulary.editorial import Precision, Publication, Stance
from kb.vocabulary.kinds import SourceKind
from kb.vocabulary.visits import Condition

# Our own limits on quotation, and only where the wording decides. Some scripts put no spaces between words.
EXCERPT_WORDS = 20
EXCERPT_LENGTH = 200
TRANSLATION_WORDS = 40  # a language may need more words than another, but not three times as many
STATEMENT_KEYS = ["fact", "derivation", "specification", "license_term", "event"]
_COMMIT = re.compile(r"/(?:blob|tree|commit|raw|resolve|commits)/([0-9a-f]{40})\b")


class Source(models.Model):
    slug = KeyField(_("slug"), max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=400)
    publisher = models.CharField(_("publisher"), max_length=200)
    author = models.CharField(_("author"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=SourceKind)
    language = models.CharField(_("language"), max_length=10, default="en", help_text=_("Two letters: en, ko."))
    url = models.URLField(
        _("address"),
        max_length=600,
        blank=True,
        help_text=_("The document's own address, pinned to a commit or version where the host allows. Empty: on file."),
    )
    copy_url = models.URLField(
        _("address of the copy"),
        max_length=600,
        blank=True,
        help_text=_("If it was read in a copy, mirror or repost: the address of that."),
    )
    archived_url = models.URLField(_("archived at"), max_length=600, blank=True)
    published = models.DateField(_("published"), null=True, blank=True, help_text=_("Empty: not known."))
    published_precision = models.CharField(_("exact to the"), max_length=5, choices=Precision, default=Precision.DAY)
    retrieved = models.DateField(
        _("read"), null=True, blank=True, help_text=_("Day on which it was opened and read. Empty: never opened.")
    )
    fingerprint = models.CharField(
        _("fingerprint"),
        max_length=64,
        blank=True,
        validators=[RegexValidator(r"\A[0-9a-f]{64}\Z", _("A SHA-256 in 64 hexadecimal digits."))],
        help_text=_("SHA-256 of the bytes that were read; only ever the output of a fetch or of the file itself."),
    )
    note = models.TextField(_("note"), blank=True)
    search_text = models.TextField(editable=False, default="")
    loaded_digest = models.CharField(max_length=64, editable=False, blank=True, default="")
    # What the last visits say of the address under which it was read, repeated here so that a citation tells it without
    # a query; `editorial.source_checks` alone writes it. It counts while the source has that address.
    condition = models.CharField(
        max_length=10, choices=Condition, editable=False, blank=True, default="", db_default=""
    )
    condition_since = models.DateField(editable=False, null=True)
    condition_url = models.CharField(max_length=600, editable=False, blank=True, default="", db_default="")

    history = history(excluded_fields=["search_text", "loaded_digest", "condition", "condition_since", "condition_url"])

    class Meta:
        ordering = ["slug"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.CheckConstraint(
                name="source_has_address_or_fingerprint",
                condition=~Q(url="") | ~Q(copy_url="") | ~Q(fingerprint=""),
                violation_error_message=_("A source without a public address carries a fingerprint."),
            ),
            models.UniqueConstraint(
                name="source_address_once",
                fields=["url", "copy_url"],
                condition=~Q(url="") | ~Q(copy_url=""),
                violation_error_message=_("A source with this address exists already."),
            ),
            one_of("kind", SourceKind.values, name="source_kind_is_known", message=_("Unknown kind of source.")),
        ]

    def __str__(self):
        return f"{self.title} ({self.publisher})"

    def get_absolute_url(self):
        return reverse("source", args=[self.slug])

    def save(self, *args, **options):
        self.derive()
        super().save(*args, **options)

    def derive(self) -> None:
        self.search_text = search_text([self.slug, self.title], [self.title, self.publisher, self.author, self.url])

    def read_url(self) -> str:
        """The address under which it was read: the copy's if it was read in one."""
        return self.copy_url or self.url

    def host(self) -> str:
        """The host that was read, without www; empty for a document on file."""
        return self.read_url().partition("://")[2].partition("/")[0].removeprefix("www.")

    def commit(self) -> str:
        """The 40 digits of the commit to which the address is pinned; empty if it is not."""
        found = _COMMIT.search(self.read_url())
        return found[1] if found else ""

    def shown_condition(self) -> str:
        """What the public is told of it: gone, changed since it was read, moved; empty if nothing is known."""
        read_since = self.retrieved and self.condition_since and self.retrieved > self.condition_since
        if self.condition_url != self.read_url() or (self.condition == Condition.CHANGED and read_since):
            return ""
        return self.condition

    def clean(self):
        errors = text_errors(self) | day_errors(self, "retrieved", "published")
        if not (self.url or self.copy_url or self.fingerprint):
            errors["fingerprint"] = _("A source without a public address carries a fingerprint.")
        if errors:
            raise ValidationError(errors)
        if self.pk and not self.retrieved and self._carries_what_is_published():
            raise ValidationError(
                {"retrieved": _("Published statements rest on this source: it keeps its day of reading.")}
            )

    def _carries_what_is_published(self) -> bool:
        published = Q(*((f"{key}__publication", Publication.PUBLISHED) for key in STATEMENT_KEYS), _connector=Q.OR)
        return self.citations.filter(published, stance=Stance.SUPPORTS, read__isnull=True).exists()


class Citation(models.Model):
    fact = models.ForeignKey("kb.Fact", models.CASCADE, null=True, blank=True, related_name="citations")
    derivation = models.ForeignKey("kb.Derivation", models.CASCADE, null=True, blank=True, related_name="citations")
    specification = models.ForeignKey(
        "kb.Specification", models.CASCADE, null=True, blank=True, related_name="citations"
    )
    license_term = models.ForeignKey("kb.LicenseTerm", models.CASCADE, null=True, blank=True, related_name="citations")
    event = models.ForeignKey("kb.Event", models.CASCADE, null=True, blank=True, related_name="citations")
    source = models.ForeignKey(Source, models.PROTECT, related_name="citations", verbose_name=_("source"))
    stance = models.CharField(_("stance"), max_length=12, choices=Stance, default=Stance.SUPPORTS)
    locator = models.CharField(
        _("locator"),
        max_length=400,
        help_text=_("Section, clause, table, page or lines: the place is found in under a minute."),
    )
    excerpt = models.CharField(
        _("excerpt"),
        max_length=400,
        blank=True,
        help_text=_("Exact words, at most 20, and only where the wording decides."),
    )
    translation = models.CharField(_("translation of the excerpt"), max_length=400, blank=True)
    read = models.DateField(
        _("read"), null=True, blank=True, help_text=_("Day on which the source was read for this statement.")
    )
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    history = history()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [
            exactly_one(
                STATEMENT_KEYS, name="citation_has_one_statement", message=_("A citation carries one statement.")
            ),
            one_of("stance", Stance.values, name="citation_stance_is_known", message=_("Unknown stance.")),
            models.CheckConstraint(
                name="citation_has_locator",
                condition=~Q(locator=""),
                violation_error_message=_("A citation has a locator."),
            ),
        ]

    def __str__(self):
        return f"{self.source.title}, {self.locator}"

    def statement(self):
        return next(getattr(self, key) for key in STATEMENT_KEYS if getattr(self, f"{key}_id"))

    def clean(self):
        errors = text_errors(self) | day_errors(self, "read")
        words = len(self.excerpt.split())
        if words > EXCERPT_WORDS:
            message = _("An excerpt has at most %(limit)s words; this one has %(words)s.")
            errors["excerpt"] = message % {"limit": EXCERPT_WORDS, "words": words}
        elif len(self.excerpt) > EXCERPT_LENGTH:
            message = _("An excerpt has at most %(limit)s characters; this one has %(length)s.")
            errors["excerpt"] = message % {"limit": EXCERPT_LENGTH, "length": len(self.excerpt)}
        words = len(self.translation.split())
        if words > TRANSLATION_WORDS:
            message = _("A translation has at most %(limit)s words; this one has %(words)s.")
            errors["translation"] = message % {"limit": TRANSLATION_WORDS, "words": words}
        if errors:
            raise ValidationError(errors)


def with_sources() -> models.Prefetch:
    """To prefetch a statement's citations, each with its source, in one query.

    Joined, as SQLite refuses to look up more than a thousand sources by their keys at once.
    """
    return models.Prefetch("citations", Citation.objects.select_related("source"))
