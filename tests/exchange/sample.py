"""A small folder of curated files, and ways to change one thing in it."""

from pathlib import Path

TEXTS = {
    "sources/shared.yml": """\
sources:
  dolly-readme:
    title: Dolly README
    publisher: Databricks
    kind: repository
    url: https://example.org/dolly/README.md
    published: 2023-06
    read: 2026-11-24
""",
    "organizations/databricks.yml": """\
slug: databricks
name: Databricks
name_ko: 데이터브릭스
kind: company
country: US
founded: 2013
unchecked: [founded]
rests_on: [dolly-readme]
""",
    "families/dolly.yml": """\
slug: dolly
name: Dolly
name_ko: 돌리
organization: databricks
""",
    "topics/linux.yml": """\
slug: linux
name: Linux
""",
    "licenses/mit.yml": """\
slug: mit
name: MIT License
kind: permissive
osi_approved: true
text: mit-text
sources:
  mit-text:
    title: The MIT License
    publisher: OSI
    kind: license-text
    url: https://example.org/mit
    read: 2026-11-24
conditions:
  - key: notice
    kind: notice
    clause: paragraph 2
    note: The notice stays.
rights:
  modify:
    answer: conditional
    needs: [notice]
    clause: paragraph 1
    note: It may be modified.
  patent-grant:
    answer: not-stated
    silence: open
    note: Patents are not named.
relations:
  - kind: applies-with
    license: cc-by
""",
    "licenses/cc-by.yml": """\
slug: cc-by
name: Creative Commons Attribution
kind: permissive
applies_to: [data]
""",
    "datasets/dolly-15k.yml": """\
slug: dolly-15k
name: databricks-dolly-15k
organization: databricks
facts:
  - component: dataset
    availability: public
    licenses: [cc-by]
    note: Fifteen thousand records can be had.
    cites:
      - source: dolly-readme
        locator: Data
""",
    "models/databricks/dolly-1.yml": """\
slug: dolly-1
name: Dolly 1.0
organization: databricks
family: dolly
kind: instruction-tuned
""",
    "models/databricks/dolly-2.yml": """\
slug: dolly-2
name: Dolly 2.0
name_ko: 돌리 2.0
aliases: [dolly-v2-12b]
organization: databricks
family: dolly
kind: instruction-tuned
released: 2023-04-12
sources:
  dolly-card:
    title: Model card of dolly-v2-12b
    publisher: Databricks
    kind: model-card
    url: https://example.org/dolly/card
    read: 2026-11-24
facts:
  - component: weights
    availability: public
    licenses: [mit]
    since: 2023-04-12
    note: The weights can be had.
    cites:
      - source: dolly-card
        locator: Model Overview
        excerpt: licensed for commercial use
      - source: dolly-readme
        locator: Getting Started
  - component: weights
    availability: withheld
    until: 2023-04-12
    note: Before that they could not be had.
    cites:
      - source: dolly-readme
        locator: History
  - component: technical-report
    availability: unknown
    publication: draft
    note: Looked for on the card.
specifications:
  - name: parameters
    value: 12000000000
    cites:
      - source: dolly-card
        locator: Model Overview
derivations:
  - relation: trained-on
    parent_dataset: dolly-15k
    cites:
      - source: dolly-card
        locator: Training data
  - relation: fine-tuned-from
    parent_model: dolly-1
    standing: refuted
    how_it_stands: The card names another base.
    cites:
      - source: dolly-readme
        locator: Overview
      - source: dolly-card
        stance: contradicts
        locator: Model Overview
events:
  - id: dolly-2-release
    date: 2023-04-12
    kind: release
    what: Dolly 2.0 was released.
    organizations: [databricks]
    cites:
      - source: dolly-readme
        locator: History
""",
    "events/background.yml": """\
events:
  - id: linux-begins
    date: 1991
    kind: background
    what: Linux was announced.
    topics: [linux]
    cites:
      - source: dolly-readme
        locator: Background
""",
}
DOLLY = "models/databricks/dolly-2.yml"


def write(folder: Path) -> Path:
    """Write the sample below `folder`. Out: the folder."""
    for name, text in TEXTS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replace a text that stands in a file (the first time it does)."""
    path = folder / name
    text = path.read_text()
    assert old in text, f"{old!r} does not stand in {name}"
    path.write_text(text.replace(old, new, 1))
