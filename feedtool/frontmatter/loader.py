"""The events of a YAML block, from libyaml where PyYAML has it. The only module that knows PyYAML."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

_SURROGATE = "[\ud800-\udfff]"


class PythonLoader(yaml.SafeLoader):
    """PyYAML's own parser, made to read what libyaml reads."""

    def scan_to_next_token(self) -> None:
        """Skip blanks, comments and line breaks; tabs too, where they are no indentation."""
        super().scan_to_next_token()
        while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
            self.forward()
            super().scan_to_next_token()


LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", PythonLoader)


def events(block: str) -> Iterator[yaml.Event]:
    """The events of a block, one after another; raises YAMLError at the first that is none."""
    loader = LOADER(block)
    try:
        while loader.check_event():
            event: yaml.Event = loader.get_event()  # type: ignore[no-untyped-call]
            if LOADER is PythonLoader and re.search(_SURROGATE, getattr(event, "value", "")):
                raise _no_character(event.start_mark)
            yield event
    except (OverflowError, ValueError):  # PyYAML's own parser passes any number on to chr()
        raise _no_character(loader.get_mark()) from None
    finally:
        loader.dispose()


def _no_character(mark: Any) -> yaml.YAMLError:
    return yaml.scanner.ScannerError(None, None, "invalid Unicode character escape", mark)


def start(event: yaml.Event) -> int:
    """Where an event begins, in characters of the block."""
    return event.start_mark.index  # type: ignore[union-attr] # only a hand-made event has no marks


def column(event: yaml.Event) -> int:
    """In which column an event begins, from 0."""
    return event.start_mark.column  # type: ignore[union-attr] # see above


def end(event: yaml.Event) -> int:
    """Where an event ends, in characters of the block."""
    return event.end_mark.index  # type: ignore[union-attr]
