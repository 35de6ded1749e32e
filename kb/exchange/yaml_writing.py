"""Writing curated files, as a reader would like to find them."""

from typing import Any

import yaml

_WIDTH = 120


class _Dumper(yaml.CSafeDumper):
    """A text of several lines is a block; nothing is an alias, as the reader refuses those."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def to_yaml(value: dict[str, Any]) -> str:
    """In: what a file says. Out: its text; the same for the same value."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
