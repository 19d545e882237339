"""Records and feeds on other file systems: file:// for what is quick, and a server that speaks S3."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from feedtool.diagnostics.errors import StorageError, UsageError
from feedtool.feeds import layout
from feedtool.publish import publish
from feedtool.publish.publish import Plan
from feedtool.storage import folders
from feedtool.storage.place import Url
from feedtool.storage.remote import RemoteFolder
from tests.conftest import CONFIG, record
from tests.integration import support

fsspec = pytest.importorskip("fsspec")

TOPIC = '\n[topics.ai]\nname = "AI"\n'
RECORDS = {
    "a.md": record(originalUrl="https://example.org/a"),
    "2024/b.md": record(originalUrl="https://example.org/b"),
    "bad.md": record(heat="x"),
    "empty.md": "",
    "large.md": "x" * (2**20 + 1),
    ".hidden.md": record(originalUrl="https://example.org/hidden"),
    "notes.pdf": "no record",
}
NOTHING = {"AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": os.devnull}


@dataclass(frozen=True)
class Site:
    """A folder with a configuration, and the environment of the builds in it."""

    folder: Path
    environment: dict[str, str]

    def build(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
        env = support.environment(**(self.environment | variables))
        done = support.feedtool("build", *arguments, cwd=self.folder, env=env)
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return done

    def report(self, *arguments: str) -> dict[str, Any]:
        done = self.build("--output-format", "json", *arguments)
        assert done.stdout, done.stderr.decode()
        found: dict[str, Any] = json.loads(done.stdout)
        return found


def write(folder: Path) -> None:
    for name, text in RECORDS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "feedtool.toml").write_text(CONFIG + TOPIC, "utf-8")
    write(tmp_path / "seeds")
    return Site(tmp_path, {})


def test_a_url_is_built_from_and_to_as_a_folder_is(site: Site) -> None:
    here = site.report()
    records, feeds = (f"file://{site.folder}/{name}" for name in ("seeds", "far"))
    far = site.report("--seeds", records, "--output", feeds)
    assert support.tree(site.folder / "far") == support.tree(site.folder / "output") != {}
    assert {problem["path"].removeprefix(f"{records}/") for problem in far["problems"]} == {
        "bad.md", "empty.md", "large.md",
    }  # fmt: skip
    assert [(p["code"], p["message"]) for p in far["problems"]] == [
        (p["code"], p["message"]) for p in here["problems"]
    ]
    again = site.report("--seeds", records, "--output", feeds)
    assert (again["written"], again["unchanged"]) == (0, far["written"])


def test_what_is_not_ours_stays_and_what_no_build_would_write_goes(site: Site) -> None:
    far = site.folder / "far"
    feeds = f"file://{far}"
    site.build("--output", feeds)
    (far / "own.html").write_text("mine", "utf-8")
    (far / "topics" / "own.rss").write_text("mine", "utf-8")
    config = site.folder / "feedtool.toml"
    config.write_text(config.read_text("utf-8").replace("[topics.ai]", "[topics.other]"), "utf-8")
    done = site.report("--output", feeds, "--accept-loss")
    assert done["removed"] == 4
    assert (far / "own.html").exists()
    assert (far / "topics" / "own.rss").exists()
    assert not (far / "topics" / "ai.rss").exists()


def test_feeds_are_written_before_the_pages_that_link_to_them(site: Site) -> None:
    site.build()
    files = support.tree(site.folder / "output")
    far = folders.at(Url("memory://in-order"))
    publish.publish(far, layout, Plan(files, frozenset(), frozenset()), None)
    store = fsspec.filesystem("memory").store  # in the order in which they came
    written = [Path(name) for name in store if name.startswith("/in-order/")]
    order = [file.suffix for file in written if not layout.is_list(file.name)]
    assert order[-4:] == [".html", ".html", ".opml", ".html"]
    assert set(order[:-4]) == {".rss", ".atom", ".json"}
    assert len(written) == len(files)


def test_a_file_that_cannot_be_written_is_named_and_the_next_build_heals(site: Site) -> None:
    far = site.folder / "far"
    feeds = f"file://{far}"
    done = subprocess.run(
        ["/bin/sh", "-c", f'ulimit -f 4; exec "{support.SCRIPT}" build --output "{feeds}"'],
        cwd=site.folder,
        env=support.environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1].startswith(f"feedtool: cannot write {feeds}/all.")
    assert not (far / "index.html").exists()
    assert site.build("--output", feeds).returncode == 1  # for the bad records
    site.build()
    assert support.tree(far) == support.tree(site.folder / "output")


@pytest.mark.parametrize("name", ["index.html", "all.json", "topics/ai.rss", "feeds.opml"])
@pytest.mark.parametrize("kind", ["file", "folder"])
def test_what_is_not_ours_is_not_replaced_and_nothing_is_written(
    name: str, kind: str, site: Site
) -> None:
    own = site.folder / "far" / name
    own.parent.mkdir(parents=True)
    if kind == "file":
        own.write_text("mine", "utf-8")
    else:
        own.mkdir()
    before = support.tree(site.folder / "far")
    done = site.build("--output", f"file://{site.folder}/far")
    assert (done.returncode, done.stdout) == (2, b"")
    assert f"in the way of its feeds: file://{own};" in done.stderr.decode()
    assert support.tree(site.folder / "far") == before


def test_the_output_lies_apart_from_the_records_by_whatever_name(site: Site) -> None:
    before = support.tree(site.folder)
    for output in (
        "seeds",
        "seeds/feeds/",
        "../x/../{here}/seeds",
        ".",
        "..",
        "feeds/../SEEDS/../seeds",
    ):
        url = f"file://{site.folder}/{output.format(here=site.folder.name)}"
        done = site.build("--output", url)
        assert (done.returncode, done.stdout) == (2, b""), output
        assert done.stderr.startswith(f"feedtool: the output {url.rstrip('/')} ".encode())
    assert support.tree(site.folder) == before


@pytest.mark.linux
@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--seeds", "nonsense://x/y"], 2, "nonsense://x/y cannot be used: "),
        (["--seeds", "dir://x/y"], 2, "dir://x/y cannot be used: dir:// needs more than a URL\n"),
        (["--output", "reference://x"], 2, "reference://x cannot be used: reference:// needs more"),
        (["--seeds", "file:///no/such/folder"], 2, "no records: the folder file:///no/such/"),
        (["--output", "file:///proc/nothing"], 3, "cannot write file:///proc/nothing/all.rss: "),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_one_line(
    site: Site, arguments: list[str], code: int, said: str
) -> None:
    (site.folder / "seeds" / "bad.md").unlink()
    (site.folder / "seeds" / "empty.md").unlink()
    (site.folder / "seeds" / "large.md").unlink()
    done = site.build(*arguments)
    assert (done.returncode, done.stdout) == (code, b"")
    assert done.stderr.decode().count("\n") == 1
    assert done.stderr.decode().startswith(f"feedtool: {said}"), done.stderr.decode()


@pytest.mark.parametrize("broken", ["", "2024", "2024/deep"])
def test_a_folder_that_cannot_be_listed_is_an_error_and_no_empty_one(
    tmp_path: Path, broken: str
) -> None:
    """fsspec's own listing passes over it: the records in it would be gone from the feeds."""

    class Broken(fsspec.get_filesystem_class("file")):  # type: ignore[misc]
        protocol = "broken"

        def ls(self, path: str, detail: bool = False, **options: Any) -> Any:  # noqa: FBT001, FBT002 - as fsspec
            if f"{path}/".rstrip("/") == f"{tmp_path}/{broken}".rstrip("/"):
                raise PermissionError(13, "Permission denied", path)
            return super().ls(path, detail=detail, **options)

    (tmp_path / "2024/deep").mkdir(parents=True)
    for name in ("a.md", "2024/b.md", "2024/deep/c.md"):
        (tmp_path / name).write_text("x", "utf-8")
    fsspec.register_implementation("broken", Broken, clobber=True)
    folder = RemoteFolder(f"broken://{tmp_path}")
    with pytest.raises(StorageError, match=r"cannot list .*Permission denied"):
        folder.listing("x", ("**/*.md",))
    whole = RemoteFolder(f"file://{tmp_path}").listing("x", ("**/*.md",))
    assert list(whole.names) == ["2024/b.md", "2024/deep/c.md", "a.md"]
    with pytest.raises(UsageError, match="holds no file"):
        RemoteFolder(f"file://{tmp_path}/none").listing("x", ("**/*.md",))


def test_the_generations_layout_and_the_other_commands_want_a_folder_of_this_machine(
    site: Site,
) -> None:
    done = site.build("--output", "memory://x", FEEDTOOL_FEEDS_LAYOUT="generations")
    assert done.returncode == 2
    assert b"FEEDTOOL_FEEDS_LAYOUT: error config-invalid" in done.stderr
    for command, name in (("validate", "RECORDS_PATH"), ("check", "FEEDS_OUTPUT")):
        env = support.environment(**{f"FEEDTOOL_{name}": "memory://x"})
        done = support.started(command, cwd=site.folder, env=env)
        assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
        assert b"files of this machine" in done.stderr


def test_without_the_extra_one_line_says_what_to_install(site: Site) -> None:
    without = (
        "import sys; sys.modules['fsspec'] = None; from feedtool import cli; sys.exit(cli.run())"
    )
    done = subprocess.run(
        [sys.executable, "-c", without, "build", "--seeds", "s3://bucket/news"],
        cwd=site.folder, env=support.environment(), capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, b"")
    said = "feedtool: s3://bucket/news needs more packages: pip install 'feedtool[remote]'\n"
    assert done.stderr.decode() == said


# A real client against a real server, which is not Amazon's.


@dataclass(frozen=True)
class Store(Site):
    """A site whose records are in a bucket, and whose feeds go there."""

    bucket: Any
    server: subprocess.Popen[bytes]
    root: str

    def objects(self) -> dict[str, bytes]:
        self.bucket.invalidate_cache()
        return {
            path.removeprefix(f"{self.root}/site/"): self.bucket.cat_file(path)
            for path in self.bucket.find(f"{self.root}/site")
        }

    def s3(self) -> tuple[str, ...]:
        return ("--seeds", f"s3://{self.root}/news", "--output", f"s3://{self.root}/site")


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (tmp_path_factory.mktemp("s3") / "log").open("wb")
    with log, subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=log, stderr=log,
    ) as process:  # fmt: skip
        address, end = f"http://127.0.0.1:{port}", time.monotonic() + 60
        while True:
            try:
                urlopen(f"{address}/moto-api/", timeout=1).close()
                break
            except OSError:
                assert time.monotonic() < end, "the server does not start"
                time.sleep(0.1)
        yield address, process
        process.send_signal(signal.SIGCONT)
        process.kill()


@pytest.fixture
def store(
    server: tuple[str, subprocess.Popen[bytes]], site: Site, request: pytest.FixtureRequest
) -> Store:
    address, process = server
    environment = NOTHING | {
        "AWS_ENDPOINT_URL": address,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    root = re.sub("[^a-z]+", "-", request.node.name.lower())[:50].strip("-")
    bucket = fsspec.filesystem(
        "s3", endpoint_url=address, key="test", secret="test", skip_instance_cache=True
    )
    bucket.mkdir(root)
    for name, text in RECORDS.items():
        bucket.pipe_file(f"{root}/news/{name}", text.encode())
    return Store(site.folder, environment, bucket, process, root)


@pytest.mark.slow
def test_a_bucket_gives_and_takes_what_a_folder_does(store: Store) -> None:
    here = store.report()
    first = store.report(*store.s3())
    assert store.objects() == support.tree(store.folder / "output")
    assert first["written"] == here["written"]
    assert [(p["code"], p["message"]) for p in first["problems"]] == [
        (p["code"], p["message"]) for p in here["problems"]
    ]
    assert {p["path"].rpartition("/")[0] for p in first["problems"]} == {f"s3://{store.root}/news"}
    again = store.report(*store.s3())
    assert (again["written"], again["unchanged"]) == (0, first["written"])


@pytest.mark.slow
def test_objects_say_what_they_are_and_only_those_that_change_are_put(store: Store) -> None:
    store.build(*store.s3())
    told = {
        path: store.bucket.info(f"{store.root}/site/{path}", refresh=True)
        for path in store.objects()
    }
    assert {path.rpartition(".")[2]: info["ContentType"] for path, info in told.items()} == {
        "rss": "application/rss+xml; charset=utf-8",
        "atom": "application/atom+xml; charset=utf-8",
        "json": "application/feed+json; charset=utf-8",
        "opml": "text/x-opml; charset=utf-8",
        "html": "text/html; charset=utf-8",
        "xml": "application/xml; charset=utf-8",
    }
    time.sleep(1.1)  # S3 tells times in seconds
    text = record(originalUrl="https://example.org/new", topics=["Other"])
    store.bucket.pipe_file(f"{store.root}/news/new.md", text.encode())
    done = store.report(*store.s3())
    assert (done["valid"], done["published"]) == (3, 3)
    for path, info in told.items():
        now = store.bucket.info(f"{store.root}/site/{path}", refresh=True)
        changed = not path.startswith("topics/ai.") and path != "sitemap-news.xml"
        assert (now["LastModified"] > info["LastModified"]) == changed, path


@pytest.mark.slow
def test_a_server_that_is_gone_is_one_line_and_the_next_build_heals(store: Store) -> None:
    store.build(*store.s3())
    whole = store.objects()
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{closed.getsockname()[1]}"
        for arguments in (store.s3(), store.s3()[2:]):
            done = store.build(*arguments, AWS_ENDPOINT_URL=nowhere)
            assert (done.returncode, done.stdout) == (3, b""), done.stderr.decode()
            assert done.stderr.count(b"\n") == 1, done.stderr.decode()
            assert f"s3://{store.root}/" in done.stderr.decode()
    assert store.objects() == whole
    store.bucket.rm_file(f"{store.root}/site/topics/ai.rss")
    store.bucket.pipe_file(f"{store.root}/site/all.rss", whole["all.rss"][:90])
    assert store.report(*store.s3())["written"] == 2
    assert store.objects() == whole


@pytest.mark.slow
def test_a_bucket_that_does_not_exist_is_one_line(store: Store) -> None:
    done = store.build("--seeds", "s3://no-such-bucket/news")
    assert done.returncode in (2, 3)
    assert done.stderr.count(b"\n") == 1
    done = store.build("--output", "s3://no-such-bucket/site")
    assert done.returncode == 3
    said = done.stderr.decode().splitlines()[-1]
    assert said.startswith("feedtool: cannot "), said
    assert "s3://no-such-bucket/site" in said
