"""What is proposed is accepted, whatever stands there, and can be typed as it is shown."""

from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from feedtool import frontmatter
from feedtool.diagnostics import schemas
from feedtool.schema import proposals, validator
from feedtool.schema.names import NoNames
from tests.conftest import FIELDS
from tests.tables import each

RECORDS = validator.compiled(schemas.shipped(schemas.RECORD), trusted=True)
NAMES = tuple(schemas.loads(schemas.shipped(schemas.RECORD))["properties"])
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 10**14), st.text(max_size=30),
    st.floats(allow_nan=False, allow_infinity=False),  # as front matter has none
    st.sampled_from(["80%", "2 Sept 2023", "htp://example.org/a b", "AI, ML", "#a #b", "yes", "..", "\u202e"]),
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from([*NAMES, "src", "name", "url", "x"]), inner, max_size=4),
    ),
    max_leaves=8,
)


@given(name=st.sampled_from(NAMES), value=VALUES)
def test_every_mend_is_accepted_and_reads_back_as_it_was_meant(name: str, value: Any) -> None:
    field = RECORDS.field(f"/{name}")
    where = proposals.Where(f"/{name}", FIELDS["originalUrl"], NoNames())
    for mend in proposals.mended(RECORDS, field, value, where):
        assert not [
            e for e in RECORDS.errors(FIELDS | {name: mend}) if e.pointer.startswith(f"/{name}")
        ]
        assert read(proposals.written(mend)) == mend


@given(VALUES)
def test_whatever_is_written_reads_back(value: Any) -> None:
    if not isinstance(value, float):
        assert read(proposals.written(value)) == value


def read(written: str) -> Any:
    assert "\n" not in written
    document, problems = frontmatter.parse_yaml("a.yaml", f"key: {written}\n".encode())
    assert document is not None, (written, problems)
    return document.value["key"]


@each("name", NAMES)
def test_every_field_has_an_example_that_is_accepted(name: str) -> None:
    field = RECORDS.field(f"/{name}")
    example = proposals.example(RECORDS, field)
    assert example is not None
    assert RECORDS.accepts(field, example)
    assert yaml.safe_load(proposals.written([example]))


def test_a_part_of_the_schema_is_found_by_pointer() -> None:
    assert RECORDS.field("/related/0/provider/domain")["format"] == "idn-hostname"
    assert RECORDS.field("/topics/3")["maxLength"] == 100
    assert RECORDS.field("/nothing/at/all") == {}
