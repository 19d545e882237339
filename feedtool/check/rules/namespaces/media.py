"""Rules of Media RSS."""

import re

from feedtool.check.finding import FINE, Fault, Faults
from feedtool.check.html import fragment
from feedtool.check.values import tokens, uris
from feedtool.check.xml.context import Context
from feedtool.check.xml.element import Element

_SIMPLE = {"adult", "nonadult"}
_MPAA = {"g", "pg", "pg-13", "r", "nc-17", "x", "nr"}
_V_CHIP = re.compile(r"(?:tv-)?(?:y|y7|y7-fv|g|pg|14|ma)", re.IGNORECASE)
_ICRA = re.compile(
    r"r?\s*\(\s*[clnov][a-z]\s+[01](?>(?:\s++[clnov][a-z]\s++[01])*)\s*\)", re.IGNORECASE
)
_SCHEMES = {"urn:simple", "urn:mpaa", "urn:v-chip", "urn:icra", "urn:ebu", "urn:yvs"}
_HASHES = {"md5": 32, "sha-1": 40}
_HEX = re.compile(r"[0-9a-fA-F]+")
_EBU_ROLES = """
    abstractor;actor;adaptor;adapter;agent;anchor person;anchor_person;animal trainer;animator;
    announcer;applicant;architect;armourer;art
    director;art_director;artist/performer;artist;performer; assistant cameraman;assistant chief
    lighting technician;assistant director;assistant producer; assistant visual editor;associate
    producer;author;broadcast assistant;broadcast journalist; camera
    operator;cameraman;carpenter;casting;causting;casting director;choreographer;choirmaster;
    chorus master;cinematographer;circus artist;clapper/loader;commentary or
    commentator;commentator; commissioning broadcaster;composer;computer
    programmer;conductor;consultant;continuity checker; correspondent;costume designer;costume
    supplier;curator;dancer;delegate;design assistant;designer; dialogue coach;director;director
    of photography;distribution company;distributor;draftsman;dresser;
    dubber;editor/producer;editor;editor/publisher;editorial;engineer;ensemble;executive;
    executive producer;expert;fight director;film distributor;film editor;film producer;film
    sound; first assistant director;focus puller;foley artist;foley editor;foley mixer;gaffer;
    graphic assistant;graphic designer;graphics;grip;guest;hairdresser;head of
    department;historian; host;illustrator;interpreter;interviewed
    guest;interviewee;interviewer;inventor;journalist;judge; key grip;key
    talents;leadman;librettist;lighting director;lighting technician;location manager;
    lyricist;make up artist;manager;matte artist;moderator;music arranger;music group;music
    mixer; musician;narrator;news editor;newsreader;news producer;news reader;news writer;notes
    author;
    opponent;orchestra;orchestrator;organizer;organiser;owner;painter;panelist;participant;performing;
    photographer;pianist;poet;postproduction editor;post production
    editor;presenter;printer;producer; production assistant;production company;production
    department;production manager; production secretary;programme production
    researcher;programmer;property manager;proponent;
    publicist;publisher;puppeteer;pyrotechnician;reader;recipient;recording engineer;reporter;
    researcher;rigger;runner;scenario;scenic operative;scientific advisor;script supervisor;
    scriptwriter;sculptor;second assistant director;second unit director;set designer;set
    dresser; signer;singer;soloist;sound designer;sound engineer;sound mixer;sound
    recordist;source;speaker; special effects technician;sponsor;stage director;stage
    manager;story teller;storyteller; studio technician;stunt
    coordinator;stunts;subtitles;supervisor;supplier;support artist;technical director;technical
    producer;technician;term planner;thematic adviser;transcriber;translation;
    translator;transportation manager;treatment/programme proposal;treatment author;video
    engineer; vision mixer;visual editor;visual effects;vocalist;voice over
    artist;wardrobe;witness;writer; composer of music;contributor;creator;creative
    director;cast;uploader
"""
_ROLES = frozenset(" ".join(role.split()) for role in _EBU_ROLES.split(";"))


def text(node: Element, doc: Context) -> None:
    """Text of type html is HTML; of type plain it is not."""
    value = node.text
    faults = (
        fragment.fragment(value)
        if node.attributes.get("type") == "html"
        else fragment.undeclared(value)
    )
    for fault in faults:
        doc.on_text(node, fault)


def rating(node: Element, doc: Context) -> None:
    """https://www.rssboard.org/media-rss#media-rating"""
    scheme = node.attributes.get("scheme", "urn:simple").lower()
    value = node.text.strip()
    low = value.lower()
    good = True
    if scheme == "urn:simple":
        good = value in _SIMPLE
    elif scheme == "urn:mpaa":
        good = low in _MPAA
    elif scheme == "urn:v-chip":
        good = _V_CHIP.fullmatch(value) is not None
    elif scheme == "urn:icra":
        good = _ICRA.fullmatch(value) is not None
    if not good:
        instead = low if low in _SIMPLE else ""
        doc.on_text(node, Fault("media-rating", instead=instead, detail={"scheme": scheme}))


def scheme(value: str) -> Faults:
    """A scheme of Media RSS, such as urn:simple, or an address."""
    return FINE if value.lower() in _SCHEMES else uris.name(value)


def adult(node: Element, doc: Context) -> None:
    """media:rating took its place."""
    doc.on(node, "media-adult")


def digest(node: Element, doc: Context) -> None:
    """https://www.rssboard.org/media-rss#media-hash"""
    name = node.attributes.get("algo", "md5")
    value = node.text.strip()
    length = _HASHES.get(name)
    if length is None:
        doc.on_attribute(node, "algo", Fault("media-hash", detail={"algo": name}))
    elif len(value) != length or not _HEX.fullmatch(value):
        doc.on_text(node, Fault("media-hash", detail={"algo": name}))


def credit(node: Element, doc: Context) -> None:
    """A role in small letters; the European Broadcasting Union has a list of them."""
    value = node.attributes.get("role")
    if value is None:
        return
    own = node.attributes.get("scheme", "urn:ebu").lower() != "urn:ebu"
    low = value.lower()
    if value != low or not (own or value in _ROLES):
        good = low if own or low in _ROLES else ""
        doc.on_attribute(node, "role", Fault("media-credit-role", instead=good))


def restriction(node: Element, doc: Context) -> None:
    """Countries or addresses, as the type says; without a type, all or none."""
    kind = node.attributes.get("type")
    value = node.text.strip()
    faults: Faults = FINE
    if kind == "country":
        faults = tokens.countries(value)
    elif kind == "uri":
        faults = uris.iri_list(value)
    elif kind is None and value and value not in {"all", "none"}:
        faults = (Fault("media-restriction"),)
    for fault in faults:
        doc.on_text(node, fault._replace(start=0, end=-1))


def content(node: Element, doc: Context) -> None:
    """A media object needs an address or a player."""
    if "url" not in node.attributes and "media:player" not in node.counts:
        outer = node.parent
        if outer is None or "media:player" not in outer.counts:
            doc.on(node, "media-content-no-url")


def group(node: Element, doc: Context) -> None:
    """A group is for alternatives."""
    if node.counts.get("media:content", 0) < 2:  # noqa: PLR2004
        doc.on(node, "media-group-single")
