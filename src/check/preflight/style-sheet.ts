import type { CheerioAPI } from "cheerio/slim";
import { type CssNode, generate, parse, type Rule, walk } from "css-tree";
import type { Element } from "domhandler";
import { type Declared, declaredBy } from "./declarations.ts";
import { holds, VIEWS, type View } from "./views.ts";

/** What a rule of the head's styles says of the elements that its selector finds. */
export interface SheetRule {
  readonly elements: readonly Element[];
  /** Of its selector, as a number: of two, the greater wins. */
  readonly specificity: number;
  readonly declared: readonly Declared[];
  /** Where it holds. */
  readonly views: ReadonlySet<View>;
}

/** The elements that a selector finds; throws where it is not understood. */
type Find = (selector: string) => Element[];

/** Outlook sets this above a mail whose colours it darkens. */
const OUTLOOK = /^\s*\[data-ogs[cb]\]\s+/i;
/** Of what a mail looks like while nobody points at it. */
const AT_REST = /:(hover|active|focus|focus-visible|focus-within|visited|target|checked)(?![\w-])/i;

/**
 * The rules of all style elements, a selector at a time, in the order in which they stand. What cannot be read gives no rule, nor
 * does a selector that nothing understands.
 */
export function sheetRules($: CheerioAPI): SheetRule[] {
  const known = new Map<string, Element[]>();
  const find: Find = (selector) => {
    const elements = known.get(selector) ?? $<Element, string>(selector).toArray();
    known.set(selector, elements);
    return elements;
  };
  return $("style")
    .toArray()
    .flatMap((element) => {
      const tree = parse($(element).text());
      return tree.type === "StyleSheet"
        ? rulesIn(find, tree.children.toArray(), [$(element).attr("media") ?? "all"])
        : [];
    });
}

/** Rules of a sheet or of an @-rule's block, under the media queries around it. */
function rulesIn(find: Find, nodes: readonly CssNode[], conditions: readonly string[]): SheetRule[] {
  return nodes.flatMap((node): SheetRule[] => {
    if (node.type === "Rule") return rulesOf(find, node, conditions);
    if (node.type !== "Atrule" || node.block === null || !/^(media|supports|layer)$/.test(node.name)) return [];
    const media = node.name === "media" && node.prelude !== null ? [generate(node.prelude)] : [];
    return rulesIn(find, node.block.children.toArray(), [...conditions, ...media]);
  });
}

function rulesOf(find: Find, { prelude, block }: Rule, conditions: readonly string[]): SheetRule[] {
  if (prelude.type !== "SelectorList") return [];
  const nodes = block.children.toArray();
  const declared = nodes.flatMap((node) => (node.type === "Declaration" ? declaredBy(node) : []));
  const views = new Set(VIEWS.filter((view) => conditions.every((media) => holds(media, view))));
  if (declared.length === 0 || views.size === 0) return [];
  return prelude.children.toArray().flatMap((selector) => {
    const found = ruleOf(find, selector);
    if (found === undefined) return [];
    const { outlook, ...rule } = found;
    return [{ ...rule, declared, views: outlook ? new Set([...views].filter((view) => view.outlook)) : views }];
  });
}

function ruleOf(find: Find, selector: CssNode) {
  const text = generate(selector);
  if (AT_REST.test(text) || text.includes("::")) return undefined;
  const outlook = OUTLOOK.test(text);
  try {
    return { elements: find(text.replace(OUTLOOK, "")), specificity: specificity(selector), outlook };
  } catch {
    return undefined;
  }
}

/** Selectors 4, section 17: ids, then classes, attributes and pseudo-classes, then names. */
function specificity(selector: CssNode): number {
  let sum = 0;
  walk(selector, (node: CssNode) => {
    if (node.type === "IdSelector") sum += 10_000;
    else if (node.type === "ClassSelector" || node.type === "AttributeSelector") sum += 100;
    else if (node.type === "PseudoClassSelector" && !/^(not|is|has|where)$/.test(node.name)) sum += 100;
    else if (node.type === "TypeSelector" && node.name !== "*") sum += 1;
  });
  return sum;
}
