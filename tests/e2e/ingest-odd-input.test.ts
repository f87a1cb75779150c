import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import { expectRefusal, freshFolder, put, readJson, run } from "./cli.ts";
import { COLUMNS, csv, jsonl, posting, postings, type Row } from "./postings.ts";

/** Ingests one file of the format `postings` into an empty folder; the answer and the stored week. */
async function ingested(name: string, content: string | Uint8Array) {
  const folder = await freshFolder();
  await put(folder, name, content);
  return answered(folder, name);
}

async function answered(folder: string, name: string, ...args: readonly string[]) {
  const format = args.length > 0 ? args : ["--format", "postings"];
  const result = await run(["ingest", name, ...format, "--json"], { cwd: folder });
  expect(result, result.stderr).toMatchObject({ code: 0 });
  const { files, weeks } = JSON.parse(result.stdout);
  return {
    file: files[0],
    weeks,
    stderr: result.stderr,
    snapshot: await readJson(folder, "snapshots/2026-W45/snapshot.json"),
  };
}

/** A snapshot without what names its file. */
function figures({ snapshot }: { snapshot: { sources: unknown } }): unknown {
  return { ...snapshot, sources: undefined };
}

describe.concurrent("ingest of unusual but good input", () => {
  const rows = postings(6);
  /** The same rows with a member for every column, empty ones as well, as a CSV has them. */
  const whole = rows.map((row) => ({ ...Object.fromEntries(COLUMNS.map((column) => [column, ""])), ...row }));

  it("reads the same week from CSV, joined gzips, quotes, CRLF, old Mac line ends, a byte order mark, JSONL and Parquet", async () => {
    const plain = await ingested("a.csv", csv(rows));
    const rest = csv(rows.slice(3)).replace(/^.*\n/, "");
    const folder = await freshFolder();
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await put(folder, "plain.csv", csv(rows));
    const typed =
      "* REPLACE (last_seen::DATE AS last_seen, pay_floor::BIGINT AS pay_floor, string_split(skills, '; ') AS skills)";
    await connection.run(
      `COPY (SELECT ${typed} FROM read_csv('${join(folder, "plain.csv")}', all_varchar = true)) TO '${join(folder, "a.parquet")}' (FORMAT parquet)`,
    );
    connection.closeSync();
    const others = await Promise.all([
      ingested("a.csv.gz", Buffer.concat([gzipSync(csv(rows.slice(0, 3))), gzipSync(rest)])),
      ingested(
        "a.csv",
        `\uFEFF${csv(rows)
          .replace(/[^,\n]+/g, '"$&"')
          .replaceAll("\n", "\r\n")}`,
      ),
      ingested("a [1]*.csv", csv(rows).replaceAll("\n", "\r").trimEnd()),
      ingested("a.jsonl.gz", gzipSync(jsonl(whole).replaceAll("\n", "\r\n"))),
      ingested("a.ndjson.gz", gzipSync(jsonl(whole.map((row) => ({ ...row, skills: ["SQL", "Python"] }))))),
      answered(folder, "a.parquet"),
    ]);
    for (const other of others) expect(figures(other)).toEqual(figures(plain));
    expect(plain).toMatchObject({ stderr: "", file: { rows: 6, accepted: 6, rejected: {}, doubted: {} } });
  });

  it("reads plain JSONL", async () => {
    expect((await ingested("a.jsonl", jsonl(rows))).file).toMatchObject({ accepted: 6 });
  });

  it("refuses JSONL with a byte order mark rather than lose its first record", async () => {
    const folder = await freshFolder();
    await put(folder, "bom.jsonl.gz", gzipSync(`\uFEFF${jsonl(rows)}`));
    const args = ["ingest", "bom.jsonl.gz", "--format", "postings"];
    expectRefusal(await run(args, { cwd: folder }), 3, "bom.jsonl.gz", "byte order mark");
  });

  it("refuses a CSV whose lines end in different ways, which the database cannot read", async () => {
    const lines = csv(postings(6, { bonus: "no" }))
      .trimEnd()
      .split("\n");
    const text = lines.map((line, index) => `${line}${index < 3 ? "\r\n" : "\n"}`).join("");
    const folder = await freshFolder();
    await put(folder, "mixed.csv", text);
    const args = ["ingest", "mixed.csv", "--format", "postings"];
    expectRefusal(await run(args, { cwd: folder }), 3, "mixed.csv", "one kind of line ending");
  });

  it("rejects JSONL lines that are no object and takes the others", async () => {
    const lines = jsonl(rows).split("\n");
    lines.splice(1, 0, "{broken", "[1, 2]", '"text"', "null");
    const { file, stderr } = await ingested("a.jsonl.gz", gzipSync(lines.join("\n")));
    expect(file).toMatchObject({ rows: 10, accepted: 6, rejected: { "no-title": 4 } });
    expect(stderr).toMatch(/row 2,.*\n.*row 3,.*\n.*row 4,/);
  });

  it("lets the first of equal column names count, and ignores the rest", async () => {
    const doubled = csv(rows)
      .trimEnd()
      .split("\n")
      .map((line, index) => (index === 0 ? `${line},title,,note` : `${line},Wrong,x,y`));
    const { snapshot, file } = await ingested("a.csv", doubled.join("\n"));
    expect(file).toMatchObject({ accepted: 6 });
    expect(Object.keys(snapshot.roles)).toEqual(["data-engineer"]);
  });

  it("reads a CSV whose column names differ in case only", async () => {
    const lines = csv(rows).trimEnd().split("\n");
    const doubled = lines.map((line, index) => (index === 0 ? `${line},Title` : `${line},other`));
    expect((await ingested("a.csv", doubled.join("\n"))).file).toMatchObject({ accepted: 6 });
  });

  it("reads a file through a mapping of the project's own, with semicolons, single quotes and decimal hours", async () => {
    const folder = await freshFolder();
    const mapping = {
      name: "ours",
      source: { title: "Ours", url: null, licence: null },
      kind: "stock",
      csv: { delimiter: ";", quote: "'" },
      roles: "column",
      columns: {
        title: "Titel",
        role: "Rolle",
        employer: "Firma",
        date: "Tag",
        skills: { column: "Wissen", list: { separator: "," } },
      },
      pay: [{ midpoint: "Lohn", per: "hour", currency: "USD" }],
    };
    await put(folder, "templates/mappings/ours.json", JSON.stringify(mapping));
    await put(
      folder,
      "a.csv",
      "Titel;Rolle;Firma;Tag;Wissen;Lohn\n'a;b';Data Engineer;'It''s \"us\"';2026-11-03;SQL, Go;60.50\n",
    );
    const { snapshot } = await answered(folder, "a.csv", "--format", "mapped", "--mapping", "ours");
    expect(snapshot.roles["data-engineer"]).toMatchObject({
      topEmployers: [{ name: 'It\'s "us"' }],
      skills: [{ name: "Go" }, { name: "SQL" }],
      pay: { midpoint: { median: 125_840 }, floor: null, ceiling: null },
    });
  });

  it("reads a cell of 300 KB", async () => {
    const { file } = await ingested("a.csv", csv([...rows, posting(9, { title: "x".repeat(300_000) })]));
    expect(file).toMatchObject({ accepted: 7, rejected: {} });
  });

  it("keeps letters, emoji and markup in names, and drops control and reordering characters", async () => {
    const names = [
      "Açmé 🚀",
      "evil\u202Egnp.exe",
      "bell\u0007\ttab\u00A0wide\u2028line",
      "שלום",
      "{{email}}",
      "<b>Bold & Co</b>",
      '"Quoted", Inc',
    ];
    const { snapshot } = await ingested("a.csv", csv(names.map((employer, index) => posting(index, { employer }))));
    expect(snapshot.roles["data-engineer"].topEmployers.map(({ name }: { name: string }) => name)).toEqual([
      '"Quoted", Inc',
      "<b>Bold & Co</b>",
      "Açmé 🚀",
      "bell tab wide line",
      "evil gnp.exe",
      "{{email}}",
      "שלום",
    ]);
  });

  it("splits list columns at the separator only, and drops blanks and repeats", async () => {
    const odd: Row[] = [
      posting(1, { skills: `C++; "R"; it's; , ;; SQL;SQL` }),
      posting(2, { roles: "Data Engineer; ML Engineer ;;Data Engineer" }),
      posting(3, { skills: "['a, b', \"it's\", 'SQL']" }),
      posting(4, { skills: "" }),
    ];
    const { snapshot } = await ingested("a.csv", csv(odd));
    expect(snapshot.totals.openings).toBe(4);
    expect(snapshot.roles["ml-engineer"].openings).toBe(1);
    const named = snapshot.roles["data-engineer"].skills.map(
      (each: { name: string; postings: number }) => `${each.name} ${each.postings}`,
    );
    expect(named).toEqual(["SQL 3", "it's 2", '"R" 1', ", 1", "C++ 1", "Python 1", "a, b 1"]);
  });

  it("reads our own format without its optional columns", async () => {
    const few = COLUMNS.filter((name) => ["title", "roles", "last_seen"].includes(name));
    expect((await ingested("a.csv", csv(rows, few))).snapshot.roles["data-engineer"]).toMatchObject({
      skills: null,
      openings: 6,
    });
  });
});
