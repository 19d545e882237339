"""The hooks of ``.pre-commit-hooks.yaml``: their entries as they stand, and real pre-commit."""

import os
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import CONFIG, record
from tests.integration import support

HOOKS_FILE = support.ROOT / ".pre-commit-hooks.yaml"
CONFIG_FILE = support.ROOT / ".pre-commit-config.yaml"
HOOKS: dict[str, dict[str, Any]] = {
    hook["id"]: hook for hook in yaml.safe_load(HOOKS_FILE.read_text("utf-8"))
}
ONE, ALL, FEEDS = "feedtool-validate", "feedtool-validate-all", "feedtool-check"
GOOD, BAD = record(), record(heat="hot")
NAMES = [
    "plain.md",
    "with spaces and 'quotes'.md",
    "-dash.md",
    "--fix.md",
    "übung-ж-日本.txt",
    "$HOME;&.md",
]


def pre_commit() -> Path:
    """The program, from this environment or from the PATH; without it the test is skipped."""
    beside = support.SCRIPT.with_name("pre-commit")
    return beside if beside.exists() else Path(support.needs("pre-commit"))


def environment(**changes: str) -> dict[str, str]:
    """A user's environment with feedtool on the PATH, apart from any repository that the tests run in."""
    kept = {k: v for k, v in support.environment().items() if not k.startswith(("GIT_", "PRE_"))}
    who = {
        f"GIT_{role}_{key}": value
        for role in ("AUTHOR", "COMMITTER")
        for key, value in (("NAME", "A. Contributor"), ("EMAIL", "a@example.org"))
    }
    path = os.pathsep.join((str(support.SCRIPT.parent), kept["PATH"]))
    return kept | who | {"PATH": path, "GIT_CONFIG_GLOBAL": os.devnull} | changes


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository, and pre-commit in it."""

    folder: Path
    env: dict[str, str]

    def run(
        self, *command: str | Path, fails: bool | None = False
    ) -> subprocess.CompletedProcess[str]:
        """A command that runs in the repository, and must succeed unless ``fails``; None: either."""
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=300,
            check=False,
        )
        assert fails is None or (done.returncode != 0) is fails, done.stdout
        return done

    def git(self, *arguments: str) -> str:
        """What git says; it must succeed."""
        return self.run(support.needs("git"), *arguments).stdout

    def put(self, name: str, text: str, *, stage: bool = True) -> None:
        """Write a file, and stage it."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        if stage:
            self.git("add", "--", name)

    def commit(self) -> None:
        """Commit what is staged, whatever the hooks would say."""
        self.git("commit", "--quiet", "--no-verify", "--message", "so far")

    def hooks(self, *arguments: str, fails: bool) -> str:
        """What ``pre-commit run`` says."""
        done = self.run(pre_commit(), "run", "--color", "never", *arguments, fails=fails)
        return done.stdout


def new_repository(folder: Path, env: dict[str, str]) -> Repository:
    """An empty repository."""
    folder.mkdir(parents=True)
    made = Repository(folder, env)
    made.git("init", "--quiet", "--initial-branch=main")
    return made


def use(repository: Repository, hooks: Path, **options: str) -> None:
    """Let a repository use both hooks of a repository of hooks, at its tag v1."""
    used = [{"id": name, **options} for name in HOOKS]
    config = {"repos": [{"repo": str(hooks), "rev": "v1", "hooks": used}]}
    repository.put(".pre-commit-config.yaml", yaml.safe_dump(config))


@pytest.fixture(scope="module")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of hooks like ours; its users take the installed feedtool, so nothing is downloaded."""
    pre_commit()
    hooks = new_repository(tmp_path_factory.mktemp("hooks") / "feedtool", environment())
    hooks.put(".pre-commit-hooks.yaml", HOOKS_FILE.read_text("utf-8"))
    hooks.commit()
    hooks.git("tag", "v1")
    return hooks.folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps what it has cloned."""
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture
def site(tmp_path: Path, offline: Path, home: Path) -> Repository:
    """A user's repository with a configuration, and no record so far."""
    made = new_repository(tmp_path / "site", environment(PRE_COMMIT_HOME=str(home)))
    use(made, offline, language="system")
    made.put("feedtool.toml", CONFIG)
    made.commit()
    return made


def outcome(said: str) -> dict[str, str]:
    """How each hook of records ended: Passed, Failed or Skipped."""
    return {name: how for name, how in _outcomes(said).items() if name != FEEDS}


def _outcomes(said: str) -> dict[str, str]:
    by_name = {hook["name"]: name for name, hook in HOOKS.items()}
    told: dict[str, str] = {}
    for line in said.splitlines():
        title, dots, rest = line.partition("...")
        if dots and title in by_name:
            told[by_name[title]] = rest.lstrip(".").split(")")[-1]
    return told


def entry(hook: str, *names: str, args: list[str] | None = None) -> list[str]:
    """The command that pre-commit makes of a hook and some file names."""
    told = HOOKS[hook]
    options = told.get("args", []) if args is None else args
    files = names if told.get("pass_filenames", True) else ()
    return [*shlex.split(told["entry"]), *options, *files]


# The entries as they stand


def run_entry(folder: Path, command: list[str]) -> subprocess.CompletedProcess[str]:
    (folder / "feedtool.toml").write_text(CONFIG, "utf-8")
    return Repository(folder, environment()).run(*command, fails=None)


@pytest.mark.parametrize("name", NAMES)
def test_an_entry_takes_any_file_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(GOOD, "utf-8")
    done = run_entry(tmp_path, entry(ONE, name))
    assert (done.returncode, done.stdout) == (0, "")

    (tmp_path / name).write_text(BAD, "utf-8")
    done = run_entry(tmp_path, entry(ONE, name))
    assert done.returncode == 1
    assert f"{name}:9:7: error schema-type" in done.stdout
    assert (tmp_path / name).read_text("utf-8") == BAD


def test_one_run_takes_all_the_file_names(tmp_path: Path) -> None:
    for number, name in enumerate(NAMES):
        text = record(originalUrl=f"https://example.org/{number}", title=f"Title {number}")
        (tmp_path / name).write_text(text, "utf-8")
    done = run_entry(tmp_path, entry(ONE, *NAMES))
    assert (done.returncode, done.stdout) == (0, "")


def test_an_entry_takes_options_of_the_user(tmp_path: Path) -> None:
    (tmp_path / "cold.md").write_text(record(excerpt="A title"), "utf-8")
    assert run_entry(tmp_path, entry(ONE, "cold.md")).returncode == 0
    done = run_entry(tmp_path, entry(ONE, "cold.md", args=["--strict", "--"]))
    assert done.returncode == 1
    assert "excerpt-repeats-title" in done.stdout


@pytest.mark.parametrize(("text", "code"), [(GOOD, 0), (BAD, 1)])
def test_the_entry_for_all_records_reads_the_configured_folder(
    tmp_path: Path, text: str, code: int
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "-a.md").write_text(text, "utf-8")
    done = run_entry(tmp_path, entry(ALL, "not-there.md"))
    assert done.returncode == code
    assert ("seeds/-a.md:9:7: error" in done.stdout) is bool(code)


# Real pre-commit


@pytest.mark.parametrize(
    ("command", "file"), [("validate-manifest", HOOKS_FILE), ("validate-config", CONFIG_FILE)]
)
def test_pre_commit_takes_our_files(tmp_path: Path, command: str, file: Path) -> None:
    done = Repository(tmp_path, environment()).run(pre_commit(), command, file)
    assert "warn" not in done.stdout.lower()


def test_the_project_uses_its_own_hooks() -> None:
    (local,) = yaml.safe_load(CONFIG_FILE.read_text("utf-8"))["repos"]
    told = {"description", "minimum_pre_commit_version"}
    ours = [{k: v for k, v in hook.items() if k not in told} for hook in HOOKS.values()]
    for hook in ours:
        hook |= {"language": "system", "entry": f".venv/bin/{hook['entry']}"}
    assert local["hooks"] == ours


def test_good_records_pass(site: Repository) -> None:
    for number, name in enumerate(NAMES):
        url = f"https://example.org/{number}"
        site.put(f"seeds/{name}", record(originalUrl=url, title=f"Title {number}"))
    assert outcome(site.hooks(fails=False)) == {ONE: "Passed", ALL: "Passed"}


def test_bad_records_fail(site: Repository) -> None:
    for number, name in enumerate(NAMES):
        site.put(f"seeds/{name}", record(originalUrl=f"https://example.org/{number}", heat="hot"))
    said = site.hooks(fails=True)
    assert outcome(said) == {ONE: "Failed", ALL: "Failed"}
    assert "exit code: 1" in said
    for name in NAMES:
        assert said.count(f"seeds/{name}:9:7: error schema-type") == 2


def test_a_commit_is_refused_until_the_record_is_mended(site: Repository) -> None:
    site.run(pre_commit(), "install")
    site.put("seeds/a.md", BAD)
    refused = site.run("git", "commit", "--message", "a story", fails=True)
    assert "seeds/a.md:9:7" in refused.stdout
    assert "a story" not in site.git("log", "--oneline")

    site.put("seeds/a.md", GOOD)
    site.run("git", "commit", "--message", "a story")
    assert "a story" in site.git("log", "--oneline")


@pytest.mark.parametrize(
    ("staged", "on_disk", "fails"), [(GOOD, BAD, False), (BAD, GOOD, True)], ids=["good", "bad"]
)
def test_what_is_staged_counts(site: Repository, staged: str, on_disk: str, *, fails: bool) -> None:
    site.put("seeds/a.md", staged)
    site.put("seeds/a.md", on_disk, stage=False)
    expected = "Failed" if fails else "Passed"
    assert outcome(site.hooks(fails=fails)) == {ONE: expected, ALL: expected}
    assert (site.folder / "seeds" / "a.md").read_text("utf-8") == on_disk


def test_other_files_are_none_of_our_business(site: Repository) -> None:
    site.put("README.md", "no record\n")
    site.put("seeds/picture.svg", "<svg/>\n")
    site.put("seeds-of-doubt/a.md", BAD)
    assert outcome(site.hooks(fails=False)) == {ONE: "Skipped", ALL: "Skipped"}


def test_a_record_may_go(site: Repository) -> None:
    site.put("seeds/a.md", GOOD)
    site.put("seeds/b.md", record(originalUrl="https://example.org/b"))
    site.commit()
    site.git("rm", "--quiet", "seeds/a.md")
    assert outcome(site.hooks(fails=False)) == {ONE: "Skipped", ALL: "Skipped"}


def test_only_the_hook_for_all_records_sees_two_of_one_story(site: Repository) -> None:
    site.put("seeds/a.md", GOOD)
    site.commit()
    site.put("seeds/b.md", record(title="Another title"))
    said = site.hooks(fails=True)
    assert outcome(said) == {ONE: "Passed", ALL: "Failed"}
    assert "record-conflict the same story as seeds/a.md:6" in said


RULES_CHANGE = {
    "configuration": ("feedtool.toml", f'{CONFIG}[feeds]\nunknown_topics = "error"\n'),
    "schema": ("rules/my.schema.json", '{"required": ["author"]}'),
    "topics": ("topics/ai.yaml", "name: [\n"),
}


@pytest.mark.parametrize("what", RULES_CHANGE)
def test_all_records_are_checked_when_a_rule_changes(site: Repository, what: str) -> None:
    own = {
        "configuration": CONFIG,
        "schema": f'{CONFIG}[records]\nschema = "rules/my.schema.json"\n',
        "topics": f'{CONFIG}[records]\ntopic_registry = "topics/*.yaml"\n',
    }
    site.put("feedtool.toml", own[what])
    site.put("rules/my.schema.json", "{}")
    site.put("seeds/a.md", GOOD)
    site.commit()
    site.put(*RULES_CHANGE[what])
    said = site.hooks(fails=True)
    assert outcome(said) == {ONE: "Skipped", ALL: "Failed"}
    assert RULES_CHANGE[what][0] in said or "seeds/a.md" in said


def test_the_hooks_that_init_writes_run_as_they_are(tmp_path: Path, home: Path) -> None:
    """Offline, with the feedtool that is on the PATH."""
    site = new_repository(tmp_path / "site", environment(PRE_COMMIT_HOME=str(home)))
    site.run(support.SCRIPT, "init", "--quiet")
    site.git("add", "--all")
    said = site.hooks("--all-files", fails=False)
    assert ("feedtool validate..." in said, said.count("Passed")) == (True, 1), said
    site.run(support.SCRIPT, "new", "Another story", "--url", "https://example.org/2", "--quiet")
    site.git("add", "--all")
    site.run(pre_commit(), "install")
    site.git("commit", "--message", "a story")
    site.put("seeds/bad.md", BAD)
    assert (
        "seeds/bad.md:9:7: error schema-type"
        in site.run("git", "commit", "-m", "x", fails=True).stdout
    )
    site.git("rm", "--quiet", "-f", "seeds/bad.md")
    site.put("picture.svg", "<svg/>\n")
    assert "Skipped" in site.git("commit", "--message", "no record")
    site.put("feedtool.toml", "[site]\n")
    assert "config-invalid" in site.run("git", "commit", "-m", "x", fails=True).stdout


@pytest.mark.slow
def test_pre_commit_installs_feedtool(tmp_path: Path) -> None:
    """As a user has it: an environment of its own, made from a tagged clone, with what a registry has."""
    if not (support.ROOT / ".git").exists():
        pytest.skip("this is no checkout")
    env = environment(PRE_COMMIT_HOME=str(tmp_path / "home"))
    here = Repository(support.ROOT, env)
    names = here.git("ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    feedtool = new_repository(tmp_path / "feedtool", env)
    for name in filter(None, names):
        if (source := support.ROOT / name).is_file():
            (feedtool.folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, feedtool.folder / name)
    feedtool.git("add", "--all")
    feedtool.commit()
    feedtool.git("tag", "v1")

    site = new_repository(tmp_path / "site", env)
    use(site, feedtool.folder)
    site.put("feedtool.toml", CONFIG)
    site.put("seeds/a.md", GOOD)
    installed = site.run(pre_commit(), "install-hooks", fails=None)
    if "No matching distribution" in installed.stdout:
        pytest.skip("there is no registry of packages")
    assert installed.returncode == 0, installed.stdout

    assert outcome(site.hooks(fails=False)) == {ONE: "Passed", ALL: "Passed"}
    site.put("seeds/b.md", BAD)
    said = site.hooks("--all-files", fails=True)
    assert outcome(said) == {ONE: "Failed", ALL: "Failed"}
    assert "seeds/b.md:9:7: error schema-type" in said


@pytest.mark.parametrize(
    ("feed", "fails", "expected"),
    [
        ("<opml version='2.0'><head/><body><outline text='News'/></body></opml>", False, "Passed"),
        ("<opml version='2.0'><head/><body><outline/></body></opml>", True, "Failed"),
    ],
)
def test_feeds_that_change_are_checked(
    site: Repository, feed: str, *, fails: bool, expected: str
) -> None:
    site.put("my feeds.opml", feed)
    said = _outcomes(site.hooks(fails=fails))
    assert said == {ONE: "Skipped", ALL: "Skipped", FEEDS: expected}
