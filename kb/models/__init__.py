"""What is stored: one file per concept."""

from kb.models.derivation import Derivation
from kb.models.event import Event, Topic
from kb.models.fact import Fact
from kb.models.language_model import Dataset, LanguageModel
from kb.models.license import License, LicenseRelation, LicenseTerm
from kb.models.organization import Family, Organization
from kb.models.profile import Profile, ProfileLicense
from kb.models.revision import Revision
from kb.models.source import STATEMENT_KEYS, Citation, Source
from kb.models.source_check import SourceCheck
from kb.models.specification import Specification
from kb.models.statement import Statement
from kb.models.suggestion import Suggestion, SuggestionStep
from kb.models.verdict import Verdict

STATEMENTS = (Fact, Derivation, Specification, LicenseTerm, Event)

__all__ = [
    "STATEMENTS",
    "STATEMENT_KEYS",
    "Citation",
    "Dataset",
    "Derivation",
    "Event",
    "Fact",
    "Family",
    "LanguageModel",
    "License",
    "LicenseRelation",
    "LicenseTerm",
    "Organization",
    "Profile",
    "ProfileLicense",
    "Revision",
    "Source",
    "SourceCheck",
    "Specification",
    "Statement",
    "Suggestion",
    "SuggestionStep",
    "Topic",
    "Verdict",
]
