"""What servers are told of feeds that have moved or ended."""

import subprocess
from pathlib import Path

import pytest

from feedtool.feeds import layout
from feedtool.feeds.changes.moves import Moves
from feedtool.feeds.render.servers import redirects
from tests.feeds.render.test_render import SITE
from tests.integration import support

MOVES = Moves((("topics/a.rss", "topics/b.rss"),), ("topics/c.rss",))


def written(url: str = "https://a.example/x/") -> dict[str, str]:
    files = redirects.files(MOVES, SITE._replace(url=url))
    return {path: content.decode() for path, content in files}


def test_each_server_has_its_file_with_our_mark() -> None:
    found = written()
    assert tuple(found) == layout.SERVER_FILES
    for path, text in found.items():
        assert layout.is_marked(path, text.encode())
        assert layout.is_ours(path)
        assert not layout.is_checked(path)


def test_netlify_and_cloudflare_each_find_a_line_that_they_know() -> None:
    assert written()["_redirects"].splitlines()[1:] == [
        "/x/topics/a.rss /x/topics/b.rss 301!",
        "/x/topics/a.rss /x/topics/b.rss 301",
        "/x/topics/c.rss /x/topics/c.rss 410!",
    ]


def test_apache() -> None:
    assert written()[".htaccess"].splitlines()[2:-1] == [
        '  Redirect permanent "/x/topics/a.rss" "/x/topics/b.rss"',
        '  Redirect gone "/x/topics/c.rss"',
    ]


def test_nginx() -> None:
    text = written()["redirects.nginx.conf"]
    assert r'  "~^/x/topics/a\.rss$" "/x/topics/b.rss";' in text
    assert r'  "~^/x/topics/c\.rss$" 1;' in text


def test_a_dollar_in_an_address_is_no_variable_of_nginx() -> None:
    text = written("https://a.example/$host/")["redirects.nginx.conf"]
    assert r'  "~^/\$host/topics/a\.rss$" "/%24host/topics/b.rss";' in text


@pytest.mark.parametrize(
    ("url", "prefix"),
    [
        ("https://a.example/", "/"),
        ("https://a.example/n%C3%A4he/", "/nähe/"),
        ("https://a.example/a%22b/", "/a%22b/"),
        ("https://a.example/a%0Ab/", "/a%0Ab/"),
    ],
)
def test_servers_compare_paths_without_percent_encoding(url: str, prefix: str) -> None:
    assert f'Redirect gone "{prefix}topics/c.rss"' in written(url)[".htaccess"]


@pytest.mark.program
def test_nginx_takes_its_map_whatever_the_paths_are(tmp_path: Path) -> None:
    nginx = support.needs("nginx")
    long = Moves(((f"topics/{'a' * 80}.atom", f"topics/{'b' * 80}.atom"),), ("topics/c.rss",))
    site = SITE._replace(url="https://a.example/n%C3%A4he/%22/{2}/")
    for path, content in redirects.files(long, site):
        (tmp_path / path).write_bytes(content)
    uses = [
        line.removeprefix("#   ")
        for line in (tmp_path / layout.NGINX).read_text("utf-8").splitlines()
        if line.startswith("#   ")
    ]
    assert len(uses) == 2
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid; error_log stderr; events {{}}\n"
        f"http {{ access_log off; include {tmp_path}/{layout.NGINX};\n"
        f"server {{ listen 127.0.0.1:8; {' '.join(uses)} }} }}\n",
        "utf-8",
    )
    arguments = [nginx, "-t", "-c", str(tmp_path / "nginx.conf"), "-p", str(tmp_path)]
    done = subprocess.run(arguments, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
