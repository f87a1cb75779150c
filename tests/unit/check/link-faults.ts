import type { Fault } from "./preflight-mail.ts";
import { LINK } from "./preflight-mail.ts";

const SITE = "https://salaries.example.org";
const FOOTER = { edition: { unsubscribeUrl: () => null } } as const;
const inBody = (more: string): Fault => ({ html: (all) => all.replace("</body>", `${more}</body>`) });
const inHead = (more: string): Fault => ({ html: (all) => all.replace("</head>", `${more}</head>`) });
const link = (href: string, said: string) =>
  inBody(`<a href="${href}" style="text-decoration:underline;line-height:24px">${said}</a>`);
const image = (attributes: string) =>
  inBody(`<img alt="Median pay by role, the highest first" width="552" ${attributes}>`);
const behind = (style: string) => inBody(`<div style="${style}">x</div>`);

/** Faults of links, images and language, and the rule that must see each. */
export const LINK_FAULTS: readonly (readonly [string, string, Fault])[] = [
  // Leaving
  [
    "a footer that leaves by another mail than List-Unsubscribe",
    "body-unsubscribe",
    { ...FOOTER, html: (all) => all.replaceAll(LINK, "mailto:letter@salaries.example.org?subject=preferences") },
  ],
  [
    "a text that leaves by another mail than List-Unsubscribe",
    "text-unsubscribe",
    { ...FOOTER, text: (all) => all.replaceAll(LINK, "mailto:letter@salaries.example.org?subject=preferences") },
  ],
  ["an unsubscribe link with another token", "body-unsubscribe", { html: (all) => all.replaceAll(LINK, `${LINK}x`) }],
  [
    "an unsubscribe address with another token in the text",
    "text-unsubscribe",
    { text: (all) => all.replaceAll(LINK, `${LINK}x`) },
  ],
  [
    "a link of which the text holds only the beginning",
    "text-links",
    { ...link("https://example.com/a", "A page"), text: (all) => `${all}\nhttps://example.com/abc\n` },
  ],
  // The reader's address
  ["the reader's address in a link", "reader-address", link("https://example.com/?to=zoe@example.com", "A page")],
  ["the address, encoded, in a link", "reader-address", link("https://example.com/?to=zoe%40example.com", "A page")],
  ["the address, encoded whole", "reader-address", link("https://example.com/%7A%6f%65%40example.com", "A page")],
  ["the address, encoded twice", "reader-address", link("https://example.com/?to=ZOE%2540Example.com", "A page")],
  ["the address, as entities", "reader-address", link("https://example.com/?to=&#122;oe&#64;example.com", "A page")],
  ["the address in an image", "reader-address", image(`src="${SITE}/Zoe@Example.COM.png"`)],
  [
    "the address in a set of images",
    "reader-address",
    image(`src="${SITE}/a.png" srcset="${SITE}/zoe@example.com.png 2x"`),
  ],
  ["the address behind a text", "reader-address", behind(`background:url(${SITE}/zoe%40example.com.png)`)],
  [
    "the address behind a table",
    "reader-address",
    inBody(`<table role="presentation" background="${SITE}/zoe@example.com"><tr><td>x</td></tr></table>`),
  ],
  [
    "the address in the styles",
    "reader-address",
    inHead(`<style>.x{background:URL("${SITE}/zoe\\40 example.com.png")}</style>`),
  ],
  [
    "the address in what Word reads",
    "reader-address",
    inBody(`<!--[if mso]><v:fill src="${SITE}/zoe@example.com.png" /><![endif]-->`),
  ],
  // Where images come from
  ["an image of another host", "image-elsewhere", image('src="https://example.com/a.png"')],
  ["an image of a host that begins like the site's", "image-elsewhere", image(`src="${SITE}.evil.example/a.png"`)],
  ["an image of a host behind a name", "image-elsewhere", image(`src="${SITE}@evil.example/a.png"`)],
  ["an image fetched where there is no site", "image-elsewhere", { ...image(`src="${SITE}/a.png"`), attached: true }],
  ["an image that is told something", "image-elsewhere", image(`src="${SITE}/a.png?r=x7Gk2pQ9"`)],
  [
    "a second source of another host",
    "image-elsewhere",
    image(`src="${SITE}/a.png" srcset="${SITE}/b.png 1x, https://example.com/b.png 2x"`),
  ],
  [
    "a background of another host",
    "image-elsewhere",
    inBody('<table role="presentation" background="https://example.com/b.png"><tr><td>x</td></tr></table>'),
  ],
  ["a background in a style", "image-elsewhere", behind("background-image:url('https://example.com/b.png')")],
  [
    "a background in the styles",
    "image-elsewhere",
    inHead("<style>.x{background:url(https://example.com/b.png)}</style>"),
  ],
  [
    "a background in an escaped url",
    "image-elsewhere",
    inHead('<style>.x{background:u\\72l("https://example.com/b.png")}</style>'),
  ],
  ["a set of backgrounds", "image-elsewhere", behind("background-image:image-set('https://example.com/b.png' 1x)")],
  ["a background that is not encrypted", "http", behind("background:url(http://salaries.example.org/b.png)")],
  ["a background in the HTML", "image-data", behind("background:url(data:image/png;base64,AA)")],
  [
    "a picture for Word of another host",
    "image-elsewhere",
    inBody('<!--[if mso]><v:fill src="https://example.com/b.png" /><![endif]-->'),
  ],
  ["an image one pixel high", "image-pixel", image(`src="${SITE}/a.png" height="1"`)],
  ["an image styled to nothing", "image-pixel", image(`src="${SITE}/a.png" style="max-height: 0"`)],
  [
    "a letter without one of its charts",
    "chart-missing",
    { html: (all) => all.replace(/<img [^>]*pay-ranges[^>]*>/, "") },
  ],
  ["an image described by one word", "image-alt", inBody(`<img src="${SITE}/a.png" alt="Chart" width="552">`)],
  // The language
  [
    "a letter in another language than the settings'",
    "html-lang",
    { edition: { language: "de-DE" }, html: (all) => all.replaceAll('lang="en-US"', 'lang="de-DE"') },
  ],
  [
    "a header in another language than the settings'",
    "content-language",
    { edition: { language: "de-DE" }, html: (all) => all.replaceAll('lang="en-US"', 'lang="de-DE"') },
  ],
  // Where links go
  [
    "a link that shows another host without a scheme",
    "link-spoof",
    link("https://evil.example.net/", "good.example.com"),
  ],
  [
    "a link that shows another host among words",
    "link-spoof",
    link("https://evil.example.net/", "Go to Good.Example.com now"),
  ],
  [
    "a link that shows another page",
    "link-spoof",
    link("https://evil.example.net/login", "see https://good.example.com/login"),
  ],
  [
    "a link that shows a host with signs unseen",
    "link-spoof",
    link("https://evil.example.net/", "good.exam&#8203;ple.com"),
  ],
  ["a link that shows another mailbox", "link-spoof", link("mailto:a@evil.example.net", "a@good.example.com")],
  [
    "a link that shows the host that another begins with",
    "link-spoof",
    link("https://good.example.com.evil.example.net/", "good.example.com"),
  ],
  ["a link that shows the host that another ends with", "link-spoof", link("https://evilexample.com/", "example.com")],
  ["a link with a name before its host", "link-spoof", link("https://good.example.com@evil.example.net/", "A page")],
];

/** Links that look a little like a fault, and are none. */
export const FAIR_LINKS: readonly (readonly [href: string, said: string])[] = [
  ["https://www.example.com/report", "example.com"],
  ["https://example.com/report", "The report on www.example.com"],
  ["https://example.com/a", "the report (https://example.com/a)."],
  ["https://example.com/a", "our page at https://example.com."],
  ["https://nodejs.org/", "Node.js"],
  ["https://learn.example.com/", "ASP.NET and Node.js"],
  ["https://docs.example.com/", "example.com"],
  ["https://code.example.com/docs/README.md", "README.md"],
  ["mailto:ada@example.com", "ada@example.com"],
  ["https://example.com/a", "e.g. the U.S. figures of version 2.5"],
];
