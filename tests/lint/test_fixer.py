"""Which fixes are made together, and what is put in place."""

import cProfile
from pathlib import Path
from types import CodeType

from feedtool import frontmatter
from feedtool.frontmatter import Document
from feedtool.lint import fixer
from feedtool.lint.fixes import Fix
from feedtool.storage.place import Raw, Source
from tests.lint.fixing import STORY, TASK, codes, front_matter, mended


def calls_while_fixing(content: str) -> tuple[tuple[Fix, ...], dict[tuple[str, str], int]]:
    """The fixes of a record, and how often each function was called for them, by module and name."""
    profile = cProfile.Profile()
    _, fixes = profile.runcall(fixer.fix_record, Raw("a.md", content.encode()), TASK)
    return fixes, {
        (Path(one.code.co_filename).stem, one.code.co_name): one.callcount
        for one in profile.getstats()
        if isinstance(one.code, CodeType)
    }


def test_a_trial_is_parsed_once() -> None:
    content = front_matter('title: "A &amp; B"\nexcerpt: "C  D"\ntopics: [AI, AI, CV]\n')
    fixes, calls = calls_while_fixing(content)
    assert len(fixes) == 3
    trials = calls["edits", "spliced"]
    assert trials == len({fix.code for fix in fixes})
    assert calls["fences", "parse"] == 1 + trials
    assert ("load", "load_batch") not in calls


def test_other_errors_do_not_keep_a_record_from_being_mended() -> None:
    before, after = (front_matter(f"title: {t}\nheat: hot\n") for t in ("A  &amp; B", "A & B"))
    assert mended(before) == after


def test_a_fix_that_would_bring_a_new_problem_is_dropped_and_the_others_are_not() -> None:
    """A comment on a line of its own is for the whole record: it must not go with a related story."""
    lines = (
        f"title: AT&amp;T\nheat: -1\nrelated:\n  - {STORY}\n  - title: U\n"
        "    # feedtool: ignore=published-too-cold\n    webUrl: https://b.example/1\n"
    )
    assert mended(front_matter(lines)) == front_matter(lines.replace("&amp;", "&"))
    assert codes(front_matter(lines.replace("too-cold", "too-hot"))) == [
        "title-entities",
        "related-duplicate",
    ]


def test_many_fixes_that_cannot_be_made_do_not_take_for_ever() -> None:
    """Each of these folds to a value that a literal block cannot hold."""
    stories = "".join(
        f"  - title: |\n      a &amp; b\n      c\n    webUrl: https://b.example/{number}\n"
        for number in range(100)
    )
    content = front_matter(f"related:\n{stories}")
    assert mended(content) == content.replace("a &amp; b", "a & b")


def test_what_cannot_be_mended_alone_is_not_tried_with_the_others() -> None:
    """A text that YAML's own emitter has folded: its escapes leave no line that can be changed."""
    folded = 'title: "a &amp; \\"b\\" c \\\n      \\ d &amp; e"'
    stories = "".join(
        f"  - {folded}\n    webUrl: https://b.example/{number}\n" for number in range(40)
    )
    content = front_matter(f"title: A &amp; B\nrelated:\n{stories}")
    fixes, calls = calls_while_fixing(content)
    assert [fix.pointer for fix in fixes] == ["/title"]
    assert calls["edits", "spliced"] < 10


def test_files_that_need_nothing_are_not_listed(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.md", tmp_path / "bad.md"
    good.write_text(front_matter(""))
    bad.write_text(front_matter("title: A  title\n"))
    found = [Source(file, file.name) for file in (good, bad, tmp_path / "missing.md")]
    (one,) = fixer.fixable_records(found, TASK)
    assert (one.source, one.before) == (found[1], bad.read_bytes())
    assert fixer.put_in_place(one)
    assert bad.read_bytes() == one.after == front_matter("title: A title\n").encode()
    assert not fixer.put_in_place(one)


def test_as_many_fixes_as_can_be_are_made_together() -> None:
    document, _ = frontmatter.parse("a.md", front_matter("").encode())
    assert document is not None
    wanted = tuple(Fix("text-whitespace", f"/related/{number}/title", None) for number in range(8))
    made: list[tuple[Fix, ...]] = []

    def trial(fixes: tuple[Fix, ...]) -> Document | None:
        if wanted[3] in fixes:
            return None
        made.append(fixes)
        return document

    assert fixer._largest(document, wanted, trial) == (document, (*wanted[:3], *wanted[4:]))
    assert made[-1] == (*wanted[:3], *wanted[4:])  # the document has all of them
