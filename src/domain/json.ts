/** A value that fits a line of this length is written on one line; longer ones are broken up, a member a line. */
const LINE_LENGTH = 120;

/** JSON as every stored file of ours looks: keys in the order given, two spaces, short values on one line, a newline at the end. */
export function storedJson(value: unknown): string {
  return `${written(JSON.parse(JSON.stringify(value)), "", 0)}\n`;
}

function written(value: unknown, indent: string, used: number): string {
  const oneLine = inOneLine(value);
  if (indent.length + used + oneLine.length <= LINE_LENGTH) return oneLine;
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    const lines = value.map((inner) => `${deeper}${written(inner, deeper, 1)}`);
    return `[\n${lines.join(",\n")}\n${indent}]`;
  }
  if (!isObject(value)) return oneLine;
  const lines = Object.entries(value).map(([key, inner]) => {
    const name = `${JSON.stringify(key)}: `;
    return `${deeper}${name}${written(inner, deeper, name.length + 1)}`;
  });
  return `{\n${lines.join(",\n")}\n${indent}}`;
}

function inOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOneLine).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${inOneLine(inner)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

function isObject(value: unknown): value is object {
  return value !== null && typeof value === "object";
}
