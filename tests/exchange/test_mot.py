"""Files of the Model Openness Tool: how licenses are inherited and named, and what is no file of it."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kb.exchange.mot import LARGEST, NAMES, NotARelease, read, read_file
from kb.openness.evidence import LicenseEvidence
from kb.openness.mof import COMPONENTS, Held

KNOWN = {"our terms": LicenseEvidence("our-terms", "permissive", osi_approved=True)}
KEYS = {key: name for name, key in NAMES.items()}


def aliases(name):
    return KNOWN.get(name.casefold())


def release(*components, **shared):
    """In: components as (key, license) or a key alone; the release's licenses by content type."""
    written = []
    for one in components:
        key, *license = (one,) if isinstance(one, str) else one
        written.append({"name": KEYS.get(key, key)} | ({"license": license[0]} if license else {}))
    return {"release": {"name": "Test", "license": shared, "components": written}}


def held(*components, **shared):
    return dict(read(release(*components, **shared), aliases).held)


def test_every_component_of_mof_has_its_name():
    assert set(NAMES.values()) == {key for key, *_rest in COMPONENTS}


@pytest.mark.parametrize(
    ("component", "shared", "how"),
    [
        (("weights", "MIT"), {}, Held.OPEN),
        (("weights", "MIT"), {"data": {"name": "CC-BY-NC-4.0"}}, Held.OPEN),
        (("weights", "CC-BY-NC-4.0"), {"data": {"name": "MIT"}}, Held.NOT_OPEN),
        ("weights", {"data": {"name": "MIT"}, "distribution": {"name": "CC-BY-NC-4.0"}}, Held.OPEN),
        ("weights", {"code": {"name": "MIT"}, "distribution": {"name": "CC-BY-NC-4.0"}}, Held.NOT_OPEN),
        ("weights", {"distribution": {"name": "MIT"}}, Held.OPEN),
        ("weights", {"data": {"name": ""}, "distribution": {"name": "MIT"}}, Held.OPEN),
        ("weights", {"code": {"name": "MIT"}}, Held.UNLICENSED),
        ("weights", {}, Held.UNLICENSED),
        (("weights", "unlicensed"), {"distribution": {"name": "MIT"}}, Held.UNLICENSED),
        (("weights", ""), {"distribution": {"name": "MIT"}}, Held.UNLICENSED),
        (("weights", "  "), {"distribution": {"name": "MIT"}}, Held.UNLICENSED),
        (("weights", None), {"distribution": {"name": "MIT"}}, Held.OPEN),
        ("training-code", {"code": {"name": "MIT"}, "data": {"name": "CC-BY-NC-4.0"}}, Held.OPEN),
        ("model-card", {"document": {"name": "CC0-1.0"}}, Held.OPEN),
        (("datasets", "PDDL-1.0"), {}, Held.OPEN),
        (("datasets", "CC0-1.0"), {}, Held.OPEN),
        (("training-code", "CC0-1.0"), {}, Held.OPEN),
        (("weights", "Apache 2.0"), {}, Held.OPEN),
        (("weights", "apache license 2.0"), {}, Held.OPEN),
        (("weights", "our terms"), {}, Held.OPEN),
        (("datasets", "MIT AND CC-BY-4.0"), {}, Held.OPEN),
        (("datasets", "MIT AND CC-BY-NC-4.0"), {}, Held.NOT_OPEN),
        (("datasets", "MIT OR CC-BY-NC-4.0"), {}, Held.OPEN),
        (("training-code", "GPL-2.0-only WITH Classpath-exception-2.0"), {}, Held.OPEN),
        (("weights", "nobody-knows"), {}, Held.NOT_OPEN),
        (("weights", 2.0), {}, Held.NOT_OPEN),
    ],
)
def test_a_component_has_its_own_license_or_that_of_its_type_or_of_the_whole(component, shared, how):
    assert list(held(component, **shared).values()) == [how]


def test_names_that_nobody_knows_are_reported_and_not_guessed():
    found = read(release("Sources", ("weights", "MIT AND nobody-knows"), ("datasets", "MIT")), aliases)

    assert found.held == {"weights": Held.NOT_OPEN, "datasets": Held.OPEN}
    assert len(found.unknown) == 2
    assert "Sources" in found.unknown[0] and "nobody-knows" in found.unknown[1]


def test_a_release_of_everything_under_one_license_is_of_class_one():
    found = read(release(*NAMES.values(), distribution={"name": "OpenMDW-1.0"}), aliases)

    assert (found.name, found.classification.number, found.unknown) == ("Test", 1, [])


@pytest.mark.parametrize(
    "content",
    [
        None,
        [],
        "text",
        4,
        {},
        {"release": None},
        {"release": "text"},
        {"release": {"license": "MIT"}},
        {"release": {"license": ["MIT"]}},
        {"release": {"components": {"name": "Datasets"}}},
        {"release": {"components": "text"}},
        {"release": {"components": ["Datasets"]}},
        {"release": {"components": [None]}},
    ],
)
def test_what_is_no_release_is_refused(content):
    with pytest.raises(NotARelease):
        read(content, aliases)


@pytest.mark.parametrize("content", [{"release": []}, {"release": {"license": [], "components": []}}])
def test_an_empty_map_may_be_written_as_an_empty_list(content):
    assert read(content, aliases).classification.number == 0


@pytest.mark.parametrize(
    "text",
    [
        b"a: b: c",
        b"release: [",
        b"release: {name: \0}",
        b"\xff\xfe\xff",
        b"",
        b"release: &a [*a]",
        b"release: &a {license: *a, components: [*a]}",
        b"release: !!python/object:os.system x",
        b"release: {date: 2024-13-45}",
        b"? [release]\n: 1",
        b"--- 1\n--- 2",
        b"[" * 5000,
        b"release: " + b"{a: " * 5000,
        b"release:\n" + b"".join(b" " * n + b"a:\n" for n in range(1, 1000)),
        b"release: {license: {distribution: {name: " + b"(" * 3000 + b"}}, components: [{name: Datasets}]}",
    ],
)
def test_a_broken_file_is_refused_and_never_breaks_the_reader(tmp_path, text):
    path = tmp_path / "release.yml"
    path.write_bytes(text)

    try:
        assert read_file(path, aliases).classification.number == 0
    except NotARelease as refusal:
        assert str(refusal)


def test_a_huge_file_is_refused_unread(tmp_path):
    path = tmp_path / "release.yml"
    path.write_bytes(b"#" * (LARGEST + 1))

    with pytest.raises(NotARelease, match="larger than 2 MB"):
        read_file(path, aliases)


def test_a_file_is_read_with_its_mark_of_order(tmp_path):
    path = tmp_path / "release.yml"
    path.write_text("\ufeff" + yaml.safe_dump(release(("weights", "MIT"))), encoding="utf-8")

    assert read_file(path, aliases).held == {"weights": Held.OPEN}


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.sampled_from([*NAMES, "MIT"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["release", "license", "components", "name", "distribution", "data"]) | st.text(max_size=3),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(values, values, values)
def test_anything_gets_an_answer_or_is_refused(license, components, whole):
    for content in (
        whole,
        {"release": whole},
        {"release": {"name": whole, "license": license, "components": components}},
        {"release": {"license": {"distribution": license}, "components": [{"name": "Datasets", "license": whole}]}},
    ):
        try:
            assert read(content, aliases).classification.number in (0, 1, 2, 3)
        except NotARelease as refusal:
            assert str(refusal)


def test_nesting_and_aliases_that_explode_are_refused_before_they_do(tmp_path):
    deep, bomb = tmp_path / "deep.yml", tmp_path / "bomb.yml"
    deep.write_text("{name: x, f: " + "[" * 30_000 + "]" * 30_000 + "}")
    bomb.write_text("a: &a [x, x]\nrelease: {name: *a}\n")

    with pytest.raises(NotARelease, match="nested more than"):
        read_file(deep, lambda _name: None)
    with pytest.raises(NotARelease, match="has an alias"):
        read_file(bomb, lambda _name: None)


def test_an_exception_that_nobody_knows_is_unknown():
    text = {"release": {"components": [{"name": "Training code", "license": "GPL-2.0-only WITH Bogus-exception"}]}}

    found = read(text, lambda _name: None)

    assert found.unknown == ["training-code: no license is known as “Bogus-exception”; it does not count as open"]


def test_several_licenses_in_a_list_bind_together():
    licenses = ["MIT", "CC-BY-NC-4.0"]
    text = {"release": {"components": [{"name": "Training code", "license": licenses}]}}

    assert read(text, lambda _name: None).held["training-code"] == Held.NOT_OPEN


def test_the_format_of_before_may_2025_is_read_as_well():
    written = [
        {"name": KEYS["weights"], "license_name": "MIT", "license_path": ""},
        {"name": KEYS["datasets"], "license_name": "Component not included"},
        {"name": KEYS["model-card"], "license_name": "License not specified"},
    ]
    found = read({"release": {"components": written}}, aliases)

    assert dict(found.held) == {"weights": Held.OPEN, "model-card": Held.UNLICENSED}
    assert not found.unknown


@pytest.mark.parametrize(
    ("component", "told"),
    [
        ({"licence": "MIT"}, "“licence” is no key of the format"),
        ({"license": ["MIT", 3]}, "lists what is no name"),
        ({"name": None}, "has no name"),
    ],
)
def test_what_is_not_written_as_the_format_has_it_is_told(component, told):
    found = read({"release": {"components": [{"name": KEYS["weights"]} | component]}}, aliases)

    assert any(told in sentence for sentence in found.unknown)


def test_other_frameworks_and_kinds_of_content_are_told():
    content = release(("weights", "MIT"), documentation={"name": "MIT"})
    found = read(content | {"framework": {"name": "Another", "version": "2.0"}}, aliases)

    assert [sentence.split(":")[0] for sentence in found.unknown[:2]] == ["framework", "release.license"]


@pytest.mark.parametrize("licenses", [("MIT", "CC-BY-NC-4.0"), ("CC-BY-NC-4.0", "MIT")])
def test_a_component_that_is_described_twice_counts_by_the_worse_in_any_order(licenses):
    found = read(release(*(("datasets", one) for one in licenses)), aliases)

    assert found.held["datasets"] == Held.NOT_OPEN
    assert any("more than once" in sentence for sentence in found.unknown)


def test_a_key_that_stands_twice_is_refused(tmp_path):
    twice = tmp_path / "twice.yml"
    twice.write_text("release:\n  name: A\n  name: B\n")

    with pytest.raises(NotARelease, match="has the key “name” twice"):
        read_file(twice, aliases)
