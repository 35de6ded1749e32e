"""What every page of the admin that changes something shares: reason, revision, history, and careful deletion."""

from dataclasses import replace

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import DataError, IntegrityError, models
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kb.admin.finding import by_name
from kb.admin.forms import PARTIAL_DATE, LinesField, PartialDateField, WhyForm
from kb.admin.history import entries
from kb.admin.links import change_url, revert_url
from kb.editorial.deletion import delete, what_protects
from kb.editorial.publication import PUBLISH_PERMISSION
from kb.editorial.saving import save_record
from kb.models import Citation, Statement, reasons
from kb.models.naming import TextListField
from kb.models.refusals import sentences

_PROTECTED_SHOWN = 25  # reasons that a page of deletion lists


def may_publish(request) -> bool:
    return request.user.has_perm(PUBLISH_PERMISSION)


class RevisedAdmin(admin.ModelAdmin):
    """Base of all pages that edit. A save is one revision with a reason, and one row of history."""

    form = WhyForm
    formfield_overrides = {
        models.URLField: {"assume_scheme": "https"},
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},  # texts here are a sentence or two
    }
    list_per_page = 50
    list_max_show_all = 500
    object_history_template = "admin/kb/history.html"
    delete_confirmation_template = "admin/kb/delete.html"
    delete_selected_confirmation_template = "admin/kb/delete_selected.html"

    # Form

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if "why" in self.form.base_fields and self._may_write(request, obj):
            return [*fieldsets, (_("This change"), {"fields": ["why", "opened"]})]
        return fieldsets

    def get_fields(self, request, obj=None):
        return [name for name in super().get_fields(request, obj) if name not in ("why", "opened")]

    def get_form(self, request, obj=None, change=False, **options):
        form = super().get_form(request, obj, change, **options)
        form.refused = getattr(request, "refused", [])
        return form

    def changeform_view(self, request, *args, **options):
        """A form that was right when it was read and is refused when it is written, as others write too, comes back.

        Keys of twenty digits and more are no keys; no list of choices ever offered one.
        """
        try:
            return self._changeform_rendered(request, *args, **options)
        except (ValidationError, IntegrityError) as refusal:
            if request.method != "POST" or hasattr(request, "refused"):
                raise
            request.refused = sentences(refusal)
            return self._changeform_rendered(request, *args, **options)

    def _changeform_rendered(self, request, *args, **options):
        try:
            response = super().changeform_view(request, *args, **options)
            # A form that comes back looks its choices up while it is written out.
            return response.render() if isinstance(response, TemplateResponse) else response
        except (OverflowError, DataError) as error:
            raise BadRequest(_("A number in this form is out of range.")) from error
        except ValueError as error:
            if request.method == "POST":
                raise
            raise BadRequest(_("The address fills this form with what is no key.")) from error

    def changelist_view(self, request, extra_context=None):
        """A day or year that is none gets the whole list, as Django does with every other wrong filter."""
        if not all(key.isdecimal() and len(key) < 19 for key in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            return redirect(request.get_full_path())
        try:
            response = super().changelist_view(request, extra_context)
            return response.render() if isinstance(response, TemplateResponse) else response
        except (ValidationError, IntegrityError) as refusal:  # of an act on the selected
            self._tell_refusal(request, refusal)
            return redirect(request.get_full_path())
        except (ValueError, OverflowError):
            if request.method == "POST" or not request.GET:
                raise
            return redirect(f"{request.path}?e=1")

    def _may_write(self, request, obj) -> bool:
        return self.has_change_permission(request, obj) if obj else self.has_add_permission(request)

    def formfield_for_dbfield(self, db_field, request, **options):
        if isinstance(db_field, TextListField):
            return LinesField(
                label=capfirst(db_field.verbose_name), help_text=db_field.help_text, required=not db_field.blank
            )
        if isinstance(db_field, models.DateField) and hasattr(self.model, f"{db_field.name}_precision"):
            options["form_class"] = PartialDateField
            options["help_text"] = " ".join(filter(None, [str(db_field.help_text), str(PARTIAL_DATE)]))
        return super().formfield_for_dbfield(db_field, request, **options)

    def get_field_queryset(self, db, db_field, request):
        """Statements to choose from come with the records that their names consist of."""
        queryset = super().get_field_queryset(db, db_field, request)
        model = db_field.remote_field.model
        if issubclass(model, Statement):
            keys = [field.name for field in model._meta.fields if isinstance(field, models.ForeignKey)]
            queryset = (model._default_manager.all() if queryset is None else queryset).select_related(*keys)
        return queryset

    def get_object(self, request, object_id, from_field=None):
        """To be written: locked until the end of the request, so that what a role may do to it stays true."""
        if request.method != "POST":
            return super().get_object(request, object_id, from_field)
        rows = self.model._default_manager.select_for_update(of=("self",))
        field = self.opts.pk if from_field is None else self.opts.get_field(from_field)
        try:
            return rows.get(**{field.name: field.to_python(object_id)})
        except (self.model.DoesNotExist, ValidationError, ValueError, OverflowError):
            return None

    def view_on_site(self, obj):
        return obj.get_absolute_url()

    # Saving: `save_related` writes everything, as it alone knows the form and its inlines.

    def save_model(self, request, obj, form, change):
        """Nothing yet; see `save_related`."""

    def save_related(self, request, form, formsets, change):
        parts = self._parts(form, formsets)
        if not change or form.has_changed() or any(formset.has_changed() for formset in formsets):
            self.write(form.instance, parts=parts, by=request.user, why=form.reason())
        else:
            parts()  # writes nothing, but tells the log so; a form that comes back as it was makes no revision

    # The act of editing behind the form.
    write = staticmethod(save_record)

    @staticmethod
    def _parts(form, formsets):
        """What writes the lists and inlines of a form once its row is there."""

        def write():
            form.save_m2m()
            for formset in formsets:
                formset.save()

        return write

    # Deleting

    def get_deleted_objects(self, objs, request):
        protected = []
        for obj in objs:
            protected += [f"{obj}: {reason}" for reason in what_protects(obj)]
            if len(protected) >= _PROTECTED_SHOWN:
                protected = [*protected[:_PROTECTED_SHOWN], "…"]
                break
        if protected:
            return [], {}, set(), protected
        deleted, counts, lacking, others = super().get_deleted_objects(objs, request)
        # Citations have no page of their own to delete them from; they go with their statement.
        lacking.discard(Citation._meta.verbose_name)
        # Rows of plain lists, such as a fact's licenses, are nothing that an editor would call a thing of its own.
        for field in self.opts.many_to_many:
            if field.remote_field.through._meta.auto_created:
                counts.pop(field.remote_field.through._meta.verbose_name_plural, None)
        return deleted, counts, lacking, others

    def delete_model(self, request, obj):
        delete([obj], by=request.user, why=reasons.written(reasons.DELETED, kind=type(obj).__name__, name=obj))

    def delete_queryset(self, request, queryset):
        delete(queryset, by=request.user, why=reasons.written(reasons.DELETED_TOGETHER, kind=self.opts.object_name))

    def delete_view(self, request, object_id, extra_context=None):
        """Where something stands in the way, say so on the page of the thing rather than forbid without a word."""
        obj = super().get_object(request, object_id)
        if obj is not None and not self.has_delete_permission(request, obj):
            if not self.has_delete_permission(request) or not (reasons := what_protects(obj)):
                raise PermissionDenied
            for reason in reasons:
                self.message_user(request, reason, messages.ERROR)
            return redirect(change_url(obj))
        try:
            return super().delete_view(request, object_id, extra_context)
        except (ValidationError, IntegrityError) as refusal:
            self._tell_refusal(request, refusal)
            return redirect(change_url(obj))

    def _tell_refusal(self, request, refusal):
        for sentence in sentences(refusal):
            self.message_user(request, sentence, messages.ERROR)

    # History

    @method_decorator(require_safe)
    def history_view(self, request, object_id, extra_context=None):
        """Who changed what, when, from what to what; with the citations of a statement."""
        obj = self.get_object(request, object_id)
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        shown, more = entries(obj)
        if may_publish(request):
            shown = [replace(one, address=revert_url(one.revision, obj)) if one.revision else one for one in shown]
        context = {"history": shown, "more": more, "title": _("History: %(thing)s") % {"thing": obj}}
        return super().history_view(request, object_id, {**context, **(extra_context or {})})


class NamedAdmin(RevisedAdmin):
    """Base for things with a name and a slug."""

    search_fields = ["name"]  # what is searched is `search_text`; Django asks for the declaration
    search_help_text = _("Any name, in any script and spelling.")
    ordering = ["sort_key", "slug"]
    prepopulated_fields = {"slug": ["name"]}

    def get_search_results(self, request, queryset, search_term):
        return by_name(request, queryset, search_term), False

    def get_readonly_fields(self, request, obj=None):
        """The slug is the identity of a record, in addresses and file names: given once."""
        return ["slug", *self.readonly_fields] if obj else self.readonly_fields

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields


NAMES = (None, {"fields": [("name", "name_ko"), "slug", "aliases"]})
TEXTS = (_("Texts"), {"fields": ["summary", "summary_ko", "note"]})
