import { describe, expect, it } from "vitest";
import { anyBoard } from "../../../../src/ingest/sources/any-board.ts";

const greenhouse = { id: 7, title: "Data Engineer", absolute_url: "https://job-boards.greenhouse.io/acme/jobs/7" };
const lever = { id: "b", text: "ML Engineer", categories: { location: "Austin" } };
const ashby = { id: "c", title: "AI Engineer", jobUrl: "https://jobs.ashbyhq.com/acme/c", isListed: true };
const page = {
  "@context": "https://schema.org",
  "@type": "JobPosting",
  title: "Data Analyst",
  url: "https://acme.example/d",
};

const read = (value: unknown) => anyBoard.records(value).map((record) => anyBoard.advert(record, "acme"));

describe("answers of several kinds of boards", () => {
  it("are read by the fields that each record has", () => {
    expect(read([greenhouse, lever, ashby])).toMatchObject([
      { key: "greenhouse:7", title: "Data Engineer", employer: "acme" },
      { key: "lever:b", title: "ML Engineer" },
      { key: "ashby:c", title: "AI Engineer" },
    ]);
    expect(read({ jobs: [greenhouse, ashby] })).toHaveLength(2);
    expect(read({ "@graph": [page, { "@type": "Organization" }] })).toMatchObject([
      { title: "Data Analyst" },
      { reason: "no-posting" },
    ]);
  });

  it("count what no kind gives as a row at fault", () => {
    expect(read([{ title: "Data Engineer" }, 5, null, "text"])).toMatchObject(
      Array.from({ length: 4 }, () => ({ reason: "malformed-row" })),
    );
    expect(read(JSON.parse('{"__proto__": {"jobUrl": "x"}}'))).toMatchObject([{ reason: "malformed-row" }]);
  });
});
