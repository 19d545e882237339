"""The configuration of a site of which no more is said than must be."""

import pytest

from feedtool.model.config import Config
from tests.conftest import make_config


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    return make_config(tmp_path_factory.mktemp("site"))
