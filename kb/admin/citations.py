"""Citations: edited with their statement, and listed by themselves to find the weak ones."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from kb.admin.filters import choice_filter
from kb.admin.finding import by_subject
from kb.admin.forms import KnownChoicesForm
from kb.admin.links import link
from kb.models import STATEMENT_KEYS, Citation
from kb.models.statement import NeverRead, NotSupported
from kb.vocabulary.editorial import Publication, Stance

PUBLISHED = Q(
    *((f"{key}__publication", Publication.PUBLISHED) for key in STATEMENT_KEYS),
    _connector=Q.OR,
)
# Locators that name the document over again. One with more behind a colon says where.
WEAK_LOCATOR = (
    Q(locator__istartswith="whole ") | Q(locator__istartswith="entire ") | Q(locator__iregex=r"^(page|text|document)$")
) & ~Q(locator__contains=":")
# Days of reading: the citation's own, else that of its source.
NEVER_READ = Q(read__isnull=True, source__retrieved__isnull=True)

_SUBJECTS = [
    "fact__language_model",
    "fact__dataset",
    "derivation__language_model",
    "derivation__dataset",
    "derivation__parent_model",
    "derivation__parent_dataset",
    "specification__language_model",
    "license_term__license",
    "event",
]


class CitationFormSet(BaseInlineFormSet):
    """The citations of one statement. A statement that is to be published keeps one that supports it."""

    def clean(self):
        super().clean()
        statement_form = getattr(self.instance, "form", None)
        if any(self.errors) or statement_form is None or not self.instance.is_published():
            return
        supporting = [form for form in self.forms if self._supports(form)]
        if supporting and not any(map(self._was_read, supporting)):
            statement_form.add_error("publication", NeverRead().error_dict["publication"])
            raise ValidationError(_("Cite a source that was read, or leave it a draft."))
        if not supporting:
            statement_form.add_error("publication", NotSupported().error_dict["publication"])
            if statement_form.initial.get("publication") == Publication.PUBLISHED:
                raise ValidationError(
                    _("No citation would be left that supports this. Keep one, or withdraw the statement first.")
                )
            raise ValidationError(_("Add a citation that supports this, or leave it a draft."))

    def _supports(self, form) -> bool:
        values = form.cleaned_data
        return values.get("stance") == Stance.SUPPORTS and "source" in values and not values.get("DELETE")

    @staticmethod
    def _was_read(form) -> bool:
        return bool(form.cleaned_data.get("read") or form.cleaned_data["source"].retrieved)

    def save_new(self, form, commit=True):
        """After the citations that are there: readers know them by their number."""
        taken = [one.instance.position for one in self.forms if one.instance.pk]
        form.instance.position = max(taken, default=-1) + 1
        return super().save_new(form, commit)


class CitationInline(admin.StackedInline):
    model = Citation
    form = KnownChoicesForm
    formset = CitationFormSet
    autocomplete_fields = ["source"]
    fieldsets = [(None, {"fields": [("source", "stance"), ("locator", "read"), ("excerpt", "translation")]})]
    verbose_name_plural = _("citations: what this rests on")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("source")

    def get_extra(self, request, obj=None, **options):
        return 0 if obj else 1


_PUBLISHED_FILTER = choice_filter(
    _("statement"),
    "statement",
    [("published", _("published"), PUBLISHED), ("other", _("not published"), ~PUBLISHED)],
)
_LOCATOR_FILTER = choice_filter(
    _("locator"),
    "locator",
    [("weak", _("names the whole document"), WEAK_LOCATOR), ("exact", _("names a place"), ~WEAK_LOCATOR)],
)
_READING_FILTER = choice_filter(
    _("reading"),
    "reading",
    [("never", _("no day of reading"), NEVER_READ), ("dated", _("with a day of reading"), ~NEVER_READ)],
)


@admin.register(Citation)
class CitationAdmin(admin.ModelAdmin):
    """To look at: a citation is written on the page of its statement."""

    list_display = ["on", "locator", "stance", "source_link", "read"]
    list_display_links = None
    list_filter = [_PUBLISHED_FILTER, _LOCATOR_FILTER, _READING_FILTER, "stance", "source__kind"]
    list_select_related = ["source", *_SUBJECTS]
    search_fields = ["locator"]
    search_help_text = _("Title of the source, or words of the locator or excerpt.")
    date_hierarchy = "read"
    ordering = ["-pk"]
    list_per_page = 50

    @admin.display(description=_("statement"))
    def on(self, citation):
        return link(citation.statement())

    @admin.display(description=_("source"), ordering="source__title")
    def source_link(self, citation):
        return link(citation.source)

    def get_search_results(self, request, queryset, search_term):
        return by_subject(queryset, search_term, subjects=["source"], fields=["locator", "excerpt"]), False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
