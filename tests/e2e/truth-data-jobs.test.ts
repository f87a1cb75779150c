import { readFileSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { slug } from "../../src/domain/role.ts";
import { weekOf } from "../../src/domain/week.ts";
import { contentOf, freshFolder, readJson, run } from "./cli.ts";
import { lacksSharedData, sharedFile } from "./shared-data.ts";

const DATA = "posting-level/data_jobs_2023/data_jobs_salary.dev.csv.gz";
const TRUTH = "truth/data_jobs_2023.dev.csv";
/** The first ten weeks are enough to see whether the order of rows matters. */
const FIRST_OTHER_DAY = "2023-03-06";
const OPTIONS = ["--format", "mapped", "--mapping", "data-jobs-yearly", "--scope", "us-full-time"];

describe.skipIf(lacksSharedData(DATA, TRUTH))("data_jobs 2023 against figures computed independently", () => {
  let folder: string;
  let shuffledFolder: string;

  beforeAll(async () => {
    folder = await freshFolder();
    shuffledFolder = await freshFolder();
    const text = gunzipSync(readFileSync(sharedFile(DATA))).toString("utf8");
    await writeFile(join(shuffledFolder, "shuffled.csv"), shuffled(text));
    const [whole, mixed] = await Promise.all([
      run(["ingest", sharedFile(DATA), ...OPTIONS, "--by-week"], { cwd: folder }),
      run(["ingest", "shuffled.csv", ...OPTIONS, "--by-week"], { cwd: shuffledFolder }),
    ]);
    expect(whole, whole.stderr).toMatchObject({ code: 0 });
    expect(mixed, mixed.stderr).toMatchObject({ code: 0 });
  });

  it("agrees in every week and role on counts, pay, remote share, skills and companies", async () => {
    const rows = truthRows();
    expect(rows).toHaveLength(200);
    const differences: string[] = [];
    for (const row of rows) {
      const week = weekOf(row["week_start"] ?? "");
      const { roles } = await readJson(folder, `snapshots/${week}/snapshot.json`);
      const role = roles[slug(row["role"] ?? "")];
      const differ = (what: string, ours: unknown, truth: unknown) =>
        differences.push(`${week} ${row["role"]}: ${what} is ${ours}, true is ${truth}`);
      const n = Number(row["n_us_ft_year"]);
      if ((role?.pay.disclosed ?? 0) !== n) differ("n", role?.pay.disclosed, n);
      if (n === 0 || role === undefined) continue;
      for (const stat of ["mean", "median", "p25", "p75"]) {
        const ours = role.pay.midpoint[stat];
        if (!(Math.abs(ours - Number(row[stat])) <= 1)) differ(stat, ours, row[stat]);
      }
      const remote = role.workplace.remote / role.openings;
      if (!(Math.abs(remote - Number(row["remote_share"])) <= 0.0001)) differ("remote", remote, row["remote_share"]);
      const skills = counted(role.skills, 5);
      if (skills !== row["top5_skills"]) differ("skills", skills, row["top5_skills"]);
      const companies = counted(role.topEmployers, 3);
      if (companies !== row["top3_companies"]) differ("companies", companies, row["top3_companies"]);
    }
    expect(differences).toEqual([]);
  });

  it("gives byte-identical snapshots and changes when the first weeks are ingested again", async () => {
    const before = await contentOf(join(folder, "snapshots"));
    for (const week of ["2022-W52", "2023-W01"]) {
      const again = await run(["ingest", sharedFile(DATA), ...OPTIONS, "--week", week, "--json"], { cwd: folder });
      expect(JSON.parse(again.stdout)).toMatchObject({ weeks: [{ week, state: "unchanged" }] });
    }
    const after = await contentOf(join(folder, "snapshots"));
    const text = (content: Record<string, string>) =>
      Object.entries(content).filter(([name]) => !name.endsWith(".parquet"));
    expect(text(after)).toEqual(text(before));
  });

  it("gives the same snapshots and changes for the same rows in another order, but for the hash of the file", async () => {
    const weeks = (await readdir(join(shuffledFolder, "snapshots"))).sort();
    expect(weeks).toHaveLength(10);
    const plain = async (root: string, week: string, name: string) =>
      (await readFile(join(root, "snapshots", week, name), "utf8")).replaceAll(
        /"sha256": "[0-9a-f]{64}"/g,
        '"sha256": ""',
      );
    for (const week of weeks) {
      for (const name of ["snapshot.json", "changes.json"])
        expect(await plain(shuffledFolder, week, name), `${week} ${name}`).toBe(await plain(folder, week, name));
    }
  });
});

/** "name=count; …" of the first entries, as the truth file writes them. */
function counted(named: readonly { name: string; postings: number }[], most: number): string {
  return named
    .slice(0, most)
    .map(({ name, postings }) => `${name}=${postings}`)
    .join("; ");
}

function truthRows(): Record<string, string>[] {
  const [head = [], ...rows] = records(readFileSync(sharedFile(TRUTH), "utf8"));
  return rows.map((cells) => Object.fromEntries(head.map((name, index) => [name, cells[index] ?? ""])));
}

/** CSV records whose quoted cells hold no line breaks but may hold commas and doubled quotes. */
function records(text: string): string[][] {
  return text
    .replaceAll("\r", "")
    .trimEnd()
    .split("\n")
    .map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = ""]) => unquoted(cell)));
}

function unquoted(cell: string): string {
  return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}

/** The rows of the first ten weeks in another order, the same on every machine. A record may span lines. */
function shuffled(text: string): string {
  const rows: string[] = [];
  let open = false;
  for (const line of text.trimEnd().split("\n")) {
    if (open) rows.push(`${rows.pop()}\n${line}`);
    else rows.push(line);
    if ((line.split('"').length - 1) % 2 === 1) open = !open;
  }
  const [head = "", ...all] = rows;
  const rest = all.filter((row) => (/,(\d{4}-\d\d-\d\d) \d\d:\d\d:\d\d,/.exec(row)?.[1] ?? "") < FIRST_OTHER_DAY);
  let state = 20231001;
  for (let last = rest.length - 1; last > 0; last--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = state % (last + 1);
    [rest[last], rest[other]] = [rest[other] ?? "", rest[last] ?? ""];
  }
  return `${[head, ...rest].join("\n")}\n`;
}
