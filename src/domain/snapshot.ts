import { z } from "zod";
import { currencySchema } from "./money.ts";
import { parseAsStored } from "./stored.ts";
import { daySchema, weekSchema } from "./week.ts";

const count = z.int().nonnegative();
/** A whole yearly amount in the snapshot's currency. */
const amount = z.int();
const slugText = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "a role is lower-case letters, digits and hyphens");

/** One end of pay ranges, or their middle. Quantiles are type 7, unweighted, over openings. */
const spread = z.strictObject({ mean: amount, p25: amount, median: amount, p75: amount });

const midpoint = spread.extend({
  /** 95 % interval of the median, employer-clustered (Woodruff); null where the sample is too small for one. */
  interval: z.tuple([amount, amount]).nullable(),
});

const pay = z.strictObject({
  disclosed: count,
  employers: count.nullable(),
  floor: spread.nullable(),
  midpoint: midpoint.nullable(),
  ceiling: spread.nullable(),
  /** Midpoints to the thousand and how often each occurs, ascending, so that weeks can be pooled. */
  distribution: z.array(z.tuple([amount, count])),
});

const level = z.strictObject({ openings: count, pay: pay.nullable() });
const named = z.strictObject({ name: z.string().min(1), postings: count });

const role = z.strictObject({
  title: z.string().min(1),
  openings: count,
  offers: count.nullable(),
  opened: count.nullable(),
  closed: count.nullable(),
  employers: count.nullable(),
  pay,
  levels: z.strictObject({ entry: level, mid: level, senior: level, lead: level, unknown: level }).nullable(),
  workplace: z
    .strictObject({ remote: count.nullable(), hybrid: count.nullable(), onsite: count.nullable(), unknown: count })
    .nullable(),
  mentions: z.strictObject({ equity: count.nullable(), bonus: count.nullable() }),
  skills: z.array(named.extend({ pay: spread.nullable() })).nullable(),
  topEmployers: z.array(named).nullable(),
  metros: z.array(named).nullable(),
});

const hash = z.string().regex(/^[0-9a-f]{64}$/);

const source = z.strictObject({
  name: z.string().min(1),
  format: z.string().min(1),
  sha256: hash,
  rows: count,
  accepted: count,
  rejected: z.record(z.string(), count),
  /**
   * Of a feed that says what it took away: postings that it took away and added again with another title, or with another
   * exchange rate. Absent where it does not say.
   */
  revised: z.strictObject({ renamed: count, repriced: count }).optional(),
  /** Files that were read beside it, by their paths from its folder. Absent where there are none. */
  sideFiles: z.array(z.strictObject({ file: z.string().min(1), sha256: hash })).optional(),
  /** True when all its rows bear the one day of the file's name: the days of the week are not known. Absent otherwise. */
  datedByFile: z.literal(true).optional(),
});

export const SNAPSHOT_VERSION = 1;

/** One week of data as stored in `snapshots/<week>/snapshot.json`. A field that the source cannot give is null, never 0. */
export const snapshotSchema = z.strictObject({
  schemaVersion: z.literal(SNAPSHOT_VERSION),
  week: weekSchema,
  /** True for postings made up by `trends sample`; every surface says so. Absent otherwise. */
  invented: z.literal(true).optional(),
  /** The last day in the data. */
  asOf: daySchema,
  kind: z.enum(["stock", "flow"]),
  scope: z.strictObject({ country: z.string().optional(), employmentType: z.string().optional() }),
  currency: currencySchema,
  method: z.strictObject({ taxonomy: z.string(), fx: daySchema.nullable(), version: z.int() }),
  sources: z.array(source).min(1),
  totals: z.strictObject({
    openings: count,
    offers: count.nullable(),
    employers: count.nullable(),
    opened: count.nullable(),
    closed: count.nullable(),
    payDisclosed: count,
    /** Of the opened: the same offer was listed within the 60 days before, by a posting that is gone. Absent in a flow. */
    reposted: count.nullable().optional(),
    /** Open in the week before too, with other pay. Absent in a flow. */
    repriced: count.nullable().optional(),
  }),
  roles: z.record(slugText, role),
});

export type Snapshot = z.infer<typeof snapshotSchema>;
export type RoleFigures = z.infer<typeof role>;
export type PayFigures = z.infer<typeof pay>;
export type Spread = z.infer<typeof spread>;
export type SourceCount = z.infer<typeof source>;
export type Named = z.infer<typeof named>;

/** What a week was counted by. */
export type Counted = Pick<Snapshot, "kind" | "scope" | "currency" | "method">;

/** Whether two weeks were counted by the same rules, of the same kind of data. A new day of exchange rates is no other rule. */
export function countedAlike(one: Counted, other: Counted): boolean {
  return (
    one.method.taxonomy === other.method.taxonomy &&
    one.method.version === other.method.version &&
    one.currency === other.currency &&
    one.kind === other.kind &&
    one.scope.country === other.scope.country &&
    one.scope.employmentType === other.scope.employmentType
  );
}

/** Rows of each source by name; the files of one source are added up. */
export function rowsBySource({ sources }: Snapshot): Map<string, number> {
  const rows = new Map<string, number>();
  for (const source of sources) rows.set(source.name, (rows.get(source.name) ?? 0) + source.rows);
  return rows;
}

/** Whether any of the weeks was made up; then so is whatever is told from them together. */
export function anyInvented(snapshots: readonly Snapshot[]): boolean {
  return snapshots.some(({ invented }) => invented === true);
}

/** Parses a stored snapshot; a file that does not fit is refused with its path and the first field at fault. */
export function parseSnapshot(text: string, path: string): Snapshot {
  return parseAsStored(snapshotSchema, text, path, "snapshot-invalid");
}
