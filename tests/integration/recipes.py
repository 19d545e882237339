"""The recipes of docs/operations.md, as the tests run them: what the document says, other paths put in."""

import re

from tests.integration import support

DOCUMENT = support.ROOT / "docs" / "operations.md"


def recipes(language: str) -> list[str]:
    """The blocks of code in one language, in the order of the document."""
    text = DOCUMENT.read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def adapted(recipe: str, changes: dict[str, str]) -> str:
    """A recipe with pieces of it replaced, each of which must be there."""
    for old, new in changes.items():
        assert old in recipe, f"{old} is not in the recipe of {DOCUMENT.name}"
        recipe = recipe.replace(old, new)
    return recipe
