import { describe, expect, it } from "vitest";
import { advertOf, read } from "./advert-of.ts";

const JOB = {
  id: 4100200,
  title: "Data Engineer",
  company_name: "Acme",
  absolute_url: "https://boards.greenhouse.io/acme-inc/jobs/4100200",
  location: { name: "Austin, TX" },
  first_published: "2026-07-30T23:59:38-04:00",
  updated_at: "2026-08-02T00:00:00-04:00",
  metadata: null,
};

describe("a Greenhouse job", () => {
  it("is an advertisement with its key, places as written, and the moment of its first publication", () => {
    const offices = [
      { name: "Austin", location: "Austin, Texas, United States" },
      { name: "Remote US", location: null },
    ];
    expect(advertOf("greenhouse", { jobs: [{ ...JOB, offices }], meta: { total: 1 } })).toEqual({
      key: "greenhouse:4100200",
      title: "Data Engineer",
      employer: "Acme",
      places: ["Austin, TX", "Austin, Texas, United States", "Remote US"],
      country: null,
      workplace: null,
      employmentType: null,
      pay: [],
      skills: [],
      text: null,
      mentions: null,
      published: "2026-07-30T23:59:38-04:00",
    });
  });

  it("is read alike from a board, a list, a list of boards and by itself", () => {
    const [board, list, boards, alone] = [{ jobs: [JOB] }, [JOB], [{ jobs: [JOB] }], JOB].map((answer) =>
      read("greenhouse", answer),
    );
    expect(board).toHaveLength(1);
    expect([list, boards, alone]).toEqual([board, board, board]);
    expect(read("greenhouse", { jobs: [], meta: { total: 0 } })).toEqual([]);
  });

  it.each([
    [{ ...JOB, company_name: " " }, "acme-inc"],
    [
      { ...JOB, company_name: null, absolute_url: "https://boards.greenhouse.io/embed/job_app?for=acme&token=1" },
      "acme",
    ],
    [{ ...JOB, company_name: null, absolute_url: "https://acme.example/jobs/1" }, "file-name"],
    [{ ...JOB, company_name: null, absolute_url: "no address" }, "file-name"],
  ])("takes its employer from the company's name, the board's address, or the file's name", (job, employer) => {
    expect(advertOf("greenhouse", job, "file-name").employer).toBe(employer);
  });

  it("takes workplace and employment from fields of the company's own, whatever their case", () => {
    const metadata = [
      { name: "LOCATION TYPE", value: "Hybrid", value_type: "single_select" },
      { name: "Employment Type", value: null, value_type: "single_select" },
      { name: "Time Type", value: ["Full time"], value_type: "multi_select" },
    ];
    expect(advertOf("greenhouse", { ...JOB, metadata })).toMatchObject({
      workplace: "Hybrid",
      employmentType: "Full time",
    });
  });

  it("has its pay ranges in whole money, by the period of their title, else by the year from 10,000 up", () => {
    const range = { min_cents: 12_000_000, max_cents: 15_000_050, currency_type: "USD" };
    const pay_input_ranges = [
      { ...range, title: "San Francisco" },
      { ...range, min_cents: 5_000, max_cents: 7_550, title: "Hourly rate" },
      { ...range, min_cents: 5_000, max_cents: 7_550, title: "Rate" },
      { ...range, min_cents: 0, max_cents: 0, title: "Empty" },
    ];
    expect(advertOf("greenhouse", { ...JOB, pay_input_ranges }).pay).toEqual([
      { floor: 120_000, ceiling: 150_000.5, currency: "USD", per: "year", place: "San Francisco" },
      { floor: 50, ceiling: 75.5, currency: "USD", per: "hour", place: "Hourly rate" },
      { floor: 50, ceiling: 75.5, currency: "USD", per: null, place: "Rate" },
    ]);
  });

  it("has a text where the answer has content", () => {
    expect(advertOf("greenhouse", { ...JOB, content: "<p>Write SQL</p>" }).text?.trim()).toBe("Write SQL");
  });
});

describe("an answer that is no job of Greenhouse", () => {
  it("is a row without a title, or no object", () => {
    expect(advertOf("greenhouse", { status: 404, error: "Job not found" }).title).toBeNull();
    expect(read("greenhouse", [7, "x", null])).toEqual(
      [7, "x", null].map(() => ({ reason: "malformed-row", note: "it is no object" })),
    );
  });
});
