# ruff: noqa: E501 - templates
"""A site of Hugo's that makes the same feeds as feedtool: RSS and Atom of everything and of each topic."""

from pathlib import Path

import corpus

_CONFIG = """\
baseURL = "https://bench.example.org/"
title = "Benchmark"
disableKinds = ["sitemap", "robotsTXT", "404", "section"]
[frontmatter]
publishDate = ["publishedDateTime"]
date = ["publishedDateTime"]
[taxonomies]
topic = "topics"
[outputs]
page = []
home = ["RSS", "ATOM"]
taxonomy = []
term = ["RSS", "ATOM"]
[mediaTypes."application/atom+xml"]
suffixes = ["atom"]
[outputFormats.ATOM]
mediaType = "application/atom+xml"
baseName = "index"
[module]
[[module.mounts]]
source = "{records}"
target = "content"
"""
_SELECT = f"""\
{{{{- $pages := .Site.RegularPages -}}}}
{{{{- if eq .Kind "term" -}}}}{{{{- $pages = .Pages -}}}}{{{{- end -}}}}
{{{{- $all := where (where $pages "Params.published" true) "Params.heat" "ge" {corpus.MIN_HEAT} -}}}}
{{{{- $shown := first 50 $all.ByDate.Reverse -}}}}
"""
_XML = r'{{ printf "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" | safeHTML }}'
_RSS = f"""\
{_SELECT}{_XML}
<rss version="2.0"><channel><title>{{{{ .Title }}}}</title><link>{{{{ .Permalink }}}}</link><description>{{{{ .Title }}}}</description>
{{{{- range $shown }}}}
<item><title>{{{{ .Title }}}}</title><link>{{{{ or .Params.webUrl .Params.originalUrl }}}}</link><guid isPermaLink="false">{{{{ .Params.originalUrl }}}}</guid><pubDate>{{{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" }}}}</pubDate><description>{{{{ .Params.excerpt }}}}</description>{{{{ range .Params.topics }}}}<category>{{{{ . }}}}</category>{{{{ end }}}}</item>
{{{{- end }}}}
</channel></rss>
"""
_ATOM = f"""\
{_SELECT}{_XML}
<feed xmlns="http://www.w3.org/2005/Atom"><title>{{{{ .Title }}}}</title><id>{{{{ .Permalink }}}}</id>
{{{{- range $shown }}}}
<entry><title>{{{{ .Title }}}}</title><link href="{{{{ or .Params.webUrl .Params.originalUrl }}}}"/><id>{{{{ .Params.originalUrl }}}}</id><updated>{{{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}}}</updated><summary>{{{{ .Params.excerpt }}}}</summary>{{{{ range .Params.topics }}}}<category term="{{{{ . }}}}"/>{{{{ end }}}}</entry>
{{{{- end }}}}
</feed>
"""


def write_site(folder: Path, records: Path) -> None:
    """Fill a folder with a site over the records."""
    files = {
        "hugo.toml": _CONFIG.format(records=records),
        "layouts/home.rss.xml": _RSS,
        "layouts/home.atom.atom": _ATOM,
        "layouts/term.rss.xml": _RSS,
        "layouts/term.atom.atom": _ATOM,
    }
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def feed(folder: Path, slug: str | None, form: str) -> Path:
    """The file of a feed: that of everything, or of a topic; ``form`` is rss or atom."""
    name = "index.xml" if form == "rss" else "index.atom"
    return folder / "public" / (f"topics/{slug}/{name}" if slug else name)
