import pytest

from kb.exchange.curated import check, load_files
from kb.exchange.generated import FACTS, PREFIX, catalogue, count
from kb.exchange.outcome import Act
from kb.exchange.yaml_reading import read_text
from kb.exchange.yaml_writing import to_yaml
from kb.models import Derivation, Fact, LanguageModel
from kb.vocabulary.editorial import Stance


def test_the_same_seed_gives_the_same_catalogue():
    assert list(catalogue(30, seed=7)) == list(catalogue(30, seed=7))
    assert list(catalogue(30, seed=7)) != list(catalogue(30, seed=8))


@pytest.mark.parametrize("models", [1, 30, 1000])
def test_there_are_as_many_files_as_it_says(models):
    assert len(list(catalogue(models))) == count(models)


def test_a_written_file_reads_as_what_it_says():
    for file in catalogue(10):
        assert read_text(to_yaml(file.value)).value == file.value


@pytest.mark.django_db
def test_the_files_have_nothing_wrong(tmp_path):
    for file in catalogue(20):
        path = tmp_path / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(to_yaml(file.value))

    assert check([tmp_path]) == count(20)


@pytest.mark.django_db
def test_a_second_load_of_everything_changes_nothing():
    load_files(catalogue(30), count(30), whole=False, why="Generated")

    again = load_files(catalogue(30), count(30), whole=False, why="Generated")

    assert not again.changed_anything()
    assert again.total(Act.UNCHANGED) > 900


@pytest.mark.django_db
def test_every_model_has_twenty_facts_with_two_citations_each_a_maker_and_a_korean_name():
    load_files(catalogue(40), count(40), whole=False, why="Generated")

    for model in LanguageModel.objects.all():
        assert model.slug.startswith(PREFIX)
        assert model.name_ko
        assert model.facts.published().count() == FACTS
    assert {
        fact.citations.filter(stance=Stance.SUPPORTS).count() for fact in Fact.objects.exclude(component="dataset")
    } == {2}
    assert Derivation.objects.filter(parent_model__isnull=False).count() > 10
