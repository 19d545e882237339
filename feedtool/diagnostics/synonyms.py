"""What a field is called elsewhere: in other programs, other formats and other languages.

By meaning, not by spelling: `tags` are topics, however little the two words look alike. Spelling comes
after (`titel`), and finds nothing that is merely a little alike.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

# The fields of records, of their pictures and of their providers, and what else they are called; of a
# word that may mean several fields the one counts that its object knows and lacks.
_MEANINGS: dict[str, str] = {
    "title": "headline heading name subject h1 titel titre titolo titulo rubrik",
    "excerpt": (
        "description summary abstract subtitle subheading deck dek standfirst teaser intro lead lede desc "
        "snippet blurb synopsis beschreibung zusammenfassung resume resumen descripcion riassunto resumo"
    ),
    "publishedDateTime": (
        "date pubdate publishdate publisheddate datepublished publishedat publishedon publishat pubdatetime "
        "publicationdate published_time created createdat creationdate datetime timestamp time issued "
        "released releasedate postdate posted datum fecha data veroffentlicht datumuhrzeit"
    ),
    "updatedDateTime": (
        "lastmod updated modified lastmodified lastmodifiedat modifiedat updatedat dateupdated datemodified "
        "updateddate modifieddate modificationdate lastupdated lastupdate updatedon revised changed "
        "aktualisiert geandert"
    ),
    "originalUrl": (
        "url link permalink source canonical canonicalurl sourceurl href uri address externalurl "
        "externallink originallink sourcelink articleurl storyurl lien enlace adresse"
    ),
    "webUrl": "url link permalink href uri website weblink address canonical sourceurl",
    "url": "link href src source uri path file image address imageurl",
    "topics": (
        "tags tag categories categorylist taglist taxonomies keywords keyword topic topiclist labels label "
        "subjects hashtags themes themen schlagworte sujets temas etiquetas argomenti"
    ),
    "images": (
        "image cover thumbnail hero picture pictures photo photos banner featuredimage coverimage heroimage "
        "headerimage leadimage ogimage socialimage thumb thumbnailurl imageurl imgurl img icon logo avatar "
        "favicon bild bilder imagenes"
    ),
    "provider": "author authors source publisher site website sitename sourcename outlet via byline creator",
    "name": "title label publisher author site",
    "domain": "url link host hostname website site homepage href uri",
    "type": "kind contenttype posttype contentkind typ tipo layout",
    "category": "section kategorie rubrique categoria",
    "heat": "score hotness popularity hits rank ranking trending",
    "quality": "rating stars grade",
    "published": (
        "publish ispublished public live visible status state isdraft publiziert publie publicado pubblicato"
    ),
    "featuredContent": "video embed iframe player featured videoembed embedcode",
    "related": "seealso relatedposts relatedstories relatedarticles relatedlinks readmore more",
    "id": "guid uuid identifier",
    "width": "w breite",
    "height": "h hohe",
}
# Fields that say the contrary of the one that they mean.
NEGATED = frozenset({"draft", "hidden", "isdraft", "unpublished", "private"})


def fields_of(word: str) -> tuple[str, ...]:
    """The fields that a word means, in no object in particular; none where it is unknown."""
    return _fields_by_word().get(form(word), ())


def negates(word: str) -> bool:
    """Whether the word says of a record that it is not published."""
    return form(word) in NEGATED


@lru_cache(maxsize=1024)
def form(key: str) -> str:
    """A key without what people mistake: capitals, accents, hyphens, underscores, invisible characters."""
    plain = "".join(
        character
        for character in unicodedata.normalize("NFKD", key)
        if not unicodedata.combining(character)
    )
    return re.sub(r"[\W_]", "", plain).casefold()


_LONGEST = 64
# `tilte` is as close to `title`; `page` is not as close to `images`.
_CLOSE = 0.72


def close(name: str, keys: Iterable[str]) -> str | None:
    """The key that a name is a misspelling of; None where none is close."""
    import difflib  # late: only what is misspelt needs it

    if len(name) > _LONGEST:
        return None
    by_form = {form(key): key for key in reversed([*keys])}
    found = difflib.get_close_matches(form(name), by_form, n=1, cutoff=_CLOSE)
    return by_form[found[0]] if found else None


def candidates(
    name: str, keys: Iterable[str], known_as: Iterable[str] | None = None
) -> tuple[str, ...]:
    """The keys that an author may have meant by a name, the likeliest first: by form, meaning, spelling.

    ``known_as`` is what the shipped schema calls the field of each key, where a site has names of its own.
    """
    keys = tuple(keys)
    return _candidates(name, keys, keys if known_as is None else tuple(known_as))


@lru_cache(maxsize=1024)  # the records of a site have the same unknown keys
def _candidates(name: str, keys: tuple[str, ...], known_as: tuple[str, ...]) -> tuple[str, ...]:
    key_of, known = dict(zip(known_as, keys, strict=True)), list[str]()
    same: list[str] = []
    if len(name) <= _LONGEST:
        wanted = form(name)
        same = [key for key in keys if form(key) == wanted]
        same += [key for field, key in key_of.items() if form(field) == wanted]
        known = [key_of[field] for field in fields_of(name) if field in key_of]
    # A word that means a field is no misspelling of another: `categories` are topics first.
    spelled = close(name, keys) if not known else None
    if negates(name) and "published" in key_of:
        known.insert(0, key_of["published"])
    return tuple(dict.fromkeys((*same, *known, *([spelled] if spelled else []))))


@cache
def _fields_by_word() -> dict[str, tuple[str, ...]]:
    by_word: dict[str, tuple[str, ...]] = {}
    for field, words in _MEANINGS.items():
        for word in words.split():
            by_word[form(word)] = (*by_word.get(form(word), ()), field)
    return by_word
