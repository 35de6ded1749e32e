"""The frozen values that rules read. `catalogue.evidence` makes them from rows."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LicenseEvidence:
    """What the rules need to know of a license. `kind` is a key of the vocabulary."""

    slug: str
    kind: str
    osi_approved: bool = False
    fsf_libre: bool | None = None  # None: not judged


@dataclass(frozen=True)
class FactEvidence:
    """One published, unrefuted fact that holds on the day asked about. `id` leads back to the row."""

    id: int
    component: str
    availability: str
    licenses: tuple[LicenseEvidence, ...] = ()
    part: str = ""
    standing: str = "established"
