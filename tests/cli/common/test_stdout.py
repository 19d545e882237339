import io
import os
import sys

import pytest

from feedtool.cli.common import stdout


def test_texts_and_bytes_go_out_as_they_are(capfd: pytest.CaptureFixture[str]) -> None:
    stdout.echo("é\x1b[1m")
    stdout.write(b"x\r\n")
    stdout.flush()
    assert capfd.readouterr().out == "é\x1b[1m\nx\r\n"


def test_a_closed_stdout_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(stdout.StdoutError):
        stdout.echo("x")
    stdout.flush()


@pytest.mark.linux
def test_a_full_stdout_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    # Without a buffer of its own, so that nothing is left to be written when it is closed.
    with io.TextIOWrapper(io.FileIO("/dev/full", "w"), write_through=True) as full:
        monkeypatch.setattr(sys, "stdout", full)
        with pytest.raises(stdout.StdoutError, match="No space left"):
            stdout.echo("x")


def test_the_exit_codes_are_those_of_the_contract() -> None:
    assert (stdout.EXIT_OK, stdout.EXIT_PROBLEMS, stdout.EXIT_USAGE) == (0, 1, 2)
    assert (stdout.EXIT_STORAGE, stdout.EXIT_LOCKED, stdout.EXIT_SIGNAL) == (3, 4, 128)


def test_what_goes_nowhere_can_still_be_written() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    stdout.nowhere(writing)
    assert os.write(writing, b"x") == 1
    os.close(writing)
