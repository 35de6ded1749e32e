"""Overviews: on the page of a record, tables of all that is stated about it, each row leading to its form."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kb.admin.links import add_url, change_url
from kb.admin.statements import as_known, number_of, period_of
from kb.catalogue.evidence import fact_evidence
from kb.models import Dataset, Derivation, Event, Fact, LanguageModel, LicenseTerm, Specification
from kb.openness.statuses import status_of_fact
from kb.vocabulary import components
from kb.vocabulary.statuses import Status
from kb.vocabulary.terms import Right


@dataclass(frozen=True)
class Row:
    """One line. `url` leads to the statement; `add` to a form for another one like it. Either may be empty."""

    cells: list[str]
    url: str = ""
    add: str = ""


@dataclass(frozen=True)
class Group:
    label: str
    rows: list[Row]


@dataclass(frozen=True)
class Section:
    """One table. `kind` is the model of its rows, for the right to add one."""

    title: str
    head: list[str]
    kind: type
    add: str = ""
    groups: list[Group] = field(default_factory=list)


class Overview:
    """Mixin: the change page shows `sections(request, obj)` below the form, in a fixed number of queries."""

    change_form_template = "admin/kb/overview.html"

    def sections(self, request, obj) -> list[Section]:
        raise NotImplementedError

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and not context["is_popup"]:
            context["sections"] = [
                (section, self.admin_site.get_model_admin(section.kind).has_add_permission(request))
                for section in self.sections(request, obj)
            ]
            if isinstance(obj, LanguageModel):
                context["preview_url"] = f"{obj.get_absolute_url()}?preview=1"
        return super().render_change_form(request, context, add, change, form_url, obj)


def facts(subject) -> Section:
    """Facts by group and component, in the order of the vocabulary; components without any have a line too."""
    found = defaultdict(list)
    rows = subject.facts.annotate(cited=Count("citations")).prefetch_related("licenses")
    for fact in rows.order_by("part", "valid_from", "pk"):
        found[fact.component].append(fact)
    own = {_key(subject): subject.pk}
    known = [*components.COMPONENTS, *([components.DATASET] if isinstance(subject, Dataset) else [])]
    groups = []
    for group in components.Group:
        lines = []
        for component in (one for one in known if one.group == group):
            another = add_url(Fact, **own, component=component.key)
            label = str(component.label)
            lines += [Row(_fact_cells(label, fact), change_url(fact), another) for fact in found[component.key]]
            if not found[component.key]:
                lines.append(Row([label, "", Status.NO_ENTRY.label, *[""] * 5], add=another))
        groups.append(Group(str(group.label), lines))
    head = [_("component"), _("part"), _("counts as"), _("availability"), *_common_head(), _("period")]
    return Section(_("Facts"), head, Fact, add_url(Fact, **own), groups)


def _fact_cells(label: str, fact: Fact) -> list[str]:
    counts_as = str(status_of_fact(fact_evidence(fact)).label)
    return [label, fact.part, counts_as, fact.get_availability_display(), *_common(fact), period_of(fact)]


def specifications(language_model) -> Section:
    rows = language_model.specifications.annotate(cited=Count("citations")).order_by("name", "part", "pk")
    lines = [
        Row([row.get_name_display(), row.part, _value(row), *_common(row), period_of(row)], change_url(row))
        for row in rows
    ]
    head = [_("specification"), _("part"), _("value"), *_common_head(), _("period")]
    new = add_url(Specification, language_model=language_model.pk)
    return Section(_("Specifications"), head, Specification, new, [Group("", lines)])


def _value(row: Specification) -> str:
    return " ".join(filter(None, [number_of(row.value), row.text]))


def derivations(subject) -> Section:
    rows = subject.derivations.select_related("parent_model", "parent_dataset").annotate(cited=Count("citations"))
    lines = [
        Row([row.get_relation_display(), str(row.parent()), row.part, *_common(row), period_of(row)], change_url(row))
        for row in rows.order_by("pk")
    ]
    head = [_("relation"), _("parent"), _("part"), *_common_head(), _("period")]
    new = add_url(Derivation, **{_key(subject): subject.pk})
    return Section(_("Made from"), head, Derivation, new, [Group("", lines)])


def descents(subject) -> Section:
    rows = subject.descents.select_related("language_model", "dataset").annotate(cited=Count("citations"))
    lines = [
        Row([str(row.subject()), row.get_relation_display(), row.part, *_common(row), period_of(row)], change_url(row))
        for row in rows.order_by("pk")
    ]
    head = [_("child"), _("relation"), _("part"), *_common_head(), _("period")]
    new = add_url(Derivation, **{f"parent_{_key(subject).removeprefix('language_')}": subject.pk})
    return Section(_("Others made from it"), head, Derivation, new, [Group("", lines)])


def events(subject) -> Section:
    rows = subject.events.annotate(cited=Count("citations")).order_by("date", "pk")
    lines = [
        Row([as_known(row.date, row.date_precision), row.get_kind_display(), row.note, *_common(row)], change_url(row))
        for row in rows
    ]
    head = [_("date"), _("kind"), _("what happened"), *_common_head()]
    # A list of things is filled in by their keys with commas between.
    new = add_url(Event, **{f"{_key(subject)}s": subject.pk})
    return Section(_("Events"), head, Event, new, [Group("", lines)])


def terms(license) -> Section:
    """The ten rights, answered or not, then the conditions."""
    found = defaultdict(list)
    for term in license.terms.annotate(cited=Count("citations")).order_by("pk"):
        found[term.right].append(term)
    rights = []
    for right in Right:
        another = add_url(LicenseTerm, license=license.pk, right=right.value)
        rights += [
            Row([str(right.label), term.get_answer_display(), term.clause, *_common(term)], change_url(term))
            for term in found[right.value]
        ]
        if not found[right.value]:
            rights.append(Row([str(right.label), pgettext("right", "no entry"), *[""] * 4], add=another))
    conditions = [
        Row([term.get_condition_display(), term.key, term.clause, *_common(term)], change_url(term))
        for term in found[""]
    ]
    head = [_("right or condition"), _("answer or key"), _("clause"), *_common_head()]
    groups = [Group(_("Rights"), rights), Group(_("Conditions"), conditions)]
    return Section(_("Terms"), head, LicenseTerm, add_url(LicenseTerm, license=license.pk), groups)


def _key(subject) -> str:
    """The key of statements that points to it."""
    return "dataset" if isinstance(subject, Dataset) else "language_model"


def _common_head() -> list[str]:
    return [_("standing"), _("publication"), _("citations")]


def _common(statement) -> list[str]:
    return [statement.get_standing_display(), statement.get_publication_display(), str(statement.cited)]
