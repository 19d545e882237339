"""What people call the keys of ``feedtool.toml`` who know other tools, and where they look for them."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from feedtool.imports.tuples import NamedTuple
from feedtool.toml import shape
from feedtool.toml.shape import KeyPath

_TABLES = {
    "site": "website blog channel general meta metadata project config main sitemap publication",
    "records": "record seed seeds source sources input content contents posts articles news data entries",
    "feeds": "feed output outputs rss export publish publishing build",
    "topics": "topic tag tags category categories subjects sections taxonomy taxonomies",
    "validate": "validation lint linter check checks rules codes problems",
}
_KEYS: Mapping[KeyPath, Mapping[str, str]] = {
    ("site",): {
        "title": "name sitename sitetitle heading headline label titel",
        "url": "baseurl link siteurl home homepage website webpage address domain host root href uri "
        "permalink canonical servedat publicurl rooturl",
        "description": "subtitle tagline summary about desc abstract slogan",
        "language": "lang locale languagecode sitelanguage languages",
        "author": "authors owner editor editors creator publisher managingeditor contact maintainer",
        "rights": "copyright license licence legal copyrightnotice",
        "icon": "favicon logo image picture avatar siteicon",
        "hub": "websub pubsubhubbub hubs huburl websubhub pubsub",
        "ttl": "timetolive refresh interval updateinterval cache maxage",
    },
    ("site", "author"): {
        "name": "author fullname displayname title",
        "email": "mail emailaddress address contact",
        "url": "link website homepage site uri href web",
    },
    ("records",): {
        "path": "dir folder directory source src seeds input content contents location root recordsdir "
        "seedsdir inputdir sourcedir contentdir paths folders dirs recordspath",
        "include": "glob globs pattern patterns files extensions includes match suffixes filter",
        "schema": "jsonschema schemafile recordschema schemas schemapath",
        "topic_registry": "registry topics taxonomy topicsfile topicfiles topicregistries topicspath",
        "tracking_parameters": "tracking utm stripparameters trackingparams queryparameters params strip",
        "max_bytes": "maxsize sizelimit filesize maxfilesize bytes maximumsize",
    },
    ("feeds",): {
        "output": "out dest destination outputdir outdir folder dir directory path target public "
        "outputfolder outputpath outputdirectory publishdir destdir",
        "formats": "format types kinds type outputs feedformats",
        "min_heat": "heat minimumheat threshold heatthreshold minscore hot minheat",
        "limit": "maxitems count items size max length entries maxentries number itemlimit itemcount "
        "numberofitems perfeed feedlimit itemsperfeed maxcount",
        "unknown_topics": "unknown unknowntopic othertopics newtopics",
        "layout": "structure mode outputlayout",
        "keep_generations": "generations keep keepgenerations history",
        "check": "verify checkfeeds checked",
        "max_new": "newlimit maxnewitems floodlimit",
        "rollup": "rollups inherit bubble aggregate",
        "cluster": "clusters clustering dedupe deduplicate merge group",
    },
    ("digest", "0"): {
        "name": "slug id file filename path",
        "title": "heading headline label feedtitle",
        "description": "desc summary about subtitle",
        "every": "period interval frequency per schedule cadence each",
        "top": "most stories count size max maxitems number",
        "min_heat": "heat minimumheat threshold hot",
        "sections": "groupby group bytopic grouped",
        "grace": "delay wait gracetime graceperiod after",
        "limit": "keep periods editions items entries history",
    },
    ("validate",): {
        "select": "enable enabled codes rules include only selected on",
        "ignore": "disable disabled exclude skip ignored off ignores suppress",
        "per_file_ignores": "perfile fileignores perfileignore overrides",
    },
    ("topics", "*"): {
        "name": "label topic displayname",
        "title": "heading headline feedtitle",
        "description": "desc summary about subtitle",
        "aliases": "alias synonyms synonym aka names alternatives alsoknownas othernames",
        "parent": "parents parenttopic broader above under topicparent",
        "image": "icon picture logo img cover",
        "min_heat": "heat minimumheat threshold",
        "limit": "maxitems count items size max length entries maxentries",
        "rollup": "rollups inherit",
    },
    ("feed", "0"): {
        "name": "slug id file filename path",
        "title": "heading headline label feedtitle",
        "description": "desc summary about subtitle",
        "where": "query filter filters match select conditions when",
        "items": "stories pick picks picked pinned include records featured",
        "order": "sort sortby orderby sorted",
        "sticky": "keep pinned",
        "limit": "maxitems count size max top number",
    },
    ("feed", "0", "where"): {
        "min_heat": "heat minimumheat threshold hot",
        "topics": "topic tags tag",
        "not_topics": "nottopic excludetopics without exclude",
        "type": "types kind kinds",
        "provider": "providers publisher publishers source domain",
        "category": "categories section",
        "language": "languages locale",
        "max_age": "age within since newerthan days",
    },
}
_MEANT = {
    table: {word: key for key, words in keys.items() for word in words.split()}
    for table, keys in _KEYS.items()
}
_TABLE_MEANT = {word: table for table, words in _TABLES.items() for word in words.split()}
_LONGEST = 64


class IntendedKey(NamedTuple):
    """The table and the key that an unknown key was meant to be."""

    table: KeyPath
    key: str


def intended_key(root: shape.Part, table: KeyPath, name: str, value: Any) -> IntendedKey | None:
    """What was meant by a key that its table does not know; None where nobody can tell.

    By meaning and by form first, then by the other tables' keys, at last by spelling.
    """
    if len(name) > _LONGEST:
        return None
    form = _form(name)
    if not table and isinstance(value, dict | list):
        return _as_table(root, form, value) or _elsewhere(root, table, name, form)
    if table and isinstance(value, dict) and name in shape.keys(root):
        return IntendedKey((), name)
    own = shape.keys(shape.at(root, table))
    by_form = {_form(key): key for key in own}
    if key := by_form.get(form) or _MEANT.get(_kind(table), {}).get(form):
        return IntendedKey(table, key)
    return _elsewhere(root, table, name, form) or _by_spelling(root, table, own, form)


def _as_table(root: shape.Part, form: str, value: Any) -> IntendedKey | None:
    names = {_form(key): key for key in shape.keys(root)}
    if isinstance(value, dict):  # a list of tables is meant by no header in single brackets
        one = {
            form: key
            for form, key in names.items()
            if shape.kind(shape.at(root, (key,))) == "object"
        }
        names = one if form not in names else names
    key = names.get(form) or _TABLE_MEANT.get(form) or _close(form, names)
    return IntendedKey((), key) if key else None


def _elsewhere(root: shape.Part, table: KeyPath, name: str, form: str) -> IntendedKey | None:
    """The key of this name, or this meaning, in another table; the site's first."""
    tables: tuple[KeyPath, ...] = (("site",), ("feeds",), ("records",), ("validate",))
    others = [other for other in tables if other != table]
    if table == ("site",):
        others.append(("site", "author"))
    for other in others:
        if name in shape.keys(shape.at(root, other)):
            return IntendedKey(other, name)
    for other in others:
        by_form = {_form(key): key for key in shape.keys(shape.at(root, other))}
        if other != ("site", "author") and form in by_form:
            return IntendedKey(other, by_form[form])
    for other in others[:4]:
        if not table and form in _MEANT[other]:
            return IntendedKey(other, _MEANT[other][form])
    return None


def _by_spelling(
    root: shape.Part, table: KeyPath, own: Sequence[str], form: str
) -> IntendedKey | None:
    known = {_form(key): key for key in own} | _MEANT.get(_kind(table), {})
    if key := _close(form, known):
        return IntendedKey(table, key)
    if table:
        return None
    for other in shape.keys(root):
        if key := _close(form, {_form(key): key for key in shape.keys(shape.at(root, (other,)))}):
            return IntendedKey((other,), key)
    return None


def _close(form: str, known: Mapping[str, str]) -> str | None:
    import difflib  # late: only what is misspelt needs it

    close = difflib.get_close_matches(form, known, n=1, cutoff=0.7)
    return known[close[0]] if close else None


def _kind(table: KeyPath) -> KeyPath:
    one = {"topics": "*", "feed": "0", "digest": "0"}.get(table[0]) if len(table) > 1 else None
    return (table[0], one, *table[2:]) if one else table


def _form(name: str) -> str:
    """A key without what people mistake: capitals, hyphens, underscores, blanks."""
    return re.sub(r"[\W_]", "", name).casefold()
