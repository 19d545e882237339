import pytest

from feedtool.model import record


@pytest.mark.parametrize(
    ("heat", "least", "shown"), [(7, 7, True), (6, 7, False), (-1, None, True), (0, 0, True)]
)
def test_a_story_is_hot_enough_from_the_least_heat_on(
    heat: int, least: int | None, *, shown: bool
) -> None:
    assert record.is_hot_enough(heat, least) is shown
