"""`/models/<slug>/card.png` and `/card.png`: the picture that stands beside a link to a page elsewhere.

An SVG template, drawn with a font that comes along, so that it looks the same on a machine without any. Some 60 ms.
"""

from collections.abc import Iterator
from pathlib import Path
from unicodedata import east_asian_width

import resvg_py
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from kb.models import LanguageModel
from kb.pages.iris import HIGHEST, drawing
from kb.pages.wayfinding import read_only
from kb.vocabulary.framework import NOT_ASSESSED
from kb.vocabulary.frameworks import LADDER

_FONT = Path(__file__).resolve().parent.parent / "fonts" / "Pretendard-SemiBold.otf"
_WIDTH = 690  # pixels of text, left of the iris
_NAME_SIZES = (80, 66, 54, 40)  # pixels; the largest with which all of the text has room
_FOOT = 505  # the lowest line of text, above the rule
_IRIS = 330
# Rough widths of characters in ems; a little too wide rather than too narrow.
_WIDE, _NARROW, _CAPITAL, _OTHER = 0.9, 0.33, 0.72, 0.59
_NARROW_CHARACTERS = frozenset(" .,:;!'|()[]ijlftrI’“”")
_WIDE_LETTERS = frozenset("mwMW@%—")


@read_only
def card(request, slug: str | None = None):
    """In: the slug of a model; none: the picture of all other pages."""
    svg = render_to_string("cards/card.svg", _of_model(slug) if slug else _of_site())
    # The library's default background is transparent; the template fills it.
    picture = resvg_py.svg_to_bytes(svg_string=svg, font_files=[str(_FONT)], skip_system_fonts=True)
    return HttpResponse(bytes(picture), content_type="image/png")


def _of_model(slug: str) -> dict:
    rows = LanguageModel.objects.select_related("organization", "profile").filter(slug=slug)
    language_model = rows.first()
    if language_model is None:
        raise Http404(_("There is no model with this address."))
    profile = getattr(language_model, "profile", None)
    rung = (LADDER.outcome(profile.rung) if profile else None) or NOT_ASSESSED
    reason = (
        _("All access has ended; this is the last rung it held.") if profile and profile.retired else str(rung.meaning)
    )
    above = f"{language_model.organization.local_name()} · {language_model.get_kind_display()}"
    return _card(above, language_model.local_name(), str(rung.label), reason, rung.rank)


def _of_site() -> dict:
    return _card(
        "",
        _("How open is it, says who, and may I use it?"),
        "",
        _("How open each language model is, component by component, with a source for every fact."),
        HIGHEST,
    )


def _card(above: str, name: str, rung: str, reason: str, rank: int | None) -> dict:
    """What the template needs, with every line of text at its place: as large as there is room for."""
    drafts = [_texts(above, name, rung, reason, size) for size in _NAME_SIZES]
    return {
        "texts": next((texts for texts in drafts if texts[-1][3] <= _FOOT), drafts[-1]),
        "iris": drawing(rank, _IRIS),
        # The present rung is drawn larger, around the same middle.
        "steps": [
            (85 + place * 46, ".38" if place == rank else ".26", drawing(place, 26)) for place in range(HIGHEST + 1)
        ]
        if rung
        else [],
        "place": _("rung %(rung)s of 9") % {"rung": rank + 1} if rung and rank is not None else "",
    }


def _texts(above: str, name: str, rung: str, reason: str, size: int) -> list[tuple]:
    texts = _block([_cut(above, 28)], "second", 28, 212 if above else 170)
    texts += _block(_first(name, size, 3), "name", size, texts[-1][3] + size * 1.05, leading=1.12)
    if rung:
        texts += _block([_cut(rung, 38)], "rung", 38, texts[-1][3] + 66)
    return texts + _block(_first(reason, 28, 3), "second", 28, texts[-1][3] + 50, leading=1.4)


def _block(lines: list[str], kind: str, size: int, y: float, *, leading: float = 1.3) -> list[tuple]:
    return [(line, kind, size, round(y + place * size * leading)) for place, line in enumerate(lines)]


def _first(text: str, size: int, most: int) -> list[str]:
    """The first lines; where there are more, the last one says so."""
    lines = [*_lines(text, size)]
    return lines if len(lines) <= most else [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), size)]


def _lines(text: str, size: int) -> Iterator[str]:
    """Broken at spaces, as in Korean too; a word that is too long for a line is cut."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and _measure(longer, size) > _WIDTH:
            yield _cut(line, size)
            longer = word
        line = longer
    if line:
        yield _cut(line, size)


def _cut(text: str, size: int) -> str:
    if _measure(text, size) <= _WIDTH:
        return text
    while text and _measure(f"{text}…", size) > _WIDTH:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _measure(text: str, size: int) -> float:
    return size * sum(map(_em, text))


def _em(character: str) -> float:
    if character in _NARROW_CHARACTERS:
        return _NARROW
    if east_asian_width(character) in "WF" or character in _WIDE_LETTERS:
        return _WIDE
    return _CAPITAL if character.isupper() else _OTHER
