"""Link relations: https://www.iana.org/assignments/link-relations/ (by hand, November 2026)."""

from feedtool.check.words import words

_PREFIXES = (
    "http://www.iana.org/assignments/relation/",
    "https://www.iana.org/assignments/relation/",
    "http://www.iana.org/assignments/link-relations/",
)

# Registered when Atom was young, or in every feed since: what readers of that time know.
EARLY = words(
    """
    alternate current edit edit-media enclosure first hub last license next next-archive payment
    prev-archive previous related replies self service via
    """
)
REGISTERED = EARLY | words(
    """
    prev start up collection describedby about acl amphtml api-catalog appendix apple-touch-icon
    apple-touch-startup-image archives author blocked-by bookmark c2pa-manifest canonical chapter
    cite-as compression-dictionary contents convertedfrom copyright create-form deprecation
    describes disclosure dns-prefetch duplicate edit-form enclosure external geofeed glossary help
    hosts hub ice-server icon index intervalafter intervalbefore intervalcontains intervaldisjoint
    intervalduring intervalequals intervalfinishedby intervalfinishes intervalin intervalmeets
    intervalmetby intervaloverlappedby intervaloverlaps intervalstartedby intervalstarts item
    latest-version linkset lrdd manifest mask-icon me media-feed memento micropub modulepreload
    monitor monitor-group nofollow noopener noreferrer opener openid2.local_id openid2.provider
    original p3pv1 pingback preconnect predecessor-version prefetch preload prerender preview
    privacy-policy profile publication rdap-active rdap-bottom rdap-down rdap-top rdap-up restconf
    ruleinput search section service-desc service-doc service-meta sip-trunking-capability
    sponsored status stylesheet subsection successor-version sunset tag terms-of-service timegate
    timemap token_endpoint type ugc version-history webmention working-copy working-copy-of
    authorization_endpoint
    """
)
PAGING = words(
    """
    first last next previous prev current prev-archive next-archive
    """
)


def short(rel: str | None) -> str:
    """The short name of a relation, alternate if none is given: RFC 4287, section 4.2.7.2."""
    if rel is None:
        return "alternate"
    for prefix in _PREFIXES:
        if rel.startswith(prefix):
            return rel.removeprefix(prefix)
    return rel
