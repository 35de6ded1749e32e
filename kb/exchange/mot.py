"""The YAML format of the Model Openness Tool, so that anyone can hold our reading of MOF against its makers'."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from kb.openness.evidence import LicenseEvidence
from kb.openness.licensing import UnknownLicense, judge_expression
from kb.openness.mof import COMPONENTS, Classification, Held, classify

Aliases = Callable[[str], LicenseEvidence | None]

# The names of the components as MOF 1.0 writes them.
NAMES = {
    "Model architecture": "architecture",
    "Model parameters (Final)": "weights",
    "Technical report": "technical-report",
    "Evaluation results": "evaluation-results",
    "Model card": "model-card",
    "Data card": "data-card",
    "Sample model outputs": "sample-outputs",
    "Training code": "training-code",
    "Inference code": "inference-code",
    "Evaluation code": "evaluation-code",
    "Evaluation data": "evaluation-data",
    "Supporting libraries and tools": "supporting-tools",
    "Research paper": "research-paper",
    "Datasets": "datasets",
    "Data preprocessing code": "preprocessing-code",
    "Model parameters (Intermediate)": "checkpoints",
    "Model metadata": "metadata",
}
UNLICENSED = "unlicensed"
# Of the tool's files until May 2025, which wrote the license of a component as `license_name`.
_OLD_KEY = "license_name"
_NOT_INCLUDED, _NOT_SPECIFIED = "Component not included", "License not specified"
_LICENSE_KEYS = frozenset({"license", "license_path", _OLD_KEY})
_SHARED = frozenset({"distribution", "code", "data", "document"})
DEEPEST = 50  # nested lists and maps; the format needs five
LONGEST_NAME = 200  # characters of a release's name that are repeated
MOF_NAME, MOF_VERSION = "Model Openness Framework", "1.0"
LARGEST = 2_000_000  # bytes; the tool's own files have some thousands
_WORST_LAST = (Held.OPEN, Held.NOT_OPEN, Held.UNLICENSED)
_CONTENT = {key: content.value for key, _first, _needed, content in COMPONENTS}


class NotARelease(ValueError):
    """A text that is no file of the tool; the message says what is wrong with it."""


@dataclass(frozen=True)
class Reading:
    """What a file says. `held`: of each component; `licenses`: the name by which it was judged (None: none).

    `unknown`: names of components and licenses that nobody knows, each in a sentence.
    """

    name: str
    classification: Classification
    held: Mapping[str, Held]
    licenses: Mapping[str, str | None]
    unknown: list[str] = field(default_factory=list)


def read_file(path: Path, aliases: Aliases) -> Reading:
    """In: the file; `aliases` knows licenses by names that are not SPDX's. Raises NotARelease, OSError."""
    if path.stat().st_size > LARGEST:
        raise NotARelease(f"is larger than {LARGEST // 1_000_000} MB")
    try:
        text = path.read_bytes().decode("utf-8-sig")
        _refuse_what_explodes(text)
        content = yaml.load(text, _Loader)  # noqa: S506 - a safe loader
    except UnicodeDecodeError:
        raise NotARelease("is not UTF-8 text") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if isinstance(error, NotARelease):
            raise
        raise NotARelease(f"is not YAML: {' '.join(str(error).split())}") from None
    return read(content, aliases)


class _Loader(yaml.CSafeLoader):
    """Dates stay text: nothing here reads them, and one that is wrong says nothing against the rest."""

    def construct_mapping(self, node, deep=False):
        """A key that stands twice says two things, of which YAML would keep the last without a word."""
        keys = [key.value for key, _value in node.value if isinstance(key, yaml.ScalarNode)]
        for key in keys:
            if keys.count(key) > 1:
                raise NotARelease(f"has the key “{key[:LONGEST_NAME]}” twice in line {node.start_mark.line + 1} and on")
        return super().construct_mapping(node, deep)

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


def _refuse_what_explodes(text: str) -> None:
    """Aliases multiply, and the library follows nesting until the process dies: look at the events before."""
    depth = 0
    for event in yaml.parse(text, yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise NotARelease("has an alias (*…); write out what it stands for")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise NotARelease(f"is nested more than {DEEPEST} deep")


def read(content: Any, aliases: Aliases) -> Reading:
    """In: the parsed file. Raises NotARelease."""
    release = _map(_map(content, "the file").get("release"), "release")
    shared = {kind: _name_of(entry) for kind, entry in _map(release.get("license") or {}, "release.license").items()}
    unknown = [_framework(content.get("framework"))] if _framework(content.get("framework")) else []
    unknown += [
        f"release.license: “{kind}” is none of {', '.join(sorted(_SHARED))}; it was left out"
        for kind in shared
        if kind not in _SHARED
    ]
    licenses: dict[str, str | None] = {}
    held: dict[str, Held] = {}
    components = release.get("components") or []
    if not isinstance(components, list):
        raise NotARelease("release.components is not a list")
    for place, entry in enumerate(components):
        where = f"release.components[{place}]"
        name = _map(entry, where).get("name")
        key = NAMES.get(name) if isinstance(name, str) else None
        if key is None:
            called = "has no name" if name is None else f"is called “{name}”, as no component of MOF is"
            unknown.append(f"{where} {called}; it was left out")
            continue
        unknown += _misread(entry, where)
        if _text(entry.get(_OLD_KEY)) == _NOT_INCLUDED:
            continue
        license = _resolved(entry, key, shared)
        how = _held(key, license, aliases, unknown)
        if key in held:
            unknown.append(f"{where}: “{name}” is described more than once; every license on it has to be open")
            how = max(held[key], how, key=_WORST_LAST.index)
            license = " AND ".join(one or UNLICENSED for one in (licenses[key], license))
        licenses[key], held[key] = license, how
    used = set(licenses.values())
    for kind, shared_name in shared.items():
        if shared_name and shared_name not in used and shared_name != UNLICENSED:
            _held(f"release.license.{kind}", shared_name, aliases, unknown)
    name = release.get("name")
    called = str(name)[:LONGEST_NAME] if isinstance(name, str | int | float) else ""
    return Reading(called, classify(held), held, licenses, unknown)


def _map(value: Any, what: str) -> Mapping:
    if value == []:  # how PHP writes an empty map
        return {}
    if not isinstance(value, Mapping):
        is_empty = value is None and what == "the file"
        raise NotARelease(f"{what} is {'empty' if is_empty else 'missing' if value is None else 'not a map'}")
    return value


def _name_of(entry: Any) -> str | None:
    """The license of the release for one content type, or for the distribution."""
    name = entry.get("name") if isinstance(entry, Mapping) else entry
    return _text(name) or None


def _text(name: Any) -> str:
    """A license as it is written; several in a list bind together."""
    if isinstance(name, list) and name and all(isinstance(one, str) for one in name):
        return " AND ".join(f"({one})" if len(name) > 1 else one for one in name)
    return "" if name is None or isinstance(name, Mapping | list) else str(name).strip()


def _resolved(entry: Mapping, key: str, shared: Mapping[str, str | None]) -> str | None:
    """The component's own license, else the release's for its content type, else that of the whole distribution.

    Explicitly unlicensed (or an empty text) does not inherit. Source: MOF's reference tool, `resolveLicense`.
    """
    own = entry.get("license", entry.get(_OLD_KEY))
    if isinstance(own, Mapping) and "name" in own:
        own = own["name"]
    if own is not None and own != {}:
        name = _text(own)
        return None if name in ("", UNLICENSED, _NOT_SPECIFIED) else name
    return shared.get(_CONTENT[key]) or shared.get("distribution")


def _framework(written: Any) -> str:
    """What to say of a file that is of another framework or version; empty where there is nothing to say."""
    if not isinstance(written, Mapping):
        return ""
    said = (str(written.get("name", MOF_NAME)).strip(), str(written.get("version", MOF_VERSION)).strip())
    if said == (MOF_NAME, MOF_VERSION):
        return ""
    return f"framework: the file is of “{said[0]}” {said[1]}; it was read as {MOF_NAME} {MOF_VERSION}"


def _misread(entry: Mapping, where: str) -> list[str]:
    """What of a component's license is not written as the format has it, a sentence each."""
    told = [
        f"{where}: “{key}” is no key of the format; it was left out"
        for key in entry
        if isinstance(key, str) and key.casefold().startswith("licen") and key not in _LICENSE_KEYS
    ]
    own = entry.get("license")
    if isinstance(own, list) and own and not all(isinstance(one, str) for one in own):
        told.append(f"{where}: “license” lists what is no name of a license; it counts as none")
    return told


def _held(key: str, name: str | None, aliases: Aliases, unknown: list[str]) -> Held:
    if name is None or name == UNLICENSED:
        return Held.UNLICENSED
    try:
        return Held.OPEN if judge_expression(name, aliases) else Held.NOT_OPEN
    except UnknownLicense as error:
        unknown += [f"{key}: no license is known as “{one}”; it does not count as open" for one in error.names]
        return Held.NOT_OPEN
