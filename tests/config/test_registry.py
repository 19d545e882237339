from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedtool.config import registry, taxonomy
from feedtool.diagnostics.errors import UsageError
from feedtool.model.topics import Topic
from tests.conftest import SHARED, place, unprivileged

TOPIC = "_id: {}\nname: {}\n"


def registered(base: Path, pattern: str = "*.yaml", **files: str) -> tuple[Topic, ...]:
    base.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (base / f"{name}.yaml").write_text(text, "utf-8")
    return registry.registry(base, pattern)


def test_a_registry_is_read_by_path(tmp_path: Path) -> None:
    text = """\
taxonomy: topic
_id: canvas-apps
name: Canvas   Apps
shortname: Canvas
aliases: [CA]
title: All about canvas apps
description: Apps drawn on a canvas.
parent: Power Apps
min_heat: 7
limit: 9
rollup: true
renamed_from: [power-canvas]
ended: 2026-05-01
end_note: It is done.
successor: Power Apps
keywords: [canvas app]
hashtags: ["#CanvasApps"]
images: ["https://i.example/1.png", "https://i.example/2.png"]
services: {learning: "https://l.example/"}
unknown: {a: [b]}
"""
    assert registered(tmp_path, b=TOPIC.format("b", "B"), a=text) == (
        Topic(
            "canvas-apps",
            "Canvas Apps",
            "All about canvas apps",
            "Apps drawn on a canvas.",
            ("CA", "Canvas"),
            "Power Apps",
            "https://i.example/1.png",
            7,
            9,
            rollup=True,
            keywords=("canvas app",),
            hashtags=("#CanvasApps",),
            renamed_from=("power-canvas",),
            ended=datetime(2026, 5, 1, tzinfo=UTC),
            end_note="It is done.",
            successor="Power Apps",
        ),
        Topic("b", "B"),
    )


def test_keywords_and_hashtags_are_kept_each_once(tmp_path: Path) -> None:
    text = TOPIC.format("a", "A") + "keywords: [x  y, z, x y]\nhashtags: ['#A']\n"
    (topic,) = registered(tmp_path, a=text)
    assert (topic.keywords, topic.hashtags) == (("x y", "z"), ("#A",))


def test_entries_of_other_taxonomies_are_passed_over(tmp_path: Path) -> None:
    other = "taxonomy: person\n" + TOPIC.format("ada", "Ada")
    assert registered(tmp_path, a=other, b=TOPIC.format("b", "B")) == (Topic("b", "B"),)


def test_without_a_pattern_there_is_no_registry(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("nonsense")
    assert registry.registry(tmp_path, None) == ()


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.yaml", ["a"]),
        ("topics/*.yaml", ["b"]),
        ("**/*.yaml", ["a", "b"]),
        ("a.yaml", ["a"]),
        ("*", ["a"]),
    ],
)
def test_a_pattern_says_which_files_are_the_registry(
    pattern: str, expected: list[str], tmp_path: Path
) -> None:
    registered(tmp_path / "topics", b=TOPIC.format("b", "B"))
    assert [
        topic.slug for topic in registered(tmp_path, pattern, a=TOPIC.format("a", "A"))
    ] == expected


def test_a_registry_may_be_anywhere(tmp_path: Path) -> None:
    registered(tmp_path / "elsewhere", a=TOPIC.format("a", "A"))
    assert registry.registry(tmp_path / "here", str(tmp_path / "elsewhere" / "*.yaml")) == (
        Topic("a", "A"),
    )


def test_the_folder_of_a_registry_may_have_any_name(tmp_path: Path) -> None:
    assert registered(tmp_path / "[x]", a=TOPIC.format("a", "A")) == (Topic("a", "A"),)


def test_a_registry_without_files_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no file matches records.topic_registry: \*.yaml in "):
        registered(tmp_path)


def test_all_that_is_wrong_with_a_registry_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the topic registry is wrong") as error:
        registered(
            tmp_path,
            a="_id: A!\nname: é\nlimit: 0\n",
            b="_id: b\n",
            c="_id: c\n_id: c\n",
            d=TOPIC.format("d", "D"),
        )
    found = {
        (Path(p.path).name, p.code.partition("-")[0], p.pointer, place(p))
        for p in error.value.problems
    }
    assert found == {
        ("a.yaml", "registry", "/limit", (3, 8, 3, 9)),
        ("a.yaml", "registry", "/_id", (1, 6, 1, 8)),
        ("b.yaml", "registry", "", (1, 1, 1, 7)),
        ("c.yaml", "yaml", None, (2, 1, 2, 4)),
    }


def test_a_slug_stands_once_in_a_registry(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the topic registry describes 'a' twice"):
        registered(tmp_path, a=TOPIC.format("a", "A"), b=TOPIC.format("a", "B"))


def test_a_file_of_a_registry_that_cannot_be_read_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(TOPIC.format("a", "A"))
    (tmp_path / "a.yaml").chmod(0)
    with (
        unprivileged(tmp_path),
        pytest.raises(UsageError, match=r"cannot read the topic a\.yaml: Perm"),
    ):
        registry.registry(Path(), "*.yaml")


def test_a_slug_does_not_end_in_a_line_break(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        registered(tmp_path, a=TOPIC.format('"a\\n"', "A"))


def test_the_image_of_a_topic_is_a_uri(tmp_path: Path) -> None:
    (topic,) = registered(
        tmp_path, a=TOPIC.format("a", "A") + "images: ['https://ä.example/ü.png']\n"
    )
    assert topic.image == "https://xn--4ca.example/%C3%BC.png"


@pytest.mark.shared
def test_the_registry_of_the_corpus() -> None:
    found = taxonomy.known([], registry.registry(SHARED / "corpus" / "topics", "*.yaml"))
    assert {slug: topic.parent for slug, topic in found.by_slug.items()} == {
        "ai-builder": "power-apps",
        "canvas-apps": "power-apps",
        "common-data-service": "power-apps",
        "model-driven-apps": "power-apps",
        "portals": "power-apps",
        "power-apps": None,
        "teams-integration": "power-apps",
    }
    assert found.find("CDS") is found.find("Common Data Service") is not None
