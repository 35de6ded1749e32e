"""Writing curated files as people write them by hand.

Long texts are folded blocks, texts of several lines stand line by line, short lists stand in brackets, days without
quotation marks, and a blank line goes before each list of entries.
"""

from datetime import date
from typing import Any

import yaml

from kb.exchange.yaml_reading import reads_as_text

_WIDTH = 110  # a line breaks with the first word beyond it
_SHORT = 88  # characters of a text that stands behind its key, and of a list in brackets
_DAYS = {"published", "read", "since", "until", "confirmed", "released", "date"}
_SECTIONS = {"sources", "facts", "specifications", "derivations", "rights", "conditions", "relations", "events"}
_TEXT = "tag:yaml.org,2002:str"


class _Dumper(yaml.CSafeDumper):
    """Nothing is an alias, as the reader refuses those."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
    style = None
    if "\n" in text or text.startswith("- "):
        style = "|"
    elif len(text) > _SHORT and " " in text:
        style = ">"
    elif not reads_as_text(text):
        style = "'"
    return dumper.represent_scalar(_TEXT, text, style=style)


def _list(dumper: yaml.CSafeDumper, items: list[Any]) -> yaml.SequenceNode:
    is_short = all(isinstance(item, str) and "\n" not in item for item in items)
    is_short = is_short and sum(len(item) + 2 for item in items) <= _SHORT
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=is_short)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)


def to_yaml(value: dict[str, Any]) -> str:
    """In: what a file says. Out: its text; the same for the same value."""
    parts: list[dict[str, Any]] = [{}]
    for name, one in value.items():
        if name in _SECTIONS and parts[-1]:
            parts.append({})
        parts[-1][name] = _written(name, one)
    return "\n".join(
        yaml.dump(part, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=_WIDTH)
        for part in parts
    )


def _written(name: str, value: Any) -> Any:
    """A value in which days and years are what YAML takes for them, so that they stand without quotation marks."""
    if isinstance(value, dict):
        return {key: _written(key, one) for key, one in value.items()}
    if isinstance(value, list):
        return [_written("", one) for one in value]
    if name in _DAYS and isinstance(value, str):
        try:
            return int(value) if len(value) == 4 else date.fromisoformat(value)
        except ValueError:
            return value  # a month
    return value
