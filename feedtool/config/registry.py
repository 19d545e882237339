"""The topics that the YAML files of a registry describe."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from feedtool.config import settings
from feedtool.diagnostics import schemas
from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.problem import Problem, Severity
from feedtool.model.topics import Topic
from feedtool.storage import reading
from feedtool.text import urls


def registry(base: Path, pattern: str | None) -> tuple[Topic, ...]:
    """The topics that the YAML files of a registry describe, by path.

    Raises UsageError, with a problem for each thing wrong, and where no file matches.
    """
    if pattern is None:
        return ()
    matching = matching_files(base, pattern)
    if not matching:
        raise UsageError(f"no file matches records.topic_registry: {pattern} in {base}")
    from feedtool import frontmatter

    # late: a site without a registry needs no YAML here
    from feedtool.schema import mismatches, validator

    topic_schema = validator.compiled(schemas.shipped(schemas.TOPIC), trusted=True)
    found: list[Topic] = []
    problems: list[Problem] = []
    for file in matching:
        try:
            document, wrong = frontmatter.parse_yaml(str(file), reading.read(file))
        except OSError as error:
            raise UsageError(f"cannot read the topic {file}: {error.strerror}") from None
        problems += wrong
        if document is not None:
            problems += (
                problem
                for problem in mismatches.problems(
                    document, topic_schema, own_words=True, family="registry"
                )
                if problem.severity is Severity.ERROR
            )
            found += [] if problems else _registered(document.value)
    if problems:
        raise UsageError("the topic registry is wrong", tuple(problems))
    slugs = [topic.slug for topic in found]
    if twice := sorted({slug for slug in slugs if slugs.count(slug) > 1}):
        raise UsageError(f"the topic registry describes {twice[0]!r} twice")
    return tuple(found)


def matching_files(base: Path, pattern: str) -> list[Path]:
    """The files that a pattern matches below a folder, sorted."""
    import glob  # late: only a registry is found by a pattern

    matches = glob.glob(pattern, root_dir=base, recursive=True)  # noqa: PTH207 - may be absolute
    return sorted(path for name in matches if not (path := base / name).is_dir())


def _registered(value: Mapping[str, Any]) -> list[Topic]:
    if value.get("taxonomy", "topic") != "topic":
        return []
    slug, short, images = value["_id"], value.get("shortname"), value.get("images")
    assert isinstance(slug, str)  # the schema says so  # noqa: S101  # nosec B101
    topic = settings.topic(slug, value)
    aliases = (*topic.aliases, short) if isinstance(short, str) else topic.aliases
    image = images[0] if isinstance(images, list) and images else None
    return [
        topic._replace(
            aliases=aliases,
            image=urls.to_uri(image) if isinstance(image, str) else None,
            keywords=_words(value.get("keywords", ())),
            hashtags=_words(value.get("hashtags", ())),
        )
    ]


def _words(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(text.split()) for text in texts))
