# ruff: noqa: E501 - templates
"""A site of Eleventy's that makes the same feeds as feedtool: RSS and Atom of everything and of each topic."""

import json
from pathlib import Path

import corpus

_CONFIG = """\
const TOPICS = %(topics)s;
const shown = (items) => items.slice(0, 50);

module.exports = (eleventy) => {
  eleventy.setUseGitIgnore(false);
  eleventy.addGlobalData("permalink", false); // the records are no pages of their own
  eleventy.addCollection("feeds", (api) => {
    const items = api
      .getFilteredByGlob("records/*.md")
      .filter(({ data }) => data.published === true && data.heat >= %(min_heat)d)
      .sort((a, b) => b.data.publishedDateTime - a.data.publishedDateTime);
    const slug = (topic) => topic.toLowerCase().replaceAll(" ", "-");
    const of = (name) => items.filter(({ data }) => data.topics.map(slug).includes(name));
    const feeds = [["Benchmark", "index", shown(items)]].concat(
      Object.entries(TOPICS).map(([name, slug]) => [name, `topics/${slug}/index`, shown(of(slug))])
    );
    return feeds.flatMap(([title, path, items]) =>
      ["rss", "atom"].map((form) => ({ title, items, form, path: `${path}.${form}` }))
    );
  });
  return { dir: { input: ".", output: "public" }, markdownTemplateEngine: false };
};
"""
_TEMPLATE = """\
const escape = (text) => String(text).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const link = (data) => escape(data.webUrl || data.originalUrl);
const rss = ({ data }) => `
<item><title>${escape(data.title)}</title><link>${link(data)}</link><guid isPermaLink="false">${escape(data.originalUrl)}</guid><pubDate>${data.publishedDateTime.toUTCString()}</pubDate><description>${escape(data.excerpt)}</description>${data.topics.map((topic) => `<category>${escape(topic)}</category>`).join("")}</item>`;
const atom = ({ data }) => `
<entry><title>${escape(data.title)}</title><link href="${link(data)}"/><id>${escape(data.originalUrl)}</id><updated>${data.publishedDateTime.toISOString()}</updated><summary>${escape(data.excerpt)}</summary>${data.topics.map((topic) => `<category term="${escape(topic)}"/>`).join("")}</entry>`;

module.exports = {
  data: { pagination: { data: "collections.feeds", size: 1, alias: "feed" }, permalink: ({ feed }) => feed.path },
  render: ({ feed }) =>
    '<?xml version="1.0" encoding="UTF-8"?>\\n' +
    (feed.form === "rss"
      ? `<rss version="2.0"><channel><title>${escape(feed.title)}</title><link>https://bench.example.org/</link><description>${escape(feed.title)}</description>${feed.items.map(rss).join("")}\\n</channel></rss>\\n`
      : `<feed xmlns="http://www.w3.org/2005/Atom"><title>${escape(feed.title)}</title><id>https://bench.example.org/</id>${feed.items.map(atom).join("")}\\n</feed>\\n`),
};
"""


def write_site(folder: Path, records: Path) -> None:
    """Fill a folder with a site over the records."""
    folder.mkdir()
    (folder / "records").symlink_to(records)
    slugs = json.dumps({topic: corpus.slug(topic) for topic in corpus.TOPICS})
    config = _CONFIG % {"topics": slugs, "min_heat": corpus.MIN_HEAT}
    (folder / "eleventy.config.cjs").write_text(config, "utf-8")
    (folder / "feeds.11ty.cjs").write_text(_TEMPLATE, "utf-8")


def feed(folder: Path, slug: str | None, form: str) -> Path:
    """The file of a feed: that of everything, or of a topic; ``form`` is rss or atom."""
    return folder / "public" / (f"topics/{slug}/index.{form}" if slug else f"index.{form}")
