"""Keys of a post that are a slip of the pen: nearly one that is read, and none that sites are known to have.

Every site has keys of its own, which are nobody's mistake: only what is one letter off is reported, and
``rules/foreign`` leaves out what stands in several posts.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from feedtool.model.site import PRESETS, SiteMapping

# What generators and their themes know besides what is read here, in small letters.
_FREE = frozenset(
    """
    accent alias aliases alt archive asset_path audio authorbox background banner bibliography bio body
    bookcollapsesection breadcrumb build built canonical canonical_url canonicalurl caption cascade class
    color colour comment comments container copyright cover_image css data dates dek disqus docs emoji enclosure
    event excerpt_separator external featured featured_image feed figure file footer full_width gallery geo
    group groups head header headless hero hide highlight home html i18n icon id images img in_search_index
    index insert_anchor_links isbn iscjklanguage issue item js katex kicker label labels lang language
    languages last_update lastmod lat layout lead lede level link links linktitle lng locale location logo
    main markup math mathjax menu menus mermaid meta metadata modified music name nav navigation next no_toc
    nocomments noindex noindexing notes number og ogimage order outputs page page_template paginate
    paginate_by pagination params parent part path people permalink photo photos pin pinned place podcast
    position post postid prev preview priority private program project projects publishdate published_at
    quote rating read_time reading_time readingtime redirect redirect_from redirect_to ref refs related
    render render_with_liquid repo reposts resources review reviewed robots rss script scripts search
    section sections sense seo seo_title series share short shortcode show show_date showtoc sidebar site
    sitemap slug slugs social sort sort_by source sources speaker speakers sponsor stats sticky story style
    styles sub subject subtitle syndicate syndication tag tagline target taxonomies taxonomy team template
    templates text theme thumb time times toc top top_img topic topics translation translations translator
    transparent twitter type uid unlisted update updates uuid venue version versions video videos view views
    weight wordcount year
    """.split()  # noqa: SIM905 - read more easily
)
_SHORT, _LONG, _LONGEST = 4, 8, 40


def keys(head: Mapping[str, Any], site: SiteMapping) -> Iterator[tuple[str, str]]:
    """The keys of a head that are no field's, each with the key that it is nearly."""
    wanted, known = _wanted(site), _known(site)
    present = {key.casefold() for key in head}
    for key, value in head.items():
        folded = key.casefold()
        if folded in known or isinstance(value, dict):
            continue
        meant = meant_by(folded, wanted)
        if meant is not None and meant.casefold() not in present:
            yield key, meant


def slip_for(head: Mapping[str, Any], sources: Iterable[str]) -> tuple[str, str] | None:
    """A key of a head that is nearly one of these, with that; None where there is none."""
    wanted = tuple(sources)
    for key in head:
        folded = key.casefold()
        if folded not in _FREE and (meant := meant_by(folded, wanted)) is not None:
            return key, meant
    return None


@lru_cache(maxsize=8)
def _wanted(site: SiteMapping) -> tuple[str, ...]:
    """The keys that are read of the posts of a site."""
    names = (source.lstrip("!") for _, sources in site.fields for source in sources)
    own = (one.partition(".")[0] for one in names if one[:1] not in (":", "/") and "{" not in one)
    return tuple(dict.fromkeys(own))


@lru_cache(maxsize=8)
def _known(site: SiteMapping) -> frozenset[str]:
    """The keys that are no slip, in small letters: those that are read, of any generator, or the site's own."""
    read = {one.casefold() for one in (*_wanted(site), *site.known_keys)}
    others = (
        source.lstrip("!")
        for preset in PRESETS.values()
        for one in preset.fields.values()
        for source in one
    )
    return _FREE | read | {one.casefold() for one in others}


@lru_cache(maxsize=1024)  # the posts of a site have the same keys
def meant_by(key: str, wanted: tuple[str, ...]) -> str | None:
    """The key that another one, in small letters, is a slip of the pen for; None where it is none."""
    if not _SHORT <= len(key) <= _LONGEST:
        return None
    letters = set(key)
    for one in wanted:
        most, folded = 2 if len(one) >= _LONG else 1, one.casefold()
        # Each letter that the other has not is an edit: of most keys no more needs to be known.
        if len(one) < _SHORT or len(letters.difference(folded)) > most:
            continue
        if 0 < _edits(key, folded, most) <= most:
            return one
    return None


def _edits(one: str, other: str, most: int) -> int:
    """How many letters are wrong, missing, too many or exchanged with the next; beyond ``most`` any number."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, last = list[int](), [*range(len(other) + 1)]
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, its in enumerate(other, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != its))
            is_swap = row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == its
            line.append(min(cost, before[column - 2] + 1) if is_swap else cost)
        if min(line) > most:  # no row below it has less
            return most + 1
        before, last = last, line
    edits: int = last[-1]
    return edits
