"""What a browser would post: the fields of an admin page as they stand, with some changed."""

from datetime import date

from django.forms import ModelMultipleChoiceField

from kb.admin.links import add_url, change_url


def as_posted(response, **changes) -> dict:
    """Fields of the form and inlines of a page. In: the answer to a GET; changes by name of the field as posted."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    values = {}
    for form in forms:
        for field in form:
            value = field.value()
            if isinstance(value, bool):
                values.update({field.html_name: "on"} if value else {})
            elif isinstance(field.field, ModelMultipleChoiceField):
                values[field.html_name] = [getattr(one, "pk", one) for one in value or []]
            else:
                values[field.html_name] = "" if value is None else str(value)
    return {**values, **changes}


def change(client, instance, **changes):
    """Save the change page of something with these fields changed; the answer to the POST."""
    url = change_url(instance)
    return client.post(url, as_posted(client.get(url), **changes))


def add(client, model, initial=None, **values):
    """Save the page for a new row with these fields filled in; the answer to the POST."""
    return client.post(add_url(model), as_posted(client.get(add_url(model, **(initial or {}))), **values))


def citation(source, number: int = 0, *, existing: int = 0, **differences) -> dict:
    """One new citation among the posted fields. `number`: its place; `existing`: how many were stored before."""
    values = {"source": source.pk, "stance": "supports", "locator": "section 2", "excerpt": "", "translation": ""}
    values |= {"read": date(2026, 11, 2).isoformat(), **differences}
    count = {"citations-TOTAL_FORMS": number + 1, "citations-INITIAL_FORMS": existing}
    return count | {f"citations-{number}-{name}": value for name, value in values.items()}
