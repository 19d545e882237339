import tomllib

from feedtool.report import home
from tests.conftest import ROOT


def test_it_is_the_first_address_that_the_package_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert home.home() == project["urls"]["Homepage"]
