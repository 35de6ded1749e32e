import pytest

from kb.exchange.yaml_reading import LARGEST, Unreadable, read_file, read_text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("010", "010"),
        ("1_000", "1_000"),
        ("2023-05-28", "2023-05-28"),
        ('"2023"', "2023"),
        ("0x10", "0x10"),
        (".5", ".5"),
        ("2023", 2023),
        ("-1.5", -1.5),
        ("3.1e+23", 3.1e23),
        ("true", True),
        ("~", None),
        ("'true'", "true"),
        ("<<", "<<"),
    ],
)
def test_a_value_is_what_it_looks_like(text, value):
    assert read_text(f"key: {text}").value == {"key": value}


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a:\n\t- b", 2, 1, "a tab cannot indent"),
        ("a: &name 1", 1, 4, "anchor"),
        (f"a: {'9' * 5000}", 1, 4, "a number of more than 40 characters"),
        ("a: *name", 1, 4, "alias"),
        ("a: !!python/object:os.system x", 1, 4, "tag"),
        ("a: 1\n---\nb: 2", 2, 1, "second document"),
        ("1: a", 1, 1, "must be text"),
        ("? [a]\n: b", 1, 3, "must be text"),
        ("a: b: c", 1, 5, "not YAML"),
        ('a: "x', 1, 6, "not YAML"),
        ('a: "\\0"', 1, 4, "U+0000"),
        ("a: \0", 1, 4, "U+0000"),
        ("a: b\x85c", 1, 5, "U+0085"),
        ("a: b\ufeffc", 1, 5, "U+FEFF"),
        ("", 1, 1, "empty"),
        ("# only a comment", 1, 1, "empty"),
        ("a: " + "[" * 1000, 1, 23, "nested"),
    ],
)
def test_what_is_no_curated_file_is_named_with_its_place(text, line, column, words):
    with pytest.raises(Unreadable) as refusal:
        read_text(text)

    assert words in refusal.value.message
    assert (refusal.value.line, refusal.value.column) == (line, column)


def test_keys_that_stand_twice_are_all_named_and_the_first_is_read():
    document = read_text("a: 1\nb:\n  c: 2\n  c: [3]\na: 4\na: 5")

    assert document.value == {"a": 1, "b": {"c": 2}}
    assert [(one.line, one.column) for one in document.repeated] == [(4, 3), (5, 1), (6, 1)]
    assert document.repeated[2].message == "the key “a” stands twice, first in line 1"
    assert document.root.part("b").part("c").line == 3


def test_another_encoding_is_named_with_its_place(tmp_path):
    path = tmp_path / "file.yml"
    path.write_bytes("name: Dolly\nname_ko: 돌리".encode("euc-kr"))

    with pytest.raises(Unreadable, match="UTF-8") as refusal:
        read_file(path)

    assert (refusal.value.line, refusal.value.column) == (2, 10)


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    path = tmp_path / "file.yml"
    path.write_text("a" * (LARGEST + 1))

    with pytest.raises(Unreadable, match="larger than"):
        read_file(path)


def test_a_bomb_of_aliases_does_not_explode():
    bomb = "a: &a [x, x]\n" + "\n".join(f"{b}: &{b} [*{a}, *{a}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True))

    with pytest.raises(Unreadable, match="anchor"):
        read_text(bomb)


def test_every_entry_knows_its_place():
    root = read_text("a: 1\nb:\n  - c: 2\n    d: 3\n  - e").root

    entry = root.part("b").part(0).part("d")

    assert (entry.line, entry.column) == (4, 5)
    assert root.part("b").part(1).line == 5
