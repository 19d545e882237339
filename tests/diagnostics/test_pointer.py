from feedtool.diagnostics.pointer import escape
from tests.tables import each


@each(("key", "token"), [("a", "a"), ("a/b", "a~1b"), ("~1", "~01"), ("~/", "~0~1"), ("", "")])
def test_a_key_is_a_token_of_a_pointer(key: str, token: str) -> None:
    assert escape(key) == token
    assert token.replace("~1", "/").replace("~0", "~") == key
