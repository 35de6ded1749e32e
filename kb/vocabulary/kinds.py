"""Kinds of organizations, models, licenses, sources and events, and relations between them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrganizationKind(TextChoices):
    COMPANY = "company", pgettext_lazy("organization kind", "company")
    NON_PROFIT = "non-profit", pgettext_lazy("organization kind", "non-profit")
    UNIVERSITY = "university", pgettext_lazy("organization kind", "university")
    RESEARCH_INSTITUTE = "research-institute", pgettext_lazy("organization kind", "research institute")
    COMMUNITY = "community", pgettext_lazy("organization kind", "community")
    GOVERNMENT = "government", pgettext_lazy("organization kind", "government")
    CONSORTIUM = "consortium", pgettext_lazy("organization kind", "consortium")
    INDIVIDUAL = "individual", pgettext_lazy("organization kind", "individual")


class ModelKind(TextChoices):
    BASE = "base", pgettext_lazy("model kind", "base model")
    INSTRUCTION_TUNED = "instruction-tuned", pgettext_lazy("model kind", "instruction-tuned")
    CHAT = "chat", pgettext_lazy("model kind", "chat")
    REASONING = "reasoning", pgettext_lazy("model kind", "reasoning")
    CODE = "code", pgettext_lazy("model kind", "code")
    MULTIMODAL = "multimodal", pgettext_lazy("model kind", "multimodal")


class LicenseKind(TextChoices):
    PERMISSIVE = "permissive", pgettext_lazy("license kind", "permissive")
    COPYLEFT = "copyleft", pgettext_lazy("license kind", "copyleft")
    SHARE_ALIKE = "share-alike", pgettext_lazy("license kind", "share-alike")
    PUBLIC_DOMAIN = "public-domain", pgettext_lazy("license kind", "public domain")
    OPEN_DATA = "open-data", pgettext_lazy("license kind", "open data")
    NON_COMMERCIAL = "non-commercial", pgettext_lazy("license kind", "non-commercial")
    RESEARCH_ONLY = "research-only", pgettext_lazy("license kind", "research only")
    RESPONSIBLE_USE = "responsible-use", pgettext_lazy("license kind", "responsible use")
    COMMUNITY = "community", pgettext_lazy("license kind", "vendor community")
    PROPRIETARY_TERMS = "proprietary-terms", pgettext_lazy("license kind", "proprietary terms")


LICENSE_KIND_DEFINITIONS = {
    LicenseKind.PERMISSIVE: _("Broad rights for a notice and credit."),
    LicenseKind.COPYLEFT: _("Broad rights; what is built from it comes under the same license."),
    LicenseKind.SHARE_ALIKE: _("Broad rights; adapted works come under the same license."),
    LicenseKind.PUBLIC_DOMAIN: _("The maker gives up rights as far as the law allows."),
    LicenseKind.OPEN_DATA: _("Broad rights to a database."),
    LicenseKind.NON_COMMERCIAL: _("Commercial use is excluded."),
    LicenseKind.RESEARCH_ONLY: _("Use is limited to research."),
    LicenseKind.RESPONSIBLE_USE: _("A broad grant with limits on what it may be used for."),
    LicenseKind.COMMUNITY: _("A vendor's license on weights, with thresholds, naming or output limits."),
    LicenseKind.PROPRIETARY_TERMS: _("Terms of a hosted service: no weights are handed over."),
}


class AppliesTo(TextChoices):
    WEIGHTS = "weights", pgettext_lazy("license applies to", "weights")
    CODE = "code", pgettext_lazy("license applies to", "code")
    DATA = "data", pgettext_lazy("license applies to", "data")
    DOCUMENTS = "documents", pgettext_lazy("license applies to", "documents")
    SERVICE = "service", pgettext_lazy("license applies to", "service")


class LicenseRelationKind(TextChoices):
    SUPERSEDES = "supersedes", pgettext_lazy("license relation", "supersedes")
    SUPERSEDED_BY = "superseded-by", pgettext_lazy("license relation", "superseded by")
    VERSION_OF = "version-of", pgettext_lazy("license relation", "version of")
    DERIVED_FROM = "derived-from", pgettext_lazy("license relation", "text built on")
    APPLIES_WITH = "applies-with", pgettext_lazy("license relation", "applies together with")
    REPLACED_BY = "replaced-by", pgettext_lazy("license relation", "models moved to")


class SourceKind(TextChoices):
    LICENSE_TEXT = "license-text", pgettext_lazy("source kind", "license text")
    USAGE_POLICY = "usage-policy", pgettext_lazy("source kind", "use policy")
    TERMS = "terms", pgettext_lazy("source kind", "terms of service")
    REPOSITORY = "repository", pgettext_lazy("source kind", "repository")
    MODEL_CARD = "model-card", pgettext_lazy("source kind", "model card")
    PAPER = "paper", pgettext_lazy("source kind", "paper")
    VENDOR_POST = "vendor-post", pgettext_lazy("source kind", "maker's post")
    NEWS = "news", pgettext_lazy("source kind", "news")
    GOVERNMENT = "government", pgettext_lazy("source kind", "government document")
    PEER_INDEX = "peer-index", pgettext_lazy("source kind", "index or reference work")
    DOCUMENT_ON_FILE = "document-on-file", pgettext_lazy("source kind", "document on file")


class EventKind(TextChoices):
    RELEASE = "release", pgettext_lazy("event kind", "Release")
    ANNOUNCEMENT = "announcement", pgettext_lazy("event kind", "Announcement")
    LICENSE_CHANGE = "license-change", pgettext_lazy("event kind", "License change")
    WITHDRAWAL = "withdrawal", pgettext_lazy("event kind", "Withdrawal")
    LEAK = "leak", pgettext_lazy("event kind", "Leak")
    PAPER = "paper", pgettext_lazy("event kind", "Paper")
    POSITION = "position", pgettext_lazy("event kind", "Position")
    REPORT = "report", pgettext_lazy("event kind", "Report")
    CLAIM = "claim", pgettext_lazy("event kind", "Claim")
    BACKGROUND = "background", pgettext_lazy("event kind", "Background")


EVENT_DEFINITIONS = {
    EventKind.RELEASE: _("Something became available."),
    EventKind.ANNOUNCEMENT: _("Somebody said that something would come."),
    EventKind.LICENSE_CHANGE: _("The terms of one and the same thing changed."),
    EventKind.WITHDRAWAL: _("Its maker took something back or let it end."),
    EventKind.LEAK: _("Something got out against its maker's will."),
    EventKind.PAPER: _("A paper or report was published."),
    EventKind.POSITION: _("Somebody took a stand in public."),
    EventKind.REPORT: _("Somebody else published a finding."),
    EventKind.CLAIM: _("A claim that this knowledge base has checked."),
    EventKind.BACKGROUND: _("What went on around it."),
}


class Relation(TextChoices):
    """From a model (or dataset) to what it was made from. The first eight hand terms on, the last does not."""

    FINE_TUNED_FROM = "fine-tuned-from", pgettext_lazy("relation", "fine-tuned from")
    CONTINUED_FROM = "continued-from", pgettext_lazy("relation", "trained further from")
    INITIALISED_FROM = "initialised-from", pgettext_lazy("relation", "initialised from")
    DISTILLED_FROM = "distilled-from", pgettext_lazy("relation", "distilled from")
    TRAINED_ON_OUTPUTS_OF = "trained-on-outputs-of", pgettext_lazy("relation", "trained on outputs of")
    TRAINED_ON = "trained-on", pgettext_lazy("relation", "trained on")
    MERGED_FROM = "merged-from", pgettext_lazy("relation", "merged from")
    QUANTISED_FROM = "quantised-from", pgettext_lazy("relation", "quantised from")
    ADAPTER_FOR = "adapter-for", pgettext_lazy("relation", "adapter for")
    BUILT_FROM = "built-from", pgettext_lazy("relation", "built from")
    MADE_WITH = "made-with", pgettext_lazy("relation", "made with")
    USES_ARCHITECTURE_OF = "uses-architecture-of", pgettext_lazy("relation", "uses the architecture of")


class SpecificationName(TextChoices):
    PARAMETERS = "parameters", pgettext_lazy("specification", "Parameters")
    SIZES = "sizes", pgettext_lazy("specification", "Sizes")
    CONTEXT_LENGTH = "context-length", pgettext_lazy("specification", "Context length")
    TRAINING_TOKENS = "training-tokens", pgettext_lazy("specification", "Training tokens")
    TRAINING_COMPUTE = "training-compute", pgettext_lazy("specification", "Training compute")
    TRAINING_DATA_SIZE = "training-data-size", pgettext_lazy("specification", "Size of training data")
    TUNING_SAMPLES = "tuning-samples", pgettext_lazy("specification", "Tuning samples")
    LANGUAGES = "languages", pgettext_lazy("specification", "Languages")
    VOCABULARY = "vocabulary", pgettext_lazy("specification", "Vocabulary")
    LAYERS = "layers", pgettext_lazy("specification", "Layers")
    HIDDEN_SIZE = "hidden-size", pgettext_lazy("specification", "Hidden size")
    DATA_CUTOFF = "data-cutoff", pgettext_lazy("specification", "Data cutoff")
