import type { Advert } from "../advert/advert.ts";
import { decodedEntities } from "../advert/entities.ts";
import { plainText } from "../advert/plain-text.ts";
import type { BoardSource } from "./board-source.ts";
import { firstText, type JsonObject, listOf, objectOf, textOf, textsOf } from "./json-value.ts";
import { basePay } from "./jsonld-pay.ts";

/** JobPosting of schema.org, as pages carry it for search engines. */
export const jsonld: BoardSource = {
  records: (value) => nodesOf(value, 0),
  advert: (record) => {
    const node = objectOf(record);
    if (node === undefined) return { reason: "malformed-row", note: "it is no object" };
    if (!isPosting(node)) return { reason: "no-posting", note: typesOf(node).join(", ").slice(0, 100) };
    return advertOf(node);
  },
};

/** Lists in lists and graphs in graphs are looked into so deep; what lies deeper is a record that is no posting. */
const DEEPEST = 4;

/** Members that hold other things of the same page. */
const HOLDERS = ["@graph", "itemListElement", "item", "mainEntity"];

/** The things of a document, in its order: the elements of lists and graphs, and the things that hold them no more. */
function nodesOf(value: unknown, depth: number): readonly unknown[] {
  if (depth >= DEEPEST) return [value];
  if (Array.isArray(value)) return value.flatMap((each) => nodesOf(each, depth + 1));
  const node = objectOf(value);
  if (node === undefined || isPosting(node)) return [value];
  const held = HOLDERS.map((name) => node[name]).filter((each) => each !== null && typeof each === "object");
  return held.length === 0 ? [value] : held.flatMap((each) => nodesOf(each, depth + 1));
}

/** Types without the address of their vocabulary: "https://schema.org/JobPosting" and "schema:JobPosting" are JobPosting. */
function typesOf(node: JsonObject): string[] {
  return textsOf(listOf(node["@type"])).map((type) => type.split(/[/#:]/).at(-1) ?? type);
}

function isPosting(node: JsonObject): boolean {
  return typesOf(node).includes("JobPosting");
}

function advertOf(node: JsonObject): Advert {
  const employer = nameOf(node["hiringOrganization"]);
  const locations = listOf(node["jobLocation"]);
  const applicants = listOf(node["applicantLocationRequirements"]).map(nameOf);
  const own = textsOf(locations.map(placeOf));
  const stated = textsOf(locations.map(countryOf));
  const remote = textsOf(listOf(node["jobLocationType"])).some((type) => /telecommute/i.test(type));
  const description = textOf(node["description"]);
  return {
    key: keyOf(node, employer),
    title: decoded(firstText(node["title"], node["name"])),
    employer,
    places: own.length > 0 ? own : textsOf(applicants),
    country: stated.length === 1 ? (stated[0] ?? null) : null,
    workplace: remote ? "Remote" : null,
    employmentType: firstText(...listOf(node["employmentType"])),
    pay: basePay(node),
    skills: skillsOf(node["skills"]),
    text: description === null ? null : textOf(plainText(description)),
    mentions: null,
    published: textOf(node["datePosted"]),
  };
}

/** A thing's name; text is the name itself. */
function nameOf(value: unknown): string | null {
  const [first] = listOf(value);
  const thing = objectOf(first);
  const name = thing === undefined ? textOf(first) : firstText(...listOf(thing["name"]), ...listOf(thing["legalName"]));
  return decoded(name);
}

/** Many pages write "&amp;" inside their JSON too, where it is no longer markup. */
function decoded(text: string | null): string | null {
  return text === null ? null : textOf(decodedEntities(text));
}

/** A place's address, as text or by its parts; else the place's name. */
function placeOf(value: unknown): string | null {
  const place = objectOf(value);
  if (place === undefined) return decoded(textOf(value));
  const [address] = listOf(place["address"] ?? (place["addressLocality"] === undefined ? undefined : place));
  const parts = objectOf(address);
  if (parts === undefined) return decoded(firstText(address, ...listOf(place["name"])));
  const [region, country] = [nameOf(parts["addressRegion"]), nameOf(parts["addressCountry"])];
  return textOf(textsOf([nameOf(parts["addressLocality"]), region, country]).join(", ")) ?? nameOf(place);
}

function countryOf(value: unknown): string | null {
  const place = objectOf(value);
  const [address] = listOf(place?.["address"]);
  return nameOf(objectOf(address)?.["addressCountry"] ?? place?.["addressCountry"]);
}

/** Listed, or in one text with commas or semicolons between them: then only what is short enough to be a skill. */
function skillsOf(value: unknown): string[] {
  const texts = textsOf(listOf(value).map((each) => nameOf(each) ?? each));
  const named = texts.flatMap((text) => (text.length > 5_000 ? [] : text.split(/[,;\n•]/)));
  return textsOf(named).filter((name) => name.length <= 40);
}

/** An identifier is one among those of its employer; an address is one of all. */
function keyOf(node: JsonObject, employer: string | null): string | null {
  const [first] = listOf(node["identifier"]);
  const identifier = objectOf(first);
  const id = identifier === undefined ? textOf(first) : firstText(identifier["value"], identifier["@value"]);
  if (id !== null) return `jsonld:${(employer ?? nameOf(identifier) ?? "").toLowerCase()}/${id}`;
  const address = firstText(node["url"], node["@id"], objectOf(node["mainEntityOfPage"])?.["@id"]);
  return address === null || address.startsWith("_:") || address.startsWith("#") ? null : `jsonld:${address}`;
}
