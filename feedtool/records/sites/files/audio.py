"""The file that a post brings along, as a record has it: what sites write in many ways."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from feedtool.records import enclosures
from feedtool.records.mapping import TRANSCRIPT
from feedtool.records.sites.sources import Found, has_value, truth_of

# Our names of the parts of a file, each with the keys that stand for it in a group, the likeliest first.
_KEYS: Mapping[str, tuple[str, ...]] = {
    "audio_url": ("url", "src", "href", "path", "file", "link", "mp3", "audio"),
    "audio_length": (
        "length",
        "bytes",
        "size",
        "filesize",
        "file_size",
        "length_bytes",
        "byte_length",
    ),
    "audio_type": ("type", "mime_type", "mime", "mimetype", "media_type"),
    "audio_duration": ("duration", "duration_in_seconds", "length_seconds", "seconds", "time"),
    "episode": ("episode", "number", "episode_number"),
    "season": ("season", "season_number"),
    "episode_type": ("episodetype", "episode_type"),
    "episode_title": ("title",),
    "episode_image": ("image",),
    "explicit": ("explicit",),
    "transcript": ("transcript", "transcripts"),
    "chapters": ("chapters",),
}
_NUMBERS = ("audio_length", "episode", "season")
_ADDRESSES = ("audio_url", "episode_image", "chapters")
_WHOLE_NUMBER = re.compile(r"\d{1,3}(?:[,_' ]\d{3}){1,4}|\d{1,15}", re.ASCII)
# Apple's words of old mean no more than true and false.
_EXPLICIT = {"yes": True, "explicit": True, "no": False, "clean": False}
# What has no blank in it, and is the address of a file by its beginning or its extension.
_ADDRESS = re.compile(r"(?:https?://|//|/|\./|\.\./)\S+", re.IGNORECASE)


def fields(
    sources: Iterable[Found],
    own: Callable[[str], Found | None],
    absolute: Callable[[str], str],
) -> Iterator[tuple[str, Found]]:
    """The fields of the file that the first of some sources has that names one; none where none does.

    ``own`` gives the value of a part that has sources of its own, which come first; ``absolute`` makes
    addresses whole.
    """
    for source in sources:
        found = dict(_in_source(source))
        if "audio_url" in found:
            yield "audio", source._replace(value={})
            for field in _KEYS:
                one = (own(field) if field != "audio_url" else None) or found.get(field)
                if one is not None:
                    yield (
                        field,
                        one._replace(
                            value=_with_absolute(field, _read(field, one.value), absolute)
                        ),
                    )
            return


def _with_absolute(field: str, value: Any, absolute: Callable[[str], str]) -> Any:
    """The value of a part with its addresses absolute."""
    if isinstance(value, str):
        return absolute(value) if field in (*_ADDRESSES, "transcript") else value
    if field != "transcript":
        return value
    if isinstance(value, list):
        return [_with_absolute(field, one, absolute) for one in value]
    address = TRANSCRIPT.find(value, "transcript_url")
    if isinstance(address, str):
        value = dict(value)
        TRANSCRIPT.put(value, "transcript_url", absolute(address))
    return value


def _in_source(file: Found) -> Iterator[tuple[str, Found]]:
    value, pointer = file.value, file.pointer
    if isinstance(value, list) and value:
        yield from _in_source(Found(value[0], f"{pointer}/0" if pointer else ""))
    elif isinstance(value, dict):
        folded = {str(key).casefold(): key for key in reversed(value)}
        for field, keys in _KEYS.items():
            known = (folded[key] for key in keys if key in folded and has_value(value[folded[key]]))
            key = next(known, None)
            if key is not None:
                yield field, Found(value[key], f"{pointer}/{key}" if pointer else "")
    elif isinstance(value, str) and has_value(value):
        # WordPress keeps an enclosure as three lines: address, length, type.
        address, *rest = [line.strip() for line in value.strip().splitlines()]
        if _ADDRESS.fullmatch(address) or (
            enclosures.media_type(address) and not re.search(r"\s", address)
        ):
            yield "audio_url", Found(address, pointer)
            for field, line in zip(("audio_length", "audio_type"), rest, strict=False):
                if line:
                    yield field, Found(line, pointer)


def _read(field: str, value: Any) -> Any:
    """A value as what it looks like; what looks like nothing stays, and the schema has the words."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if field in _NUMBERS and _WHOLE_NUMBER.fullmatch(text):
        return int(re.sub(r"\D", "", text))
    if field == "explicit":
        truth = truth_of(text)
        return _EXPLICIT.get(text.lower(), text if truth is None else truth)
    return text.lower() if field == "episode_type" else text
