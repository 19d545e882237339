"""Where the output may be: never among the records, never the folder of the configuration, by whatever name."""

from pathlib import Path

import pytest

from feedtool.config import settings
from feedtool.diagnostics.errors import UsageError
from feedtool.feeds.layout import folders
from feedtool.publish import placement
from tests import forked
from tests.conftest import CONFIG, record
from tests.integration import support


def refused(site: Path, output: str, records: str = "seeds", layout: str = "files") -> str:
    """Why an output is refused; empty where it is not."""
    file = site / "feedtool.toml"
    tables = f'[records]\npath = "{records}"\n[feeds]\noutput = "{output}"\nlayout = "{layout}"\n'
    file.write_text(CONFIG + tables, "utf-8")
    try:
        placement.require_usable(settings.load(file, {}), folders())
    except UsageError as error:
        return str(error)
    return ""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "seeds" / "2024").mkdir(parents=True)
    (folder / "public").mkdir()
    (folder / "to-seeds").symlink_to("seeds")
    (folder / "to-public").symlink_to("public")
    (folder / "to-site").symlink_to(".")
    return folder


WRONG = [
    ("seeds", "is the records folder"),
    ("seeds/", "is the records folder"),
    ("./seeds/.", "is the records folder"),
    ("public/../seeds", "is the records folder"),
    ("gone/../seeds", "is the records folder"),
    ("to-seeds", "is the records folder"),
    ("to-site/to-site/seeds", "is the records folder"),
    ("seeds/2024", "lies in the records folder"),
    ("seeds/not/there/yet", "lies in the records folder"),
    ("to-seeds/output", "lies in the records folder"),
    (".", "holds the records folder"),
    ("to-site", "holds the records folder"),
    ("..", "holds the records folder"),
    ("/", "holds the records folder"),
]


@pytest.mark.parametrize("layout", ["files", "generations"])
@pytest.mark.parametrize(("output", "said"), WRONG)
def test_feeds_are_not_mixed_with_records(output: str, said: str, layout: str, site: Path) -> None:
    assert f" {said}: give the feeds a folder of their own" in refused(site, output, layout=layout)


def test_where_the_records_lie_beside_the_configuration_a_folder_outside_is_named_and_taken(
    site: Path,
) -> None:
    assert 'such as "../feeds"' in refused(site, "output", ".")
    assert refused(site, "../feeds", ".") == ""


@pytest.mark.parametrize("output", [".", "to-site", "../site", "..", "/", "x/.."])
def test_nor_with_the_configuration_where_the_records_are_elsewhere(
    output: str, site: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "news"
    elsewhere.mkdir()
    assert "folder" in refused(site, output, str(elsewhere))
    assert "the configuration's folder" in refused(site, output, "s3://bucket/news")


@pytest.mark.parametrize(
    "output", ["output", "public", "to-public", "../output", "seeds-2", "public/feeds", "SEEDS-2"]
)
@pytest.mark.parametrize("layout", ["files", "generations"])
def test_any_other_folder_will_do(output: str, layout: str, site: Path) -> None:
    if layout == "generations" and output == "to-public":
        return  # a link of somebody else's, which has a message of its own
    assert refused(site, output, layout=layout) == ""


def test_a_folder_of_topics_that_leads_to_the_records_is_refused(site: Path) -> None:
    (site / "public" / "topics").symlink_to("../seeds")
    assert "is the records folder" in refused(site, "public")


def test_names_that_differ_and_are_one_folder_are_one_folder(site: Path) -> None:
    if not (site / "SEEDS").exists():
        # What a file system without case does with names, a link does for one that has it.
        (site / "SEEDS").symlink_to("seeds")
    assert "is the records folder" in refused(site, "SEEDS")
    assert "lies in the records folder" in refused(site, "SEEDS/2024")


@pytest.mark.parametrize("layout", ["files", "generations"])
def test_what_is_no_path_is_told_of(layout: str, site: Path) -> None:
    (site / "loop").symlink_to("loop")
    said = "the configuration is wrong"
    assert refused(site, "a\\u0000b", layout=layout).startswith(said)
    assert refused(site, "output", "a\\u0000b", layout).startswith(said)
    assert refused(site, "loop/output", layout=layout) == ""  # the disk will say so


@pytest.mark.parametrize(
    "records", ["output", ".output-generations", ".output-generations/000000001"]
)
def test_generations_lie_apart_from_the_records_too(records: str, site: Path) -> None:
    (site / ".output-generations" / "000000001").mkdir(parents=True)
    (site / "output").symlink_to(".output-generations/000000001")
    assert "the records folder" in refused(site, "output", records, "generations")


@pytest.mark.parametrize(
    ("output", "records", "said"),
    [
        ("s3://bucket/news", "s3://bucket/news", "is"),
        ("s3://bucket/news/", "s3a://bucket/news", "is"),
        ("S3://bucket//x/../news", "simplecache::s3://bucket/news", "is"),
        ("s3://bucket/news/feeds", "s3://bucket/news/", "lies in"),
        ("s3://bucket", "s3://bucket/news", "holds"),
        ("gs://bucket/site", "gcs://bucket/site/news", "holds"),
        ("s3://bucket/news-feeds", "s3://bucket/news", ""),
        ("s3://bucket/site", "s3://bucket/news", ""),
        ("s3://other/news", "s3://bucket/news", ""),
        ("s3://bucket/News", "s3://bucket/news", ""),
        ("gs://bucket/news", "s3://bucket/news", ""),
        ("s3://bucket/seeds", "seeds", ""),
    ],
)
def test_addresses_lie_apart_by_what_they_begin_with(
    output: str, records: str, said: str, site: Path
) -> None:
    found = refused(site, output, records)
    assert f" {said} the records folder" in found if said else found == ""


def test_an_address_of_this_machine_is_a_folder_of_it(site: Path) -> None:
    assert "lies in the records folder" in refused(site, f"file://{site}/seeds/x", "to-seeds")
    assert "is the records folder" in refused(site, "seeds", f"file://{site}/to-seeds")


# --- as a process


def build(site: Path, *arguments: str) -> tuple[int, str]:
    done = forked.feedtool(("build", *arguments), cwd=site, env=support.environment())
    if done.returncode == 2:
        assert done.stdout == b""
    return done.returncode, done.stderr.decode()


@pytest.fixture
def filled(site: Path) -> Path:
    (site / "feedtool.toml").write_text(CONFIG, "utf-8")
    (site / "seeds" / "a.md").write_text(record(), "utf-8")
    return site


@pytest.mark.parametrize("dry_run", [(), ("--dry-run",)])
@pytest.mark.parametrize("output", ["seeds", "."])
def test_an_output_among_the_records_is_exit_code_2_and_nothing_is_written(
    output: str, dry_run: tuple[str, ...], filled: Path
) -> None:
    before = support.tree(filled)
    code, said = build(filled, "--output", output, *dry_run)
    assert code == 2
    assert "records folder" in said
    assert said.count("\n") == 1
    assert support.tree(filled) == before


LAYOUTS = pytest.mark.parametrize("layout", ["files", "generations"])


def set_layout(site: Path, layout: str) -> None:
    (site / "feedtool.toml").write_text(f'{CONFIG}[feeds]\nlayout = "{layout}"\n', "utf-8")


@LAYOUTS
def test_a_page_put_in_place_of_ours_is_not_replaced(layout: str, filled: Path) -> None:
    set_layout(filled, layout)
    assert build(filled) == (0, "")
    page = filled / "output" / "index.html"
    page.unlink()
    page.write_text("<h1>My own page</h1>", "utf-8")
    before = support.tree(filled / "output")
    for arguments in ((), ("--no-cache",), ("--dry-run",), ("--accept-loss",)):
        code, said = build(filled, *arguments)
        assert code == 2
        assert said.startswith(
            f"feedtool: not written by feedtool, and in the way of its feeds: {page};"
        )
        assert support.tree(filled / "output") == before
    page.rename(filled / "index.html")
    assert build(filled) == (0, "")
    assert page.exists()


def test_a_feed_of_others_is_refused_before_a_guard_speaks(filled: Path) -> None:
    (filled / "output").mkdir()
    items = "".join(f"<item><guid>{number}</guid></item>" for number in range(30))
    (filled / "output" / "all.rss").write_text(f"<rss><channel>{items}</channel></rss>", "utf-8")
    code, said = build(filled)
    assert (code, "output/all.rss; move or delete it" in said) == (2, True)


@LAYOUTS
def test_what_lies_beside_the_feeds_stays(layout: str, filled: Path) -> None:
    set_layout(filled, layout)
    assert build(filled) == (0, "")
    for name in ("README.md", "own.html", "topics/README.md", ".htaccess"):
        (filled / "output" / name).write_text("mine", "utf-8")
    (filled / "seeds" / "a.md").write_text(record(title="Another title"), "utf-8")
    assert build(filled) == (0, "")
    assert (filled / "output" / "topics" / "README.md").read_text("utf-8") == "mine"
    assert b"Another title" in (filled / "output" / "all.rss").read_bytes()
