# ruby items.rb FILE...: the items of each feed as Ruby's RSS library sees them, as JSON.
# The library validates what it parses: a feed that breaks a rule of its format raises.
require "json"
require "rss"

seen = ARGV.to_h do |file|
  feed = RSS::Parser.parse(File.binread(file), true)
  raise "#{file} is no feed" if feed.nil?

  atom = feed.is_a?(RSS::Atom::Feed)
  items = feed.items.map do |item|
    html = atom ? item.content.content : item.content_encoded
    {
      title: atom ? item.title.content : item.title,
      link: atom ? item.links.find { |link| link.rel == "alternate" }.href : item.link,
      published: (atom ? item.published.content : item.pubDate).utc.strftime("%Y-%m-%dT%H:%M:%SZ"),
      image: html,
      categories: item.categories.map { |category| atom ? category.label : category.content },
    }
  end
  [file, items]
end
puts JSON.generate(seen)
