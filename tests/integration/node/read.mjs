// node read.mjs LIBRARY FILE...: the items of each feed as the library sees them, as JSON.
import { readFileSync } from "node:fs";
import { parseAtomFeed, parseRssFeed } from "feedsmith";
import RssParser from "rss-parser";

const firstImage = (html) => /<img src="([^"]*)"/.exec(html ?? "")?.[1]?.replaceAll("&amp;", "&") ?? null;

const readers = {
  feedsmith(text, isAtom) {
    if (isAtom) {
      return parseAtomFeed(text).entries?.map((entry) => ({
        title: entry.title?.value ?? entry.title,
        link: entry.links.find((link) => link.rel === "alternate").href,
        published: entry.published,
        image: entry.media?.contents?.[0]?.url ?? null,
        categories: entry.categories?.map((category) => category.label) ?? [],
      }));
    }
    return parseRssFeed(text).items?.map((item) => ({
      title: item.title?.value ?? item.title,
      link: item.link,
      published: item.pubDate,
      image: item.media?.contents?.[0]?.url ?? null,
      categories: item.categories?.map((category) => category.name) ?? [],
    }));
  },

  async "rss-parser"(text) {
    const feed = await new RssParser().parseString(text);
    return feed.items.map((item) => ({
      title: item.title,
      link: item.link,
      published: item.isoDate,
      image: firstImage(item["content:encoded"] ?? item.content),
      categories: (item.categories ?? []).map((category) => category._ ?? category),
    }));
  },
};

const [library, ...files] = process.argv.slice(2);
const seen = {};
for (const file of files) {
  seen[file] = (await readers[library](readFileSync(file, "utf8"), file.endsWith(".atom"))) ?? [];
}
process.stdout.write(JSON.stringify(seen));
