"""What the configuration of a generator tells of a site."""

from pathlib import Path

import pytest

from feedtool.start import configurations


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("name", "text", "preset"),
    [
        ("hugo.json", '{"baseURL": "https://me.example.org/", "title": "T"}', "hugo"),
        ("config/_default/hugo.yaml", "baseURL: https://me.example.org/\ntitle: T\n", "hugo"),
        ("config/_default/config.toml", 'baseURL = "https://me.example.org/"\ntitle = "T"\n', "hugo"),
        ("_config.yml", "\ufefftitle: T  # of ours\nurl: 'https://me.example.org'\n", "jekyll"),
        ("_config.yml", "title: T\nurl: https://me.example.org\nx: !ruby/regexp /a/\n", "jekyll"),
        ("eleventy.config.js", 'const title = "T";\nconst url = "https://me.example.org";\n', "eleventy"),
        (
            "astro.config.mjs",
            "export default defineConfig({\n\tsite: 'https://me.example.org',\n\ttitle: 'T',\n});\n",
            "astro",
        ),
        ("pelicanconf.py", "SITENAME = 'T'\nSITEURL = 'https://me.example.org'\n", "pelican"),
        ("mkdocs.yml", "site_name: T\nsite_url: https://me.example.org/\n", "astro"),
    ],
)  # fmt: skip
def test_the_title_and_the_address_are_found_in_any_notation(
    tmp_path: Path, name: str, text: str, preset: str
) -> None:
    write(tmp_path, name, text)
    found = configurations.of_folder(tmp_path)
    assert found is not None
    assert (found.preset, found.name) == (preset, name)
    assert configurations.text(found.values, "title", "sitename", "site_name") == "T"
    assert configurations.home(found.values) == "https://me.example.org/"


def test_what_stands_beside_the_configuration_is_taken_where_it_says_nothing(
    tmp_path: Path,
) -> None:
    write(tmp_path, "pelicanconf.py", "SITENAME = 'T'\nSITEURL = ''\n")
    write(tmp_path, "publishconf.py", "SITENAME = 'Other'\nSITEURL = 'https://me.example.org'\n")
    found = configurations.of_folder(tmp_path)
    assert found is not None
    assert found.values == {"sitename": "T", "siteurl": "https://me.example.org"}


def test_files_of_a_folder_of_configuration_are_tables_of_their_names(tmp_path: Path) -> None:
    folder = "config/_default"
    write(tmp_path, f"{folder}/hugo.toml", 'baseURL = "https://me.example.org/"\n')
    write(tmp_path, f"{folder}/permalinks.yaml", "page:\n  Posts: /:title/\n")
    write(tmp_path, f"{folder}/languages.toml", "[en]\nweight = 1\n[de]\nweight = 2\n")
    write(tmp_path, f"{folder}/languages.fr.toml", 'contentDir = "content/fr"\n')
    write(tmp_path, f"{folder}/params.toml", 'title = "Of the theme"\n')
    write(tmp_path, f"{folder}/menus.en.toml", "x = 1\n")
    found = configurations.of_folder(tmp_path)
    assert found is not None
    assert found.values == {
        "baseurl": "https://me.example.org/",
        "permalinks": {"page": {"Posts": "/:title/"}},
        "languages": {"en": {"weight": 1}, "de": {"weight": 2}, "fr": {"contentdir": "content/fr"}},
    }


def test_a_site_is_called_what_it_is_in_its_own_language(tmp_path: Path) -> None:
    text = (
        'defaultContentLanguage = "de"\nlanguageCode = "x"\n'
        '[languages.de]\ntitle = "T"\nlanguageCode = "de-AT"\n[languages.en]\ntitle = "Other"\n'
    )
    write(tmp_path, "hugo.toml", text)
    found = configurations.of_folder(tmp_path)
    assert found is not None
    assert (found.values["title"], found.values["languagecode"]) == ("T", "x")


def test_a_path_below_the_host_is_part_of_the_address() -> None:
    assert configurations.home({"site": "https://me.example.org", "base": "/b"}) == (
        "https://me.example.org/b/"
    )


def test_languages_are_told_with_that_of_the_site_first() -> None:
    values = {"defaultcontentlanguage": "de", "languages": {"en": {}, "de": {}}}
    assert configurations.languages(values) == ("de", "en")
    assert configurations.languages({"languages": {"en": {}}}) == ()
    assert configurations.language(values) == "de"


def test_a_folder_without_a_configuration_tells_nothing(tmp_path: Path) -> None:
    assert configurations.of_folder(tmp_path) is None
