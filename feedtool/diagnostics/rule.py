"""What a rule is: the catalogue entry behind the code of a problem."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from feedtool.diagnostics.problem import Severity
from feedtool.diagnostics.words.templates import fill, first_known
from feedtool.imports.tuples import NamedTuple

# The severities of what is no feed: records and the configuration know the one profile.
ERROR: Mapping[str, Severity | None] = MappingProxyType({"default": Severity.ERROR})
WARNING: Mapping[str, Severity | None] = MappingProxyType({"default": Severity.WARNING})
INFO: Mapping[str, Severity | None] = MappingProxyType({"default": Severity.INFO})

# The hint where a finding names what should stand there, and the hint of its rule has no place for it.
INSTEAD = "Write {instead}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A kind of problem: ``feedtool rules CODE`` shows it, and a test holds its two examples to it.

    ``severities`` has one for each profile, None where a profile does not mind. ``summary`` is one line
    without a full stop, ``why`` says who suffers. ``message`` and ``hint`` are templates, with parts of a
    finding in braces, or several with a bar between them: the first counts of which all parts are known.
    Where ``message`` is None, ``diagnostics.words`` has the words, or whoever finds the problem. ``bad`` and
    ``good`` are the lines concerned, before and after, ``place`` is where they stand in a feed: inside a
    ``channel``, ``item``, ``feed``, ``entry``, … or as a whole ``document``. ``link`` is the section of the
    specification. A rule that is ``optional`` must be selected; one that is ``fixable``, ``validate --fix``
    mends. ``lesser`` has the severities of a finding that costs nobody what the rule is there for.
    """

    code: str
    severities: Mapping[str, Severity | None]
    summary: str
    why: str
    message: str | None = None
    hint: str = ""
    bad: str
    good: str
    place: str = ""
    link: str | None = None
    optional: bool = False
    fixable: bool = False
    lesser: Mapping[str, Severity | None] | None = None

    def weight(self, profile: str, *, lesser: bool) -> Severity | None:
        """The severity of a finding in a profile; nothing if the profile does not mind."""
        if lesser and self.lesser is not None:
            return self.lesser[profile]
        return self.severities[profile]

    @property
    def severity(self) -> Severity:
        """The severity by default, or the strongest that a profile has."""
        usual = self.severities["default"]
        return usual or min(filter(None, self.severities.values()), key=list(Severity).index)

    @property
    def on(self) -> bool:
        """Whether its problems are reported where nobody chose codes or a profile."""
        return not self.optional and self.severities["default"] is not None

    @property
    def title(self) -> str:
        """The summary with a capital letter; without one where it begins with a name (``media:adult``)."""
        first = self.summary.split(maxsplit=1)[0].rstrip(",")
        is_word = first.isalpha() and first.islower()
        return self.summary[:1].upper() + self.summary[1:] if is_word else self.summary

    @property
    def messages(self) -> tuple[str, ...]:
        """The templates of its message, the best first; none where it is worded elsewhere."""
        return tuple(self.message.split("|")) if self.message else ()

    @property
    def hints(self) -> tuple[str, ...]:
        """The templates of its hint, the best first."""
        return tuple(self.hint.split("|")) if self.hint else ()

    def message_of(self, parts: Mapping[str, str]) -> str:
        """The message for a finding of these parts; empty where the rule has none."""
        return fill(self.message_for(parts), parts)

    def hint_of(self, parts: Mapping[str, str]) -> str:
        """What to do about a finding of these parts; empty where the rule has no hint."""
        return fill(self.hint_for(parts), parts)

    def message_for(self, parts: Mapping[str, str]) -> str:
        """The first template of a message of which all parts are known, or else the last one."""
        return first_known(self.messages, parts) or (self.messages or ("",))[-1]

    def hint_for(self, parts: Mapping[str, str]) -> str:
        """The first template of a hint of which all parts are known; empty where there is none."""
        if "instead" in parts and "{instead}" not in self.hint:
            return INSTEAD
        return first_known(self.hints, parts)


class Group(NamedTuple):
    """Rules that belong together, under a title, and the commands that report their codes."""

    title: str
    commands: tuple[str, ...]
    rules: tuple[Rule, ...]
