import type { PayTier } from "../advert/advert.ts";
import { type JsonObject, listOf, objectOf } from "./json-value.ts";
import { currencyOf, figureOf, periodOf } from "./structured-pay.ts";

/**
 * `baseSalary` of a JobPosting: a MonetaryAmount whose value is a range or a figure, the range without an amount around it, or a
 * plain figure. Several are several tiers. What others estimate (`estimatedSalary`) is no pay that the ad states.
 */
export function basePay(node: JsonObject): PayTier[] {
  return listOf(node["baseSalary"]).flatMap((salary) => {
    const amount = objectOf(salary);
    const currency = currencyOf(amount?.["currency"]) ?? currencyOf(node["salaryCurrency"]);
    // Ends beside the currency stand for a value; a list of values is read one by one.
    const values = amount === undefined ? [salary] : listOf(amount["value"] ?? amount["price"] ?? amount);
    return values.flatMap((value) => {
      const range = objectOf(value);
      const figure = figureOf(range === undefined ? value : range["value"]);
      const floor = figureOf(range?.["minValue"]) ?? figure;
      const ceiling = figureOf(range?.["maxValue"]) ?? figure;
      if (floor === null && ceiling === null) return [];
      const per = periodOf(range?.["unitText"]) ?? periodOf(range?.["unitCode"]) ?? periodOf(amount?.["unitText"]);
      const own = currencyOf(range?.["currency"]) ?? currency;
      return [{ floor, ceiling, currency: own, per, place: null }];
    });
  });
}
