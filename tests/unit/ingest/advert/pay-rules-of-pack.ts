import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type PayRules, parsePayRules } from "../../../../src/ingest/advert/pay-rules.ts";
import { type PlaceRules, parsePlaceRules } from "../../../../src/ingest/advert/place-rules.ts";

const PACK = resolve(import.meta.dirname, "../../../../templates/en-US");
const text = (name: string) => readFileSync(resolve(PACK, name), "utf8");

/** The rules of the English pack, as they ship. */
export const PAY_RULES: PayRules = parsePayRules(text("pay.yaml"), "pay.yaml");
export const PLACE_RULES: PlaceRules = parsePlaceRules(
  existsSync(resolve(PACK, "places.yaml")) ? text("places.yaml") : "",
  "places.yaml",
);
