/** A value that fits a line of this length is written on one line; longer ones are broken up, a member a line. */
const LINE_LENGTH = 120;

/** JSON as every stored file of ours looks: keys in the order given, two spaces, short values on one line, a newline at the end. */
export function storedJson(value: unknown): string {
  return `${written(JSON.parse(JSON.stringify(value)), "", 0)}\n`;
}

function written(value: unknown, indent: string, used: number): string {
  const oneLine = inOneLine(value, LINE_LENGTH - indent.length - used);
  if (oneLine !== undefined) return oneLine;
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    const lines = value.map((inner) => `${deeper}${written(inner, deeper, 1)}`);
    return `[\n${lines.join(",\n")}\n${indent}]`;
  }
  if (!isObject(value)) return JSON.stringify(value);
  const lines = Object.entries(value).map(([key, inner]) => {
    const name = `${JSON.stringify(key)}: `;
    return `${deeper}${name}${written(inner, deeper, name.length + 1)}`;
  });
  return `{\n${lines.join(",\n")}\n${indent}}`;
}

/** The value on one line of at most `room` characters; undefined where it is longer, which is found out without writing it all. */
function inOneLine(value: unknown, room: number): string | undefined {
  if (Array.isArray(value)) return joined("[", value, "]", room, inOneLine);
  if (!isObject(value)) return fitting(JSON.stringify(value), room);
  const members = Object.entries(value);
  if (members.length === 0) return fitting("{}", room);
  return joined("{ ", members, " }", room, ([key, inner], left) => {
    const name = `${JSON.stringify(key)}: `;
    const text = inOneLine(inner, left - name.length);
    return text === undefined ? undefined : name + text;
  });
}

function joined<T>(
  start: string,
  items: readonly T[],
  end: string,
  room: number,
  write: (item: T, room: number) => string | undefined,
): string | undefined {
  let line = start;
  for (const [index, item] of items.entries()) {
    const before = index === 0 ? "" : ", ";
    const text = write(item, room - line.length - before.length - end.length);
    if (text === undefined) return undefined;
    line += before + text;
  }
  return fitting(line + end, room);
}

function fitting(text: string, room: number): string | undefined {
  return text.length <= room ? text : undefined;
}

function isObject(value: unknown): value is object {
  return value !== null && typeof value === "object";
}
