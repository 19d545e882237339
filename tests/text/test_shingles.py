"""Which wordings tell one story, by hand and by 300 labelled pairs of a real corpus."""

import random
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool import frontmatter
from feedtool.text import dates, shingles
from feedtool.text.shingles import Wording
from tests.conftest import SHARED
from tests.tables import each

DAY = 86_400
TITLE = "Microsoft gets into 5G race with Azure cloud for telecom operators"
EXCERPT = (
    "Microsoft Corp unveiled a new cloud platform on Monday aimed at enabling telecom operators to build 5G "
    "networks faster, reduce costs and sell customised services."
)


def wording(
    title: str = TITLE, excerpt: str = EXCERPT, by: str = "a.example", day: int = 0
) -> Wording:
    return Wording(title, excerpt, by, day * DAY)


def found(*wordings: Wording) -> list[list[int]]:
    return shingles.clusters(wordings)


@each(
    ("title", "excerpt"),
    [
        (TITLE, EXCERPT),
        (TITLE.upper(), ""),
        ("Microsoft enters 5G race with Azure cloud for telecom operators", EXCERPT[:90]),
        ("“Microsoft gets into 5G race” with Azure cloud, for telecom operators – A Paper", "Read it here."),
        ("What the cloud means for telecom operators", f"SEATTLE (AP) – {EXCERPT}"),
    ],
)  # fmt: skip
def test_a_reprint_is_the_same_story(title: str, excerpt: str) -> None:
    assert shingles.is_same(wording(), wording(title, excerpt))
    assert found(wording(), wording(title, excerpt, by="b.example", day=3)) == [[0, 1]]


@pytest.mark.parametrize(
    ("title", "excerpt"),
    [
        ("Azure for Operators: what it means for 5G", "A platform for telecom operators was shown on Monday."),
        ("Microsoft", "Microsoft unveiled a new cloud platform."),
        ("Microsoft opens a data centre in Poland", "Microsoft Corp unveiled a new cloud platform on Tuesday."),
    ],
)  # fmt: skip
def test_what_is_told_in_other_words_is_another_story(title: str, excerpt: str) -> None:
    assert not shingles.is_same(wording(), wording(title, excerpt))


def marketplace(product: str, excerpt: str | None = None) -> Wording:
    gains = (
        f"Microsoft Azure customers worldwide now gain access to {product} to take advantage of the "
        "scalability, reliability and agility of Azure to drive application development."
    )
    title = f"{product} Now Available in the Microsoft Azure Marketplace"
    return wording(title, gains if excerpt is None else excerpt)


def test_press_releases_of_one_form_are_about_what_each_names() -> None:
    lighthouse, senseye = marketplace("KMS Lighthouse"), marketplace("Senseye")
    assert not shingles.is_same(lighthouse, senseye)
    assert shingles.is_same(lighthouse, lighthouse)
    # Even where one of them, or both, say nothing of it but in the title.
    assert not shingles.is_same(marketplace("KMS Lighthouse", ""), marketplace("Senseye", ""))
    assert not shingles.is_same(marketplace("KMS Lighthouse", "It is there."), senseye)


def test_numbers_tell_the_parts_of_a_series_apart() -> None:
    weeks = [wording(f"The Azure news of the week, number {week}, for all", "") for week in (7, 8)]
    assert not shingles.is_same(*weeks)
    prices = ("$10bn", "10 bn dollars")
    assert shingles.is_same(
        *(wording(f"Azure costs {price} a year, says the army") for price in prices)
    )


@pytest.mark.parametrize(
    ("title", "reprint", "other"),
    [
        ("Der Föhn kostet Österreichs Bahnen elf Millionen", "Föhn kostet Österreichs Bahnen elf Millionen",
         "Der Taifun kostet Japans Bahnen elf Millionen"),
        ("微软宣布在波兰投资十亿美元建设数据中心", "微软宣布在波兰投资十亿美元建设数据中心(图)",
         "亚马逊宣布在西班牙投资十亿美元建设数据中心"),
        ("ไมโครซอฟท์ลงทุนหนึ่งพันล้านดอลลาร์ในโปแลนด์", "ไมโครซอฟท์ลงทุนหนึ่งพันล้านดอลลาร์ในโปแลนด์ปีนี้",
         "อเมซอนลงทุนหนึ่งพันล้านดอลลาร์ในสเปน"),
        ("माइक्रोसॉफ्ट पोलैंड में एक अरब डॉलर का निवेश करेगा", "माइक्रोसॉफ्ट पोलैंड में एक अरब डॉलर का निवेश करेगा!",
         "अमेज़न स्पेन में एक अरब डॉलर का निवेश करेगा"),
    ],
)  # fmt: skip
def test_it_works_in_any_language(title: str, reprint: str, other: str) -> None:
    assert shingles.is_same(wording(title, ""), wording(reprint, ""))
    assert not shingles.is_same(wording(title, ""), wording(other, ""))


def test_forms_of_letters_do_not_count() -> None:
    assert shingles.words("Ｃａｆé ﬁn") == shingles.words("CAFE\u0301 FIN") == ["café", "fin"]
    assert shingles.words("हिन्दी में") == ["हिन्दी", "में"]
    assert shingles.words("数据 A") == ["数据", "a"]
    assert shingles.words("数据中心") == ["数据", "据中", "中心"]


def test_a_story_is_told_within_a_week_and_by_several_publishers() -> None:
    assert found(wording(), wording(by="b.example", day=7)) == [[0, 1]]
    assert found(wording(), wording(by="b.example", day=8)) == []
    assert found(wording(), wording(day=1)) == []
    # Two of one publisher are one story where another publisher's is the same as both.
    assert found(wording(), wording(day=1), wording(by="b.example", day=2)) == [[0, 1, 2]]


def test_the_oldest_comes_first() -> None:
    three = wording(day=2), wording(by="b.example"), wording(by="c.example", day=1)
    assert found(*three) == [[1, 2, 0]]
    assert found() == found(wording()) == []


texts = st.lists(
    st.sampled_from(["one", "two", "three", "four", "five", "six", "seven"]), max_size=14
).map(" ".join)


some_wordings = st.builds(Wording, texts, texts, st.sampled_from("abc"), st.integers(0, 20 * DAY))


@given(st.lists(some_wordings, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_the_wordings_does_not_matter(
    wordings: list[Wording], chance: random.Random
) -> None:
    shuffled = chance.sample(wordings, len(wordings))
    assert [[wordings[place] for place in places] for places in found(*wordings)] == [
        [shuffled[place] for place in places] for places in found(*shuffled)
    ]


def test_thousands_of_one_form_do_not_take_long() -> None:
    """Each is compared with a few: all pairs would be four million comparisons."""
    many = [
        marketplace(f"Product{number}")._replace(publisher=f"{number}.example")
        for number in range(3_000)
    ]
    again = [
        one._replace(publisher="again.example", moment=number) for number, one in enumerate(many)
    ]
    assert found(*many, *again[:5]) == [[number, 3_000 + number] for number in range(5)]


# --- the labelled pairs


class Pair(NamedTuple):
    label: str
    one: Wording
    other: Wording


@pytest.fixture(scope="module")
def pairs() -> Sequence[Pair]:
    return labelled_pairs("same_stories.tsv")


def labelled_pairs(file: str) -> Sequence[Pair]:
    lines = Path(__file__).with_name(file).read_text("utf-8").splitlines()
    labelled = [line.split("\t") for line in lines if not line.startswith("#")]
    records = SHARED / "corpus-azure" / "news"
    stems = {name.partition("#")[0] for _, *names in labelled for name in names}
    heads = {stem: _head(records / f"{stem}.md") for stem in stems}

    def read(name: str) -> Wording:
        stem, _, number = name.partition("#")
        head = heads[stem]
        story = head["related"][int(number) - 1] if int(number) else head
        moment = dates.seconds(story["publishedDateTime"])
        return Wording(story["title"], story["excerpt"], story["provider"]["domain"], moment)

    return [Pair(label, *map(read, names)) for label, *names in labelled]


def _head(file: Path) -> Mapping[str, Any]:
    document, _ = frontmatter.parse(file.name, file.read_bytes())
    assert document is not None
    return document.value


class Score(NamedTuple):
    precision: float
    recall: float
    f1: float


def score(pairs: Sequence[Pair]) -> Score:
    same = [pair for pair in pairs if pair.label == "same"]
    taken = [pair for pair in pairs if shingles.is_same(pair.one, pair.other)]
    right = sum(pair.label == "same" for pair in taken)
    precision, recall = right / len(taken), right / len(same)
    return Score(precision, recall, 2 * precision * recall / (precision + recall))


@pytest.mark.shared
def test_300_labelled_pairs_are_told_apart(pairs: Sequence[Pair]) -> None:
    assert len(pairs) == 300
    # Each half by itself as well: no few pairs decide.
    for some in (pairs, pairs[::2], pairs[1::2]):
        assert score(some).precision >= 0.98
        assert score(some).f1 >= 0.9


@pytest.mark.shared
def test_so_are_pairs_that_had_no_part_in_the_choice_of_thresholds() -> None:
    pairs = labelled_pairs("held_out_stories.tsv")
    assert len(pairs) == 44
    found = score(pairs)
    assert found.precision >= 0.95  # one pair is of one event, in words that are nearly the same
    assert found.f1 >= 0.9
    taken = [pair.label for pair in pairs if shingles.is_same(pair.one, pair.other)]
    assert "other" not in taken


@pytest.mark.shared
def test_what_is_found_together_is_what_pairs_say(pairs: Sequence[Pair]) -> None:
    """The samples of shingles, which spare most comparisons, miss none of the pairs."""
    wordings = list(dict.fromkeys(one for pair in pairs for one in (pair.one, pair.other)))
    together = {
        (wordings[one], wordings[other])
        for places in found(*wordings)
        for one, other in product(places, places)
    }
    same = [(pair.one, pair.other) for pair in pairs if shingles.is_same(pair.one, pair.other)]
    assert together.issuperset(same)
