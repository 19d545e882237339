"""The file that a record brings along: its address, length and type, and what apps show of an episode."""

import re
from collections.abc import Mapping
from typing import Any

from feedtool.model.podcast import UNKNOWN_TYPE, Enclosure, Episode, Transcript
from feedtool.records.fields import NUMBER, Fields
from feedtool.records.mapping import TRANSCRIPT
from feedtool.text import plain, urls

# Types by extension: those that Apple asks for (https://podcasters.apple.com/support/823-podcast-requirements),
# then those of the registry (https://www.iana.org/assignments/media-types).
_TYPES: Mapping[str, str] = {
    "mp3": "audio/mpeg",
    "m4a": "audio/x-m4a",
    "m4b": "audio/x-m4a",
    "mp4": "video/mp4",
    "m4v": "video/x-m4v",
    "mov": "video/quicktime",
    "wav": "audio/wav",
    "aac": "audio/aac",
    "oga": "audio/ogg",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "flac": "audio/flac",
    "webm": "video/webm",
    "ogv": "video/ogg",
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "zip": "application/zip",
}
# Of transcripts: https://podcasting2.org/docs/podcast-namespace/tags/transcript
_TEXT_TYPES: Mapping[str, str] = {
    "vtt": "text/vtt",
    "srt": "application/x-subrip",
    "json": "application/json",
    "html": "text/html",
    "htm": "text/html",
    "txt": "text/plain",
}
# What apps show of a title.
_MOST_SHOWN = 255
_DURATION = re.compile(r"(?:(?:(\d{1,9}):)?(\d{1,9}):)?(\d{1,9})(?:\.\d{1,9})?", re.ASCII)


_MEDIA_TYPE = re.compile(r"[A-Za-z0-9][\w!#$&^.+-]{0,126}/[A-Za-z0-9][\w!#$&^.+-]{0,126}", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")
_EPISODE_TYPE = re.compile(r"full|trailer|bonus")


def enclosure(fields: Fields) -> Enclosure | None:
    """The file that a record brings along; None without one.

    Raises Unfit where its address is none; what else is wrong is left out.
    """
    if not fields.has("audio_url"):
        return None
    url = urls.to_uri(fields.url("audio_url"))
    return Enclosure(
        url=url,
        length=_integer(fields.find("audio_length")) or 0,
        media_type=_text(fields.find("audio_type"), _MEDIA_TYPE) or media_type(url) or UNKNOWN_TYPE,
        duration=seconds(fields.find("audio_duration")),
        episode=_episode(fields),
    )


def media_type(url: str) -> str | None:
    """The media type that the extension in an address tells; None where it tells none."""
    return _TYPES.get(_extension(url))


def seconds(duration: Any) -> int | None:
    """A duration, in seconds or as hours, minutes and seconds, in seconds; None where it is none."""
    if isinstance(duration, str):
        found = _DURATION.fullmatch(duration.strip())
        if found is None:
            return None
        hours, minutes, rest = (int(part or 0) for part in found.groups())
        duration = hours * 3600 + minutes * 60 + rest
    return _integer(duration)


def _episode(fields: Fields) -> Episode:
    title, explicit = fields.find("episode_title"), fields.find("explicit")
    transcripts = fields.find("transcript")
    listed = transcripts if isinstance(transcripts, list) else [transcripts]
    return Episode(
        title=plain.plain(title)[:_MOST_SHOWN] or None if isinstance(title, str) else None,
        number=_integer(fields.find("episode")),
        season=_integer(fields.find("season")),
        kind=_text(fields.find("episode_type"), _EPISODE_TYPE),
        explicit=explicit if isinstance(explicit, bool) else None,
        image=_address(fields.find("episode_image")),
        transcripts=tuple(one for value in listed if (one := _transcript(value))),
        chapters=_address(fields.find("chapters")),
    )


def _transcript(value: Any) -> Transcript | None:
    url = _address(TRANSCRIPT.find(value, "transcript_url") if isinstance(value, dict) else value)
    if url is None:
        return None
    media = _text(TRANSCRIPT.find(value, "transcript_type"), _MEDIA_TYPE)
    language = _text(TRANSCRIPT.find(value, "transcript_language"), _LANGUAGE)
    return Transcript(url, media or _TEXT_TYPES.get(_extension(url), "text/plain"), language)


def _extension(url: str) -> str:
    name = re.split(r"[?#]", url, maxsplit=1)[0].rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""


def _address(value: Any) -> str | None:
    if not isinstance(value, str) or not urls.is_address(value):
        return None
    return urls.to_uri(value.strip())


def _text(value: Any, form: re.Pattern[str]) -> str | None:
    """A text of a form; a user's own schema may let others through."""
    found = form.fullmatch(value.strip()) if isinstance(value, str) else None
    return found and found[0]


def _integer(value: Any) -> int | None:
    """A number above zero, less what stands behind the point; None where it is none."""
    if not isinstance(value, NUMBER) or isinstance(value, bool) or not value >= 1:
        return None
    return int(value) if value < 2**53 else None
