import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { seededRandom } from "../../src/domain/random.ts";

/*
 * Invented ads as a Greenhouse board answers with `content=true`: some 5,000 characters of escaped HTML each, with pay, skills and places in the
 * forms that boards write. Nothing in them is anybody's.
 */

const RANKS = ["", "", "", "Senior ", "Senior ", "Staff ", "Principal ", "Junior ", "Lead ", "Associate "];
const JOBS = [
  ..."Data Engineer|Data Scientist|Data Analyst|Machine Learning Engineer|Software Engineer|Research Scientist".split(
    "|",
  ),
  ..."Product Manager|Account Executive|AI Engineer|Backend Engineer|Solutions Architect|Analytics Engineer".split("|"),
  ..."Site Reliability Engineer|Prompt Engineer|Applied Scientist|MLOps Engineer|People Partner|Designer".split("|"),
];
const TEAMS = [
  ..."Payments|Search|Growth|Trust & Safety|Platform|Infrastructure|Ads|Maps|Fraud|Pricing|Logistics".split("|"),
  ..."Computer Vision|NLP|Recommendations|Robotics|Security|Billing|Developer Tools|Speech|Forecasting".split("|"),
];
const PLACES = [
  ..."San Francisco, CA|New York, NY|Remote - US|Austin, TX|Seattle, WA / Remote|London, United Kingdom".split("|"),
  ..."Berlin, Germany|Toronto, ON|Paris|Hybrid - Boston, MA|Bengaluru, Karnataka, India|Remote|Dublin, Ireland".split(
    "|",
  ),
  ..."SF / NYC|Chicago, Illinois, United States|Amsterdam|Singapore|Tokyo, Japan|Warsaw, Poland|Nowhere-on-Sea".split(
    "|",
  ),
];
const SKILLS =
  "Python|SQL|Spark|Kubernetes|AWS|PyTorch|TensorFlow|React|Go|Java|C++|R|Excel|Tableau|Airflow|dbt|Snowflake|Rust|TypeScript|Docker".split(
    "|",
  );
const SENTENCES = [
  "You will work with a small group of people who care about what they build, and who say so when something does not work.",
  "Over 12,000 customers in 40 countries rely on us, and we answered 3.5 million questions for them in 2025.",
  "We offer a 401(k) match of up to $5,000 per year, 20 days of leave, and a budget of $1,500 for learning.",
  "In your first 90 days you will ship something that a customer sees; we will help you choose what.",
  "If you go the extra mile for a colleague, you will like it here: teams R&D, finance and sales sit next to each other.",
  "We raised $120M from investors who share our view of the market, and we spend it slowly.",
  "You have 5+ years of experience in a similar role, or something as good as that which you can tell us about.",
  "We are an equal opportunity employer and welcome everyone, whatever their background is or where they come from.",
  "Your day begins when it suits you; most of us are there between 10:00 and 16:00, two to three days a week.",
  "You write clearly, ask early, and leave a thing in a better state than the one in which you found it.",
];
const TEXT = 5_000;

/** Writes so many ads, one per line, for the same bytes from the same seed; returns their size. */
export async function writeAds(path: string, count: number, seed: number): Promise<number> {
  const random = seededRandom(seed);
  const stream = createWriteStream(path);
  let bytes = 0;
  let batch: string[] = [];
  for (let id = 1; id <= count; id++) {
    batch.push(`${JSON.stringify(inventedAd(id, random))}\n`);
    if (batch.length < 200 && id < count) continue;
    const text = batch.join("");
    batch = [];
    bytes += Buffer.byteLength(text);
    if (!stream.write(text)) await once(stream, "drain");
  }
  stream.end();
  await once(stream, "close");
  return bytes;
}

/** One ad. The same number and state of `random` give the same. */
export function inventedAd(id: number, random: () => number): object {
  const one = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? "";
  const title = `${one(RANKS)}${one(JOBS)}${random() < 0.6 ? `, ${one(TEAMS)}` : ""}${random() < 0.1 ? " II" : ""}`;
  const employer = Math.floor(400 * random() ** 3);
  return {
    id,
    title,
    company_name: `Employer ${employer}`,
    location: { name: one(PLACES) },
    absolute_url: `https://boards.greenhouse.io/employer${employer}/jobs/${id}`,
    first_published: `2026-10-${String(1 + Math.floor(random() * 28)).padStart(2, "0")}T09:00:00-04:00`,
    content: escaped(markup(one, random)),
  };
}

function markup(one: (list: readonly string[]) => string, random: () => number): string {
  const parts = ['<div class="content-intro">'];
  let length = 0;
  for (let part = 0; length < TEXT - 700; part++) {
    const text =
      part % 3 === 2
        ? `<h3><strong>What you bring</strong></h3><ul><li>${one(SKILLS)}, ${one(SKILLS)} or ${one(SKILLS)}</li><li>Some ${one(SKILLS)}&nbsp;&amp; ${one(SKILLS)}</li><li>${one(SENTENCES)}</li></ul>`
        : `<p style="margin: 0">${one(SENTENCES)} ${one(SENTENCES)} We use <em>${one(SKILLS)}</em>.</p>`;
    parts.push(text);
    length += text.length;
  }
  parts.push("</div>", pay(random));
  return parts.join("\n");
}

/** In half of the ads: in a block of its own, in a sentence, or in tiers of two places. */
function pay(random: () => number): string {
  const low = 60_000 + 5_000 * Math.floor(random() * 30);
  const money = (value: number) => `$${value.toLocaleString("en-US")}`;
  const kind = random();
  if (kind < 0.2)
    return `<div class="content-pay-transparency"><div class="title">Salary range</div><div class="pay-range"><span>${money(low)}</span><span class="divider">&mdash;</span><span>${money(low + 40_000)} USD</span></div></div>`;
  if (kind < 0.35)
    return `<p>The base salary for this role is ${low / 1000}K - ${low / 1000 + 30}K a year plus equity and a bonus of 10%.</p>`.replace(
      /(\d+)K - /,
      "$$$1K - $$",
    );
  if (kind < 0.5)
    return `<p>The annual base salary range in San Francisco is ${money(low + 10_000)} to ${money(low + 50_000)}. In New York it is ${money(low)} to ${money(low + 30_000)}.</p>`;
  return "<p>We pay well and tell you how much when we first speak.</p>";
}

function escaped(html: string): string {
  return html.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
