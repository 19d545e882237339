"""The templates of the pages, as they were compiled when they were written.

To compile them takes as long as to render a small site. ``tools/compiled_templates.py`` writes what Jinja2
makes of each as a module of Python, which every Python reads like any other. It is taken only where it was
made of the templates that are here, by the Jinja2 that is here; otherwise they are compiled now.
"""

import base64
import hashlib
from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

import jinja2
from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from feedtool.feeds.render import compiled
from feedtool.text import digests

_PACKAGE = "feedtool.feeds.render"
_STYLE = "style.css"
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def environment(
    filters: Mapping[str, Callable[..., Any]] = _NOTHING,
    tests: Mapping[str, Callable[..., bool]] = _NOTHING,
    values: Mapping[str, object] = _NOTHING,
    *,
    anew: bool = False,
) -> Environment:
    """The templates, with what they may use besides; with ``anew`` each is compiled when it is asked for."""
    sources = PackageLoader(_PACKAGE)
    made = Environment(
        loader=sources,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = sources.get_source(made, _STYLE)[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    made.globals["style"] = Markup(style)  # our own file  # noqa: S704  # nosec B704
    made.globals["style_digest"] = digest
    made.globals |= values
    made.filters |= filters
    made.tests |= tests
    if not anew and made_of(made) == compiled.MADE_OF:
        made.loader = _Compiled()
    return made


def templates(environment: Environment) -> dict[str, str]:
    """The text of each template, by its name."""
    loader = PackageLoader(_PACKAGE)
    names = [name for name in loader.list_templates() if name != _STYLE]
    return {name: loader.get_source(environment, name)[0] for name in names}


def made_of(environment: Environment) -> str:
    """A digest of all that compiled templates are made of, but for the options of the environment."""
    return digests.digest(jinja2.__version__, sorted(templates(environment).items()))


def module_of(name: str) -> str:
    """The name of the module that a template is compiled to, below ``compiled``."""
    return name.partition(".")[0]


class _Compiled(BaseLoader):
    """Templates from the modules that they were compiled to."""

    has_source_access = False

    def load(
        self, environment: Environment, name: str, globals: Any = None  # noqa: A002 - Jinja2's name
    ) -> Template:  # fmt: skip
        """The template of a name."""
        module = import_module(f"{compiled.__name__}.{module_of(name)}")
        return environment.template_class.from_module_dict(
            environment, module.__dict__, {} if globals is None else globals
        )
