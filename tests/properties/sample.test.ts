import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { readSettings } from "../../src/config.ts";
import { type IngestEffects, ingestFeed } from "../../src/ingest-feed.ts";
import { silentLog } from "../../src/log.ts";
import { silentProgress } from "../../src/progress.ts";
import { PLANT_METRICS, planOf, type SampleOptions } from "../../src/sample/plan.ts";
import { writeSample } from "../../src/sample/sample.ts";
import type { TrueFigures } from "../../src/sample/tally.ts";

const effects: IngestEffects = {
  log: silentLog,
  progress: silentProgress,
  today: "2026-11-21",
};

const options: fc.Arbitrary<SampleOptions> = fc
  .record({
    weeks: fc.integer({ min: 1, max: 3 }),
    postings: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 7, max: 250 })),
    seed: fc.nat({ max: 2 ** 32 - 1 }),
    lastWeek: fc.constantFrom("2026-W01", "2021-W01", "2020-W53", "2026-W46"),
    plants: fc.option(
      fc.uniqueArray(
        fc.record({
          role: fc.constantFrom("data-engineer", "prompt-engineer", "ai-engineer"),
          metric: fc.constantFrom(...PLANT_METRICS),
          week: fc.constant("2026-W46"),
          size: fc.double({ min: -0.05, max: 0.2, noNaN: true }),
        }),
        { selector: ({ role, metric }) => `${role}:${metric}`, maxLength: 3 },
      ),
      { nil: undefined },
    ),
    bursts: fc.nat({ max: 2 }),
  })
  .map((made) => ({ ...made, plants: made.weeks > 1 && made.lastWeek === "2026-W46" ? made.plants : undefined }));

it("is ingested without a reject, and every snapshot says what the truth says", async () => {
  await fc.assert(
    fc.asyncProperty(options, async (made) => {
      const folder = await mkdtemp(join(tmpdir(), "trends-sample-"));
      try {
        await writeSample(made, folder, silentProgress);
        const settings = await readSettings(folder, undefined);
        const [feed] = settings.feeds;
        const { taken, weeks } = await ingestFeed(
          {
            files: (feed?.files ?? []).map((file) => join(folder, file)),
            format: "mapped",
            mapping: feed?.mapping,
            scope: feed?.scope,
            weeks: { kind: "every" },
            dryRun: true,
            accept: false,
            replace: false,
            otherThan: new Set(),
          },
          settings,
          effects,
        );
        for (const { rows, accepted, rejected, doubted } of taken.files)
          expect({ accepted, rejected, doubted }).toEqual({ accepted: rows, rejected: {}, doubted: {} });
        const truth = JSON.parse(await readFile(join(folder, "truth.json"), "utf8"));
        expect(weeks.map(({ week }) => week)).toEqual(planOf(made, 8).weeks);
        for (const [index, { snapshot }] of weeks.entries()) {
          const told = truth.weeks[index];
          expect(snapshot).toMatchObject({ invented: true, kind: "stock", asOf: expect.any(String) });
          const { openings, offers, employers, opened, closed, payDisclosed } = told.totals;
          expect(snapshot.totals).toMatchObject({ openings, offers, employers, opened, closed, payDisclosed });
          expect(Object.keys(snapshot.roles)).toEqual(Object.keys(told.roles).sort());
          for (const [role, own] of Object.entries<TrueFigures>(told.roles)) {
            const { pay, workplace, ...found } = snapshot.roles[role]!;
            expect(found).toMatchObject({
              openings: own.openings,
              offers: own.offers,
              employers: own.employers,
              opened: own.opened,
              closed: own.closed,
            });
            expect(workplace?.remote).toBe(own.remote);
            expect(pay.disclosed).toBe(own.payDisclosed);
            const ends = [pay.floor, pay.midpoint, pay.ceiling].map((spread) => spread?.median ?? null);
            expect(ends).toEqual([own.medianFloor, own.median, own.medianCeiling]);
          }
        }
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }),
    { numRuns: 12 },
  );
}, 120_000);
