"""Editing, on Django's admin: a file per concept; each registers what it shows."""

from kb.admin import (  # noqa: F401
    accounts,
    citations,
    derivations,
    events,
    facts,
    language_models,
    license_terms,
    licenses,
    organizations,
    revisions,
    site,
    sources,
    specifications,
    suggestions,
    verdicts,
)
