"""Names: how things are called, in any script, and the text under which they are found."""

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kb.models.rules import text_errors
from kb.models.statement import StillPublished, published_statements_name
from kb.models.wording import Worded

_SQUASHED = dict.fromkeys(map(ord, " \t\n-_.·‐‑‒–—/()[]'’‘\"“”|,:;"), None)


def normalise(text: str) -> str:
    """Fold case and width and compose Hangul (NFKC), so that one word has one spelling. Idempotent."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def squash(text: str) -> str:
    """Normalise and drop spaces, hyphens and points: “GPT-4”, “gpt 4” and “gpt4” become one."""
    return normalise(text).translate(_SQUASHED)


def search_text(names: list[str], context: list[str]) -> str:
    """One line to search by containment: squashed names between bars, then what surrounds them in plain words.

    In: names (own name and aliases), context (maker, family, summary). Out: `|llama|라마| meta llama …`.
    """
    squashed = dict.fromkeys(filter(None, map(squash, names)))
    return "|" + "|".join(squashed) + "| " + normalise(" ".join(filter(None, context)))


def validate_texts(value) -> None:
    """A list of non-empty texts, none of them twice in whatever spelling. Raises ValidationError."""
    if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
        raise ValidationError(_("This must be a list of texts."))
    if twice := repeated(value):
        raise ValidationError(_("“%(alias)s” stands here twice."), params={"alias": value[twice[0]]})


def repeated(texts: list[str]) -> list[int]:
    """Numbers of those that stood in the list before, in whatever spelling."""
    first: dict[str, int] = {}
    return [number for number, text in enumerate(texts) if first.setdefault(normalise(text), number) != number]


class KeyField(models.CharField):
    """A slug as in addresses and file names: lower case, digits, hyphens, and points for versions (llama-3.1)."""

    def __init__(self, *args, **options):
        options.setdefault("max_length", 80)
        super().__init__(*args, **options)
        self.validators = [
            *self.validators,
            RegexValidator(r"\A[a-z0-9]+(?:[-.][a-z0-9]+)*\Z", _("Lower-case letters, digits, hyphens and points.")),
        ]


class TextListField(models.JSONField):
    """A short list of texts (aliases, ids) that is read and written as a whole."""

    def __init__(self, *args, **options):
        options.setdefault("default", list)
        options.setdefault("blank", True)
        super().__init__(*args, **options)
        self.validators = [validate_texts]


class NamedQuerySet(models.QuerySet):
    def delete(self):
        """As Django's, but a published statement loses nothing that it names. Raises StillPublished."""
        if published_statements_name(self):
            raise StillPublished
        return super().delete()


class Named(Worded, models.Model):
    """Something with a name, a slug and a summary in English and, where an editor wrote one, in Korean."""

    maker: str | None = None  # the field that names who made it: names differ among what one maker made

    slug = KeyField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_ko = models.CharField(_("Korean name"), max_length=200, blank=True)
    aliases = TextListField(_("other names"), help_text=_("One a line, in any script."))
    summary = models.TextField(_("summary"), blank=True)
    summary_ko = models.TextField(_("Korean summary"), blank=True)
    note = models.TextField(_("note for editors"), blank=True)
    # The three below are derived: save() and the loader write them, nobody else.
    search_text = models.TextField(editable=False, default="")
    sort_key = models.CharField(max_length=200, editable=False, default="", db_index=True)
    # What the files said when they were last loaded; empty for a record that was made in the admin.
    loaded_digest = models.CharField(max_length=64, editable=False, blank=True, default="")

    objects = NamedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["sort_key", "slug"]

    def __str__(self):
        return self.name

    def local_name(self) -> str:
        """The name in the language of the page; the English one where there is no other."""
        return (self.name_ko if get_language() == "ko" else "") or self.name

    def search_names(self) -> list[str]:
        """The names by which this is found."""
        return [self.name, self.name_ko, self.slug, *self.aliases]

    def search_context(self) -> list[str]:
        """Words beside the names under which this is found as well."""
        return [self.summary, self.summary_ko]

    def derive(self) -> None:
        """Bring the derived columns up to date with the names."""
        self.search_text = search_text(self.search_names(), self.search_context())
        self.sort_key = normalise(self.name)[:200]

    def clean(self):
        """Texts that can be read, and a name that nothing else of the same maker has."""
        super().clean()
        errors = text_errors(self)
        if namesake := self._namesake():
            message = _("“%(name)s” is already the name of %(slug)s, by the same maker. Give them names that differ.")
            errors.setdefault("name", message % {"name": namesake.name, "slug": namesake.slug})
        if errors:
            raise ValidationError(errors)

    def _namesake(self) -> "Named | None":
        """Another record of the same name. Other names may be shared: both Dollys are called Dolly."""
        others = type(self).objects.exclude(pk=self.pk).filter(sort_key=normalise(self.name)[:200])
        if self.maker:
            others = others.filter(**{self.maker: getattr(self, f"{self.maker}_id")})
        return others.first()

    def save(self, *args, **options):
        self.derive()
        super().save(*args, **options)

    def delete(self, *args, **options):
        if published_statements_name(type(self)._base_manager.filter(pk=self.pk)):
            raise StillPublished
        return super().delete(*args, **options)
