import { describe, expect, it } from "vitest";
import { type FeedRequest, atomFeed as feedOf, siteMap } from "../../../src/archive/feed.ts";

const REQUEST: FeedRequest = {
  newsletter: "Pay & Demand",
  title: 'Pay & "Demand"',
  subtitle: "Weekly <b>figures</b>",
  author: "Editor",
  language: "en-US",
  siteUrl: "https://example.org/letter/",
  domain: "Example.org",
  file: "feed.xml",
  page: "",
  name: "",
  week: "2026-W47",
  entries: [
    { week: "2026-W47", title: "Pay rose\u0000\uE000 <script>", summary: "\u202EMore \uFFFE& more." },
    { week: "2025-W01", title: "Quiet", summary: "" },
  ],
};

const atomFeed = (request: FeedRequest) => feedOf(request).text;

describe("atomFeed", () => {
  it("is a feed as RFC 4287 asks: id, title and updated of the feed and of each entry, absolute links, an author", () => {
    const text = atomFeed(REQUEST);
    expect(text.startsWith('<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"')).toBe(
      true,
    );
    for (const part of [text.slice(0, text.indexOf("<entry>")), ...text.split("<entry>").slice(1)])
      for (const element of ["id", "title", "updated"])
        expect(part.match(new RegExp(`<${element}>`, "g"))).toHaveLength(1);
    expect(text).toContain("<author><name>Editor</name></author>");
    expect(text).toContain('<link rel="self" type="application/atom+xml" href="https://example.org/letter/feed.xml"/>');
    expect(text).toContain('href="https://example.org/letter/2026-W47/"');
    for (const [, href = ""] of text.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^https:\/\//);
  });

  it("links relative to itself while the archive has no address", () => {
    const role = atomFeed({ ...REQUEST, siteUrl: null, file: "roles/a/feed.xml", page: "roles/a", name: "roles/a" });
    const links = [...role.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
    expect(links).toEqual([
      "../../roles/a/feed.xml",
      "../../roles/a/index.html",
      "../../2026-W47/index.html",
      "../../2025-W01/index.html",
    ]);
    expect(atomFeed({ ...REQUEST, siteUrl: null })).toContain('href="2026-W47/index.html"');
    expect(role).toContain("<id>tag:example.org,2025:pay-demand/roles/a/2025-W01</id>");
  });

  it("dates entries by their weeks and never by a clock, and the feed by its newest", () => {
    const text = atomFeed(REQUEST);
    expect([...text.matchAll(/<updated>([^<]*)/g)].map(([, at]) => at)).toEqual([
      "2026-11-23T00:00:00Z",
      "2026-11-23T00:00:00Z",
      "2025-01-06T00:00:00Z",
    ]);
    expect(atomFeed({ ...REQUEST, entries: [] })).toContain("<updated>2026-11-23T00:00:00Z</updated>");
  });

  it("gives an entry the same id whatever is said of its week", () => {
    const ids = (text: string) => [...text.matchAll(/<id>([^<]*)/g)].map(([, id]) => id);
    const other = REQUEST.entries.map((entry) => ({ ...entry, title: "Another", summary: "text" }));
    expect(ids(atomFeed({ ...REQUEST, entries: other }))).toEqual(ids(atomFeed(REQUEST)));
    expect(ids(atomFeed(REQUEST))).toContain("tag:example.org,2025:pay-demand/2025-W01");
    expect(ids(atomFeed({ ...REQUEST, name: "roles/a" }))).toContain(
      "tag:example.org,2025:pay-demand/roles/a/2025-W01",
    );
  });

  it("escapes what it is told, and leaves out what XML forbids", () => {
    const text = atomFeed(REQUEST);
    expect(text).toContain("Pay rose &#60;script&#62;");
    expect(text).not.toMatch(/<script|<b>|\u0000|\uFFFE|\u202E|\p{Co}/u);
    expect(text.replace(/&#\d+;/g, "")).not.toContain("&");
  });
});

it("lists addresses in a sitemap, escaped", () => {
  expect(siteMap(["https://example.org/?a=1&b=2"])).toContain("<loc>https://example.org/?a=1&#38;b=2</loc>");
});
