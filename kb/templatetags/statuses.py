"""The letter by which style sheets know a status or the answer to a right: o, p, c, u, n, e."""

from django import template

from kb.catalogue.profiles import LETTERS
from kb.vocabulary.terms import Answer

register = template.Library()

_OF_ANSWER = {
    Answer.ALLOWED: "o",
    Answer.CONDITIONAL: "p",
    Answer.FORBIDDEN: "c",
    Answer.NOT_STATED: "u",
    Answer.UNKNOWN: "u",
}


@register.filter
def letter(value):
    """In: a Status or an Answer. Out: its letter."""
    return LETTERS[value] if value in LETTERS else _OF_ANSWER[value]
