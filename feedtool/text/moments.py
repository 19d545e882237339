"""What a date means that RFC 3339 does not know: as people and other programs of many countries write it.

Nothing is invented: a date that may mean two days gives both, one without a day gives none.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from feedtool.text import dates

# Names of months by their first letters, in the languages that use ours; where two months of one
# language share three letters, more of them (`juin`, `juil`). Accents are taken off before.
_MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "jan ene gen januari januar janvier enero gennaio janeiro january",
            "feb fev fevr februar februari fevrier febrero febbraio fevereiro february",
            "mar mrt mars marz maerz maart marzo marco march",
            "apr avr abr april avril abril aprile",
            "may mai mei maj mag mayo maggio maio",
            "jun juin giu juni junio giugno junho june",
            "jul juil lug juli juillet julio luglio julho july",
            "aug aou aout ago august augustus agosto",
            "sep sept set september septembre septiembre setiembre settembre setembro",
            "oct okt ott out october oktober octobre octubre ottobre outubro",
            "nov november novembre noviembre novembro",
            "dec dez dic dicembre december dezember decembre diciembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
# RFC 822 section 5.1, and the zones of Europe whose names mean one thing.
_ZONES: dict[str, str] = {
    "z": "Z", "utc": "Z", "gmt": "Z", "ut": "Z", "wet": "Z",
    "est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00", "mst": "-07:00",
    "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00", "cet": "+01:00", "mez": "+01:00",
    "cest": "+02:00", "mesz": "+02:00", "eet": "+02:00", "eest": "+03:00",
}  # fmt: skip
_NAMED = "|".join(_ZONES)
_OFFSET = r"(?P<sign>[+\u2212-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?"
_ZONE = rf"(?:(?P<named>{_NAMED})\b)?(?:{_OFFSET})?"
_CLOCK = (
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?)?"
    r" ?(?P<half>[ap]\.?m\.?)?"
)
_TIME = rf"(?:,? ?(?:t|at|um|a las|kl\.?)? ?{_CLOCK}(?: uhr)? ?{_ZONE})?"
_DAYS = (
    (
        r"(?P<year>\d{4}) ?[-/.\u2010-\u2014\u5e74] ?(?P<month>\d{1,2})"
        r" ?[-/.\u2010-\u2014\u6708] ?(?P<day>\d{1,2})\u65e5?"
    ),
    r"(?P<first>\d{1,2}) ?(?P<mark>[-/.]) ?(?P<next>\d{1,2}) ?[-/.] ?(?P<year>\d{4})",
    (
        r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|[.\u00ba\u00b0])?[ -]?(?:of |de )?(?P<word>[a-z]{3,})"
        r"\.?,?[ -]?(?:de |of )?(?P<year>\d{4})"
    ),
    r"(?P<word>[a-z]{3,})\.?[ -](?P<day>\d{1,2})(?:st|nd|rd|th)?,?[ -]+(?P<year>\d{4})",
    r"(?P<year>\d{4}),?[ -](?P<word>[a-z]{3,})\.?[ -](?P<day>\d{1,2})",
    r"(?P<year>[12]\d{3})(?P<month>\d{2})(?P<day>\d{2})",
)
# A C or JavaScript program writes the year last.
_TIME_FIRST = rf"(?P<word>[a-z]{{3,}}) (?P<day>\d{{1,2}}) {_CLOCK} ?{_ZONE} ?(?P<year>\d{{4}})"
_WEEKDAY = (
    r"^(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|mie|jeu|jue|ven|vie|sam|sab|dim|dom|mo|di|mi|do|fr|sa|so)"
    r"[a-z]*[.,]* (?=\w)"
)
# No date is longer, in any language.
_LONGEST = 100
_EPOCH = r"\d{10}|\d{13}"
_LAST_YEAR = 2999


@lru_cache(maxsize=32)  # of one value the words of a problem ask, and then its mend
def candidates(value: str) -> tuple[str, ...]:
    """The date-times (RFC 3339) that a text may mean: one where it is plain, none where nobody can tell.

    What has no time begins its day, and what has no zone is taken for UTC.
    """
    if len(value) > _LONGEST:
        return ()
    text = _simplified(value)
    found = dict.fromkeys((*_by_epoch(text), *_by_words(text), *_by_iso(text)))
    return tuple(moment for moment in found if dates.parse(moment) is not None)


def has_zone(value: str) -> bool:
    """Whether a text with a date in it says something of a zone."""
    pattern = rf"\d(?:{_NAMED})\b|\b(?:{_NAMED})\b|:\d\d ?[+\u2212-]\d|^\d{{10,}}$"
    return re.search(pattern, _simplified(value)) is not None


def _simplified(value: str) -> str:
    """The text in small letters, without accents, doubled blanks, quotes, weekday and what is in brackets."""
    import unicodedata  # late: only what is no date needs it

    bare = "".join(
        character
        for character in unicodedata.normalize("NFKD", value.casefold())
        if not unicodedata.combining(character) and unicodedata.category(character) != "Cf"
    )
    bare = re.sub(r"[\[(][^\])]*[\])]", " ", bare)
    bare = " ".join(bare.split()).strip(" \"'\u201c\u201d\u2018\u2019,;<>")
    shortened = re.sub(_WEEKDAY, "", bare)
    return shortened if re.search(r"[a-z]{3}|\d[-/.]\d", shortened) else bare


def _by_epoch(text: str) -> Iterator[str]:
    if re.fullmatch(_EPOCH, text, re.ASCII):
        seconds = int(text[:10])
        yield dates.rfc3339(datetime.fromtimestamp(seconds, UTC))


def _by_words(text: str) -> Iterator[str]:
    for pattern in (*(f"{day}{_TIME}" for day in _DAYS), _TIME_FIRST):
        if found := re.fullmatch(pattern, text, re.ASCII):
            parts = found.groupdict()
            for day in _days(parts):
                if moment := _moment(day, parts):
                    yield moment
            return


def _days(parts: dict[str, str | None]) -> Iterator[date]:
    """The days that the numbers may mean."""
    year = int(parts["year"] or 0)
    if word := parts.get("word"):
        pairs = [(_MONTHS.get(word, 0), int(parts["day"] or 0))]
    elif "first" in parts:
        first, second = int(parts["first"] or 0), int(parts["next"] or 0)
        # Points stand in dates of countries alone that put the day first.
        pairs = [(second, first)] + ([(first, second)] if parts["mark"] != "." else [])
    else:
        month, day = int(parts["month"] or 0), int(parts["day"] or 0)
        pairs = [(month, day)] if month <= 12 else [(day, month)]  # noqa: PLR2004 - months
    for month, day in pairs:
        try:
            yield date(year, month, day)
        except ValueError:
            continue


def _moment(day: date, parts: dict[str, str | None]) -> str | None:
    """The moment of a day at the time that the parts say."""
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    second = min(int(parts["second"] or 0), 59)  # a leap second, which no reader knows
    if parts["half"]:
        hour = hour % 12 + (12 if parts["half"].startswith("p") else 0)
    elif parts["hour"] and not parts["minute"] and not parts["named"]:
        return None  # a lone number behind a date may be anything
    if (hour, minute, second) == (24, 0, 0):  # ISO 8601: the end of the day
        if day.year >= _LAST_YEAR:
            return None
        day, hour = day + timedelta(days=1), 0
    zone = _zone(parts)
    return zone and f"{day.isoformat()}T{hour:02}:{minute:02}:{second:02}{zone}"


def _zone(parts: dict[str, str | None]) -> str | None:
    named = _ZONES[parts["named"]] if parts["named"] else "Z"
    if parts["sign"] is None:
        return named
    if named != "Z":
        return None
    sign = "+" if parts["sign"] == "+" else "-"
    return f"{sign}{int(parts['hours'] or 0):02}:{parts['minutes'] or '00'}"


def _by_iso(text: str) -> Iterator[str]:
    """What ISO 8601 knows besides: weeks, and dates without hyphens."""
    if not re.match(r"\d{4}-?w\d\d|\d{8}t", text):
        return
    try:
        moment = dates.from_iso(text.upper())
    except ValueError:
        return
    zone = moment.strftime("%z")
    yield f"{moment.replace(tzinfo=None).isoformat(timespec='seconds')}" + (
        "Z" if zone in ("", "+0000") else f"{zone[:3]}:{zone[3:5]}"
    )
