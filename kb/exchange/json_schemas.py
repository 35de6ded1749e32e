"""The file format as JSON Schemas, one per kind of file.

A file points to its own with a first line such as `# yaml-language-server: $schema=../../schema/model.json`.
"""

from typing import Any

from kb.exchange.schema import FOLDERS

# By folder: what a file in it is called.
NAMES = {
    "sources": "sources",
    "organizations": "organization",
    "families": "family",
    "topics": "topic",
    "licenses": "license",
    "datasets": "dataset",
    "models": "model",
    "events": "events",
}


def json_schemas() -> dict[str, dict[str, Any]]:
    """Out: by name of the kind of file, its schema."""
    return {NAMES[folder]: kind.model_json_schema() for folder, kind in FOLDERS.items()}
