import { gzipSync } from "node:zlib";
import type { Seed } from "./reading-seeds.ts";

/*
 * One answer of a job board, made hostile: first its values, then its JSON as text, then its bytes.
 */

export interface HostileAnswer {
  /** The end of the file's name: how it is read depends on it. */
  readonly ending: string;
  readonly bytes: Buffer;
  /** What was done to it, for whoever looks into a finding. */
  readonly done: readonly string[];
}

type Random = () => number;
type Json = Record<string | number, unknown>;

const pick = <T>(list: readonly [T, ...T[]] | readonly T[], random: Random): T => list[int(list.length, random)] as T;
const int = (below: number, random: Random) => Math.floor(random() * below);

/** Stand for what `JSON.stringify` cannot write. */
const RAW: ReadonlyMap<string, (random: Random) => string> = new Map([
  ["@@deep-list@@", () => "[".repeat(10_000) + "]".repeat(10_000)],
  ["@@deep-object@@", () => `${'{"@graph":'.repeat(10_000)}1${"}".repeat(10_000)}`],
  ["@@huge@@", () => "1e400"],
  ["@@digits@@", () => "9".repeat(4_000)],
  ["@@minus@@", () => "-1.5e308"],
  ["@@lone@@", () => '"\\ud800 \\udfff a\\udc00"'],
  ["@@nul@@", () => '"a\\u0000b\\u0000"'],
  ["@@proto@@", () => '{"__proto__":{"title":"x","jobs":[1]},"constructor":{"prototype":1},"toString":2,"length":9}'],
]);

const VALUES: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e308,
    -1e308,
    9_007_199_254_740_992,
    "",
    " ",
    "NaN",
    "Infinity",
    "-0",
    "0x10",
    "1e5",
  ],
  ...[[], {}, [[]], [null], [{}], "undefined", "null", "\u0000", "\ufeff", "2026-13-45", "99999-01-01", "@context"],
  ...RAW.keys(),
];

/** Repeated, they tempt patterns to look at the same text again and again. */
const PIECES = [
  ..."1|12,|1 |1,000 |0.|$|$ |$1|$1,000 - |$100K-|100K |€|–|-|to |,| |\n|\t|<|<p|<p |<!--|<a \"|<a href='|</p>|&|&amp;|&amp;amp;|&lt;|&lt;p&gt;|&#|&#x41|&#38;".split(
    "|",
  ),
  ..."(|)|[|.|..|/|//|@|a@|www.|a.b.|C++ |Go, |R, |Python, |Python3|_|'|’|1'|Senior |Staff/|II |or |and |Data |Engineer / |US, |New York, |Remote - |, CA|is $1 ".split(
    "|",
  ),
  ...[
    "\u00a0",
    "\u200b",
    "\u0301",
    "\ufdfa",
    "\u{1D412}",
    "👩‍👩‍👧‍👦",
    "\u202e",
    "İ",
    "ß",
    "ΑΣ",
    "한국어 ",
    "中",
    "\ud83d",
    "\r",
    "\u2028",
    "\u0085",
    "\ue000",
    "\ufffe",
  ],
] as const;

/** Characters that a repeated item may come to: a few such are still one document. */
const LARGEST = 20_000_000;

const KEYS = ["__proto__", "constructor", "toString", "hasOwnProperty", "length", "jobs", "@graph", "id", "title", ""];

/** The same random numbers give the same answer. `mark` makes its keys its own: of two ads of one key only the first is stored. */
export function hostileAnswer({ kind, answer }: Seed, mark: number, random: Random): HostileAnswer {
  const done: string[] = [];
  const value: Json = { root: structuredClone(answer) };
  for (const [own, name] of placesIn(value))
    if (name === "id" || (name === "value" && own["@type"] === "PropertyValue")) own[name] = `${own[name]}-${mark}`;
  for (let times = int(4, random); times > 0; times--) done.push(spoilValue(value, random));
  const lines = random() < 0.3;
  const page = kind === "jsonld" && random() < 0.4;
  const items = lines && Array.isArray(value["root"]) ? value["root"] : [value["root"]];
  let text = items.map((item) => withRaw(JSON.stringify(item) ?? "", random)).join("\n");
  if (page) text = pageOf(text, random);
  for (let times = random() < 0.5 ? 0 : 1 + int(3, random); times > 0; times--) {
    const [name, spoilt] = spoiltText(text, random);
    text = spoilt;
    done.push(name);
  }
  let bytes: Buffer = Buffer.from(text, "utf8");
  for (let times = random() < 0.7 ? 0 : 1 + int(2, random); times > 0; times--) {
    const [name, spoilt] = spoiltBytes(bytes, random);
    bytes = spoilt;
    done.push(name);
  }
  const ending = page || random() < 0.02 ? ".html" : lines ? ".jsonl" : ".json";
  if (random() > 0.1) return { ending, bytes, done };
  const packed = gzipSync(bytes);
  const isCut = random() < 0.3;
  return {
    ending: `${ending}.gz`,
    bytes: isCut ? packed.subarray(0, int(packed.length, random)) : packed,
    done: [...done, isCut ? "cut gzip" : "gzip"],
  };
}

/** Places of a value that hold something: what holds it, and under which name. */
function placesIn(value: unknown, found: [Json, string | number][] = []): [Json, string | number][] {
  if (value === null || typeof value !== "object" || found.length > 5_000) return found;
  for (const key of Object.keys(value)) {
    const holder = value as Json;
    found.push([holder, key]);
    placesIn(holder[key], found);
  }
  return found;
}

function spoilValue(value: Json, random: Random): string {
  const places = placesIn(value);
  if (places.length === 0) return "nothing";
  const [holder, key] = pick(places, random);
  const chance = random();
  if (chance < 0.35) {
    const other = pick(VALUES, random);
    holder[key] = structuredClone(other);
    return `${key} = ${JSON.stringify(other)}`;
  }
  if (chance < 0.8) {
    const texts = places.filter(([own, name]) => typeof own[name] === "string");
    if (texts.length === 0) return "nothing";
    const [own, name] = pick(texts, random);
    const [said, trap] = trapText(random);
    const old = String(own[name]);
    const at = int(old.length + 1, random);
    own[name] = random() < 0.3 ? trap : old.slice(0, at) + trap + old.slice(at);
    return `${name}: ${said}`;
  }
  if (chance < 0.88) {
    const count = pick([3, 50, 2_000, random() < 0.1 ? 100_000 : 300], random);
    const item = random() < 0.5 ? holder[key] : pick(["Skill", "Berlin", 7, null, { name: "x" }], random);
    const written = JSON.stringify(item ?? null);
    const size = written.length + 100_000 * (written.split("@@").length - 1);
    const times = Math.max(1, Math.min(count, Math.floor(LARGEST / size)));
    const own = int(2, random) === 0;
    holder[key] = Array.from({ length: times }, (_, index) =>
      own && typeof item === "string" ? `${item} ${index}` : structuredClone(item),
    );
    return `${key} × ${times}`;
  }
  if (chance < 0.95) {
    const name = pick(KEYS, random);
    const inside = holder[key];
    const target = inside !== null && typeof inside === "object" ? (inside as Json) : holder;
    if (Array.isArray(target)) return "nothing";
    Object.defineProperty(target, name, { value: "@@proto@@", enumerable: true, configurable: true, writable: true });
    return `${name} added`;
  }
  delete holder[key];
  return `${key} gone`;
}

/** A piece, or a few in turn, many times; seldom 10 MB. */
function trapText(random: Random): [string, string] {
  const chance = random();
  const length = chance < 0.006 ? 10_000_000 : chance < 0.05 ? 300_000 : chance < 0.3 ? 20_000 : 600;
  const pieces = Array.from({ length: 1 + int(3, random) }, () => pick(PIECES, random));
  const unit = pieces.join("");
  const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
  return [`${JSON.stringify(unit)} for ${length} characters`, text + (random() < 0.3 ? "!" : "")];
}

function withRaw(json: string, random: Random): string {
  return json.replace(/"(@@[a-z-]+@@)"/g, (written, name: string) => RAW.get(name)?.(random) ?? written);
}

function pageOf(json: string, random: Random): string {
  const script = (inside: string) => `<script type="application/ld+json">${inside}</script>`;
  const parts = [
    script(json),
    pick(
      [
        script("{broken"),
        "<script type='application/ld+json'>",
        "<!-- <script>",
        '<script type="application/ld+json" ',
        script(`//<![CDATA[\n${json}\n//]]>`),
        "<script>if (a < b) document.write('<script type=\"application/ld+json\">')</script>",
        "<script ".repeat(pick([3, 20_000], random)),
        script("").repeat(500),
      ],
      random,
    ),
  ];
  if (random() < 0.5) parts.reverse();
  return `<!doctype html><meta charset="${pick(["utf-8", "latin1", "utf-16", "x-none", "shift_jis"], random)}">${parts.join("\n")}`;
}

function spoiltText(text: string, random: Random): [string, string] {
  const at = int(text.length + 1, random);
  switch (int(9, random)) {
    case 0:
      return ["cut short", text.slice(0, at)];
    case 1:
      return ["members twice", text.replaceAll('"title":', '"title":"first","title":')];
    case 2:
      return ["mixed line ends", text.replaceAll(/[,{]/g, (mark) => mark + pick(["", "\r\n", "\n", "\r"], random))];
    case 3:
      return ["byte order mark", `\ufeff${text}`];
    case 4:
      return ["said twice", `${text}\n${text}`];
    case 5:
      return ["a comma more", `${text.slice(0, at)},${text.slice(at)}`];
    case 6:
      return ["numbers as text", text.replaceAll(/:(\d{1,15})(?=[,}\]])/g, ':"$1"')];
    case 7:
      return ["all capitals", text.replaceAll(/"[^"\\]*"(?!:)/g, (written) => written.toUpperCase())];
    default:
      return ["a piece more", text.slice(0, at) + pick(PIECES, random) + text.slice(at)];
  }
}

function spoiltBytes(bytes: Buffer, random: Random): [string, Buffer] {
  const at = int(bytes.length + 1, random);
  const put = (inside: Buffer) => Buffer.concat([bytes.subarray(0, at), inside, bytes.subarray(at)]);
  switch (int(6, random)) {
    case 0: {
      const flipped = Buffer.from(bytes);
      for (let times = 1 + int(20, random); times > 0; times--) flipped[int(flipped.length, random)] = int(256, random);
      return ["bytes flipped", flipped];
    }
    case 1:
      return ["bytes cut", bytes.subarray(0, at)];
    case 2:
      return ["invalid UTF-8", put(Buffer.from(pick(["c328", "f0288cbc", "eda080", "ff", "c0af"], random), "hex"))];
    case 3:
      return ["NUL", put(Buffer.alloc(1 + int(3, random)))];
    case 4: {
      const wide = Buffer.from(`\ufeff${bytes.toString("utf8")}`, "utf16le");
      return ["UTF-16", random() < 0.5 && wide.length % 2 === 0 ? wide.swap16() : wide];
    }
    default:
      return ["empty", random() < 0.3 ? Buffer.alloc(0) : bytes];
  }
}
