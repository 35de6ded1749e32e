"""Texts that editors wrote: in the language of the page, else in English with a tag that says so."""

import re

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from kb.templatetags.dates import spelled

register = template.Library()

# Those in which sources were read; another one is shown by its code.
_LANGUAGES = {
    "de": pgettext_lazy("language", "German"),
    "en": pgettext_lazy("language", "English"),
    "es": pgettext_lazy("language", "Spanish"),
    "fr": pgettext_lazy("language", "French"),
    "ja": pgettext_lazy("language", "Japanese"),
    "ko": pgettext_lazy("language", "Korean"),
    "zh": pgettext_lazy("language", "Chinese"),
}


@register.simple_tag
def wording(thing, field):
    """In: a record or statement, and the name of a field that may have a twin in Korean. Out: the text as HTML.

    On a Korean page a text without a translation stands in English, marked up as such. Empty where there is none.
    """
    text = getattr(thing, field)
    if get_language() != "ko" or not text:
        return text
    if translated := getattr(thing, f"{field}_ko", ""):
        return translated
    return format_html('<span lang="en">{}</span> <span class="tag">{}</span>', text, _("English original"))


@register.filter
def foreign(text):
    """In: a text without a twin, as a place in a source. Out: it, marked up where its language is not the page's."""
    language = "ko" if re.search("[가-힣]", text) else "en"
    if not text or language == get_language():
        return text
    return format_html('<span lang="{}">{}</span>', language, text)


@register.filter
def phrase(statement):
    """In: a statement. Out: what it is about, in a word or two."""
    match statement.citation_key:
        case "fact":
            return statement.get_component_display()
        case "specification":
            return statement.get_name_display()
        case "derivation":
            return _("%(subject)s %(relation)s %(parent)s") % {
                "subject": statement.subject().local_name(),
                "relation": statement.get_relation_display(),
                "parent": statement.parent().local_name(),
            }
    if statement.claim:
        return _("Claim %(number)s") % {"number": statement.claim}
    return f"{statement.get_kind_display()}, {spelled(statement.date, statement.date_precision)}"


@register.filter
def language_name(code):
    """In: a language as stored (en, ko, zh-Hans). Out: its name in the language of the page; else the code."""
    return _LANGUAGES.get(code.partition("-")[0].lower(), code)
