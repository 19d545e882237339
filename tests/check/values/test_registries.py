from feedtool.check.values.registries import is_language
from tests.tables import each


@each("subtag", ["en", "de", "gsw", "yue", "qaa", "qtz", "deu", "und"])
def test_what_is_a_language(subtag: str) -> None:
    assert is_language(subtag)


@each("subtag", ["", "xx", "qua1", "english", "qzz", "EN"])
def test_what_is_none(subtag: str) -> None:
    assert not is_language(subtag)
