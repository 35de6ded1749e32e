"""Finding in the admin: by any name of a thing, however it is spelled, and statements by what they are about."""

from functools import reduce
from operator import or_

from django.db.models import Q

from kb.catalogue.search import find, wanted


def by_name(request, queryset, text: str, *, own_name: str | None = "sort_key"):
    """Rows of things with names, nearest first unless the editor sorts by a column.

    In: a queryset of rows with `search_text`; `own_name`, as for `catalogue.search.find`.
    """
    if not text.strip():
        return queryset
    found = find(queryset, text, own_name=own_name)
    return found.order_by(*queryset.query.order_by) if "o" in request.GET else found


def by_subject(queryset, text: str, *, subjects: list[str], fields: list[str]):
    """Statements on a subject that goes by `text`, or with all of its words in one of their own fields.

    In: `subjects`, keys to things with names; `fields`, names of text columns. No joins that would repeat rows.
    """
    if not text.strip():
        return queryset
    condition = wanted(text).condition()
    found = [
        Q(**{f"{key}__in": queryset.model._meta.get_field(key).related_model._default_manager.filter(condition)})
        for key in subjects
    ]
    words = text.replace("\x00", " ").split()[:12]
    found += [Q(*(Q(**{f"{field}__icontains": word}) for word in words)) for field in fields]
    return queryset.filter(reduce(or_, found))
