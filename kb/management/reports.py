"""What commands say of many things."""

from typing import Any

_NAMED = 20  # of a long list; the rest is counted


def list_some(stream: Any, title: str, names: list[str]) -> None:
    """A title and the first of some names; nothing where there are none."""
    if not names:
        return
    stream.write(title)
    for name in names[:_NAMED]:
        stream.write(f"  {name}")
    if len(names) > _NAMED:
        stream.write(f"  … and {len(names) - _NAMED:,} more")


def counted(things: list, word: str) -> str:
    return f"{len(things)} {word}" + ("" if len(things) == 1 else "s")
