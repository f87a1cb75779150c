import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { countAudience } from "../../../src/deliver/audience.ts";
import { type ListedReader, readReaders } from "../../../src/deliver/reader-list.ts";
import { freshFolder } from "./sending.ts";

async function listOf(content: string | Uint8Array): Promise<string> {
  const path = join(await freshFolder(), "readers.csv");
  await writeFile(path, content);
  return path;
}

async function read(content: string | Uint8Array) {
  const readers: ListedReader[] = [];
  const list = await readReaders(await listOf(content), async (batch) => {
    readers.push(...batch);
  });
  return { ...list, readers };
}

const refusal = (content: string | Uint8Array) => read(content).catch((error: unknown) => error);

describe("a list of readers", () => {
  it("takes columns in any order and case, quoted fields, a mark at the beginning and Windows line ends", async () => {
    const { readers, rows, ignored } = await read(
      '\uFEFFName,"EMAIL",since\r\n"Lovelace, ""Ada""",ada@example.com,1815\r\n\r\n,bob@example.com,\r\n',
    );
    expect(readers).toEqual([
      { address: "ada@example.com", key: "ada@example.com", name: 'Lovelace, "Ada"', roles: [] },
      { address: "bob@example.com", key: "bob@example.com", name: null, roles: [] },
    ]);
    expect({ rows, ignored }).toEqual({ rows: 2, ignored: ["since"] });
  });

  it("keeps names in every script, and takes out what could reorder or end a line", async () => {
    const { readers } = await read(
      'address,name\na@example.com,نور الدين\nb@example.com,Ada 👩‍🚀\nc@example.com,"Eve\r\nBcc: x@example.net"\nd@example.com,\u202Egnp.exe\u0000\n',
    );
    expect(readers.map(({ name }) => name)).toEqual(["نور الدين", "Ada 👩‍🚀", "Eve Bcc: x@example.net", "gnp.exe"]);
    expect((await read(`address,name\na@example.com,${"x".repeat(5_000)}\n`)).readers[0]?.name).toHaveLength(100);
  });

  it("takes the roles that a reader follows, each once, whatever stands between them", async () => {
    const { readers, ignored } = await read(
      'roles,address\n"data-engineer, MLOps-Engineer; data-engineer",a@example.com\n,b@example.com\nml-engineer | data-analyst,c@example.com\n',
    );
    expect(readers.map(({ roles }) => roles)).toEqual([
      ["data-engineer", "mlops-engineer"],
      [],
      ["data-analyst", "ml-engineer"],
    ]);
    expect(ignored).toEqual([]);
  });

  it("refuses what is no role, and more roles than a mail can tell", async () => {
    const many = Array.from({ length: 13 }, (_, index) => `role-${index}`).join(" ");
    const error = await refusal(`address,roles\na@example.com,${many}\nb@example.com,<b>\n`);
    expect(error).toMatchObject({ code: "readers-unfit", details: { unfit: 2 } });
    expect((error as Error).message).toContain("row 2, field roles: it names 13 roles, and a mail tells at most 12");
    expect((error as Error).message).toContain("row 3, field roles: a role is written in letters");
  });

  it("names roles that the edition does not know, and sends all the same", async () => {
    const list = await listOf("address,roles\na@example.com,data-enginer ml-engineer\nb@example.com,astronaut\n");
    expect(await countAudience(list, new Set(["ml-engineer"]))).toMatchObject({
      readers: 2,
      unknownRoles: ["astronaut", "data-enginer"],
    });
  });

  it("names unfit rows by number and problem, at most ten, and never by what is in them", async () => {
    const bad = Array.from({ length: 12 }, (_, index) => `secret${index}@@example.com,x`);
    const error = await refusal(["address,name", "ada@example.com,Ada", ...bad, "eve@example.com", ""].join("\n"));
    expect(error).toMatchObject({ code: "readers-unfit", exitCode: 3, details: { unfit: 13 } });
    const { message } = error as Error;
    expect(message).toContain("row 3, field address: it has more than one @");
    expect(message).toContain("row 12,");
    expect(message).toContain("and 3 more");
    expect(message).not.toMatch(/secret|example\.com/);
    expect(await refusal("address,name\nada@example.com,Ada,Lovelace\n")).toMatchObject({
      message: expect.stringContaining("row 2, the row has 3 fields and the header 2"),
    });
  });

  it("hands on nothing after the first unfit row, and counts blank rows where people see them", async () => {
    const error = await refusal("address\n\nada@example.com\n\nada\n");
    expect(error).toMatchObject({ message: expect.stringContaining("row 5, field address: it has no @") });
  });

  it.each([
    ["an empty file", "", "file-empty"],
    ["a header alone", "address,name\n", "file-empty"],
    ["a file without a header", "ada@example.com,Ada\n", "column-missing"],
    ["two columns of addresses", "address,email\na@example.com,b@example.com\n", "column-missing"],
    ["columns separated by semicolons", "address;name\nada@example.com;Ada\n", "column-missing"],
    ["UTF-16", new Uint8Array(Buffer.from("\uFEFFaddress\nada@example.com\n", "utf16le")), "file-not-text"],
    ["Latin-1", new Uint8Array(Buffer.from("address,name\na@example.com,Zoë\n", "latin1")), "file-not-text"],
    [
      "a quote that is never closed",
      `address,name\na@example.com,"Ada\n${"b@example.com,x\n".repeat(20_000)}`,
      "file-damaged",
    ],
    ["a quote within a field", 'address,name\na@example.com,A"d"a\n', "file-damaged"],
  ])("refuses %s", async (_, content, code) => {
    const error = await refusal(content);
    expect(error).toMatchObject({ code, exitCode: 3 });
    expect((error as Error).message).not.toContain("@example");
  });

  it("refuses a file that is not there", async () => {
    await expect(countAudience(join(await freshFolder(), "none.csv"), new Set())).rejects.toMatchObject({
      code: "file-missing",
    });
  });

  it("counts readers and repeated rows over all batches", async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `R${index % 12_345}@Example.com`);
    expect(await countAudience(await listOf(`email\n${rows.join("\n")}\n`), new Set())).toEqual({
      readers: 12_345,
      duplicates: 7_655,
      ignored: [],
      unknownRoles: [],
    });
  });
});
