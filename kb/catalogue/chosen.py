"""Which models somebody wants to compare: named by slug or by any other name, and what may have been meant else."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from kb.catalogue.search import find, readable
from kb.catalogue.suggestions import suggestions
from kb.models import Derivation, LanguageModel
from kb.models.naming import squash
from kb.vocabulary.frameworks import LADDER

MOST = 6  # columns of a table that can still be read
_READ = 4 * MOST  # names that are looked at; nobody means more
_HELPED = 3  # names that nothing has for which others are proposed: each costs two queries
_LONGEST = 80  # characters of a name, as of a slug
_PROPOSED = 6
_OF_EACH = 4  # relatives of one degree
_KNOWN = 60  # of the best documented models, from which examples are taken


@dataclass(frozen=True)
class Unknown:
    """A name that is that of no model, or of several; `near`: those that may be meant."""

    text: str
    near: list[LanguageModel]


@dataclass
class Chosen:
    """`models` are compared. `names`: what was asked for, in its order, each once; a slug wherever it is known."""

    models: list[LanguageModel] = field(default_factory=list)
    too_many: list[LanguageModel] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def replaced(self, text: str, slug: str) -> list[str]:
        """`names` with another in the place of one."""
        return list(dict.fromkeys(slug if name == text else name for name in self.names))


def choose(names: Iterable[str]) -> Chosen:
    """In: slugs or names as somebody typed them. One query; two more for each of the first few that is no slug."""
    wanted = list(dict.fromkeys(filter(None, (readable(name)[:_LONGEST].strip() for name in names))))[:_READ]
    if not wanted:
        return Chosen()
    rows = {row.slug: row for row in _models().filter(slug__in=wanted)}
    unknown: dict[str, Unknown] = {}
    found: dict[str, LanguageModel | None] = {}  # by name as it stays in the address
    for text in wanted:
        row = rows.get(text)
        if row is None:
            row, near = _by_name(text) if len(unknown) < _HELPED else (None, [])
            if row is None:
                unknown[text] = Unknown(text, near)
        found[row.slug if row else text] = row
    models = [row for row in found.values() if row]
    return Chosen(models[:MOST], models[MOST:], list(unknown.values()), list(found))


def kin(language_model: LanguageModel) -> list[LanguageModel]:
    """What one would hold it against, the newest of each degree: what it was made from, its family, what was made from
    it, and what else its maker made. Two queries.
    """
    links = Derivation.objects.counting().filter(language_model__isnull=False, parent_model__isnull=False)
    links = links.filter(Q(language_model=language_model) | Q(parent_model=language_model))
    links = links.select_related("language_model", "parent_model").order_by("-valid_from", "pk")
    parents = [link.parent_model for link in links if link.language_model_id == language_model.pk]
    children = [link.language_model for link in links if link.parent_model_id == language_model.pk]
    others = LanguageModel.objects.filter(
        Q(organization=language_model.organization_id) | Q(family__isnull=False, family=language_model.family_id)
    )
    others = others.exclude(pk=language_model.pk).order_by("-released", "sort_key")
    family = [row for row in others if row.family_id and row.family_id == language_model.family_id]
    nearest_first = [*parents[:_OF_EACH], *family[:_OF_EACH], *children[:_OF_EACH], *others]
    return list(dict.fromkeys(nearest_first))[: 3 * _OF_EACH]


def examples() -> list[list[LanguageModel]]:
    """Comparisons to begin with, of the best known models: across the ladder, and within a family. One query."""
    known = list(
        LanguageModel.objects.filter(profile__isnull=False)
        .select_related("profile", "family")
        .order_by("-profile__facts", "slug")[:_KNOWN]
    )
    ranked = sorted(
        (row for row in known if LADDER.rank(row.profile.rung) >= 0), key=lambda row: LADDER.rank(row.profile.rung)
    )
    across = list(dict.fromkeys([ranked[0], ranked[len(ranked) // 2], ranked[-1]])) if ranked else []
    families: dict[int, list[LanguageModel]] = {}
    for row in known:
        if row.family_id:
            families.setdefault(row.family_id, []).append(row)
    largest = max(families.values(), key=len, default=[])
    within = sorted(largest[:3], key=lambda row: (row.released is None, row.released, row.slug))
    return [models for models in (across, within) if len(models) > 1]


def _models():
    return LanguageModel.objects.select_related("organization", "family")


def _by_name(text: str) -> tuple[LanguageModel | None, list[LanguageModel]]:
    """The one model of that name in whatever spelling; else those that may be meant."""
    hits = list(find(_models(), text)[:_PROPOSED])
    named = [row for row in hits if squash(text) in map(squash, row.search_names())]
    if len(named) == 1:
        return named[0], []
    if hits:
        return None, hits
    near = [one.slug for one in suggestions(text, kinds=(LanguageModel,), limit=_PROPOSED).entries]
    rows = {row.slug: row for row in _models().filter(slug__in=near)}
    return None, [rows[slug] for slug in near if slug in rows]
