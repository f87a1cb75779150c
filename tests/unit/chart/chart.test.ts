import { describe, expect, it } from "vitest";
import { drawCharts } from "../../../src/chart/chart.ts";
import { inkOf } from "../../../src/chart/png.ts";
import type { ChartPlan, DrawnChart } from "../../../src/domain/chart-plan.ts";
import { marked } from "../../../src/domain/claim.ts";
import { FAR_NAMES, HOSTILE_LABELS, history, openings, payRanges, ROLES, theme, words } from "./plans.ts";

async function drawn(plan: ChartPlan): Promise<DrawnChart> {
  const [chart] = await drawCharts([plan], theme, words);
  if (chart === undefined) throw new Error("no chart");
  return chart;
}

const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `Engineer of kind ${index}`);

describe("drawCharts", () => {
  it("keeps the order of the plans", async () => {
    const plans = [payRanges(), history([150_000, 152_000]), openings(), payRanges(["Data Scientist"])];
    const charts = await drawCharts(plans, theme, words);
    expect(charts.map((chart) => chart.plan)).toEqual(plans);
    expect(await drawCharts([], theme, words)).toEqual([]);
  });

  it("gives the same bytes for the same plan", async () => {
    for (const plan of [payRanges(), openings(), history([150_000, null, 152_000])]) {
      const [a, b] = await drawCharts([plan, structuredClone(plan)], theme, words);
      expect(a?.svg).toBe(b?.svg);
      expect(Buffer.compare(a?.png ?? Buffer.of(0), b?.png ?? Buffer.of(1))).toBe(0);
    }
  });

  it("draws 552 px wide, the PNG twice as large, opaque and at most 60 KB", async () => {
    const twelve = names(12).map((name, index) => `${name} and ${HOSTILE_LABELS[index % 9]}`);
    const fifteen = ROLES.flatMap((role) => [role, `Senior ${role}`, `${role} II`]);
    const plans = [
      payRanges(twelve),
      openings(twelve),
      payRanges(fifteen),
      openings(fifteen),
      history(Array.from({ length: 52 }, (_, week) => 150_000 + week * 400)),
    ];
    for (const chart of await drawCharts(plans, theme, words)) {
      const ink = await inkOf(chart.png);
      expect([chart.width, ink.width, ink.height]).toEqual([552, 1104, chart.height * 2]);
      // The PNG header: palette (colour type 3), and no chunk of transparency.
      expect(chart.png[25]).toBe(3);
      expect(Buffer.from(chart.png).includes("tRNS")).toBe(false);
      expect(chart.png.byteLength).toBeLessThanOrEqual(60 * 1024);
    }
  });

  it("draws one row, forty, equal values, zeros and a missing week before", async () => {
    const zero = openings(["Data Scientist"]);
    const equal = payRanges(names(3));
    const plans: ChartPlan[] = [
      payRanges(["Data Scientist"]),
      payRanges(names(40)),
      openings(names(40)),
      { ...zero, rows: [{ label: "Data Scientist", now: 0, before: 0 }] },
      { ...zero, rows: [{ label: "Data Scientist", now: 0, before: null }] },
      { ...equal, rows: equal.rows.map((row) => ({ ...row, p25: 120_000, median: 120_000, p75: 120_000 })) },
      history([150_000]),
      history([0], null),
      history([12, 12, 12], null),
      history([0, 0, 0]),
      history([1, null, 3, null, null, 6], null),
      history(
        Array.from({ length: 260 }, (_, week) => 100 + ((week * 37) % 900)),
        null,
      ),
    ];
    expect(await drawCharts(plans, theme, words)).toHaveLength(plans.length);
  });

  it("sets nothing under 18 px, so that it can still be read on a phone, at half the size", async () => {
    for (const { svg } of await drawCharts([payRanges(), openings(), history([150_000, 152_000])], theme, words)) {
      const sizes = [...svg.matchAll(/font-size="([\d.]+)px"/g)].map(([, size]) => Number(size));
      expect(Math.min(...sizes)).toBe(18);
    }
  });

  it("keeps a median above the end of its range away from the name beside it", async () => {
    const row = { label: "Machine Learning Engineer", p25: 1_250_000, median: 1_250_000, p75: 1_600_000 };
    const plan = { ...payRanges(["x"]), rows: [row, { ...row, p25: 1_600_000, median: 1_600_000 }] };
    await expect(drawn(plan)).resolves.toBeDefined();
  });

  it("prints an amount of the median and both ends once each, and the ends not at all where they are the median", async () => {
    const plan = { ...payRanges(["A"]), rows: [{ label: "A", p25: 119_900, median: 120_000, p75: 150_000 }] };
    const { svg } = await drawn(plan);
    expect(svg.match(/\$120K/g)).toHaveLength(1);
    expect(svg.match(/\$150K/g)).toHaveLength(1);
  });

  it("names the week before in the legend only where one is drawn", async () => {
    const plan = openings(["Data Scientist", "AI Engineer"]);
    expect((await drawn(plan)).svg).toContain("last week");
    const rows = plan.rows.map((row) => ({ ...row, before: null }));
    expect((await drawn({ ...plan, rows })).svg).not.toContain("last week");
  });

  it("prints no figure at a last point that is of an earlier week than the letter", async () => {
    const plan = history([1_100, 1_234], null);
    expect((await drawn(plan)).svg).toContain(">1,234<");
    const { svg } = await drawn({ ...plan, endsEarlier: true });
    expect(svg).not.toContain(">1,234<");
    expect(svg).toContain("mark-symbol");
  });

  it("breaks the line where a week is missing", async () => {
    const lines = async (values: (number | null)[]): Promise<number> => {
      const { svg } = await drawn(history(values));
      return svg.match(/<path [^>]*stroke-width="2.5"/g)?.length ?? 0;
    };
    expect(await lines([150_000, 151_000, 152_000, 153_000])).toBe(1);
    expect(await lines([150_000, 151_000, null, 152_000, 153_000])).toBe(2);
  });

  it("writes the alternative text without its marks", async () => {
    const alt = `Pay rose to ${marked("$129K", "total.pay.midpoint.median")} <now>.`;
    const { svg } = await drawn({ ...payRanges(), alt });
    expect(svg).toContain("<desc>Pay rose to $129K &lt;now&gt;.</desc>");
  });

  it("speaks no English of its own", async () => {
    const bare = { ...openings(["x"]), title: "t", alt: "a", nowLabel: "n", beforeLabel: "b" };
    const { svg } = await drawn(bare);
    expect([...svg.matchAll(/>([^<]+)</g)].map(([, text]) => text)).toEqual(["t", "a", "t", "n", "b", "x", "12", "9"]);
    expect(svg).not.toMatch(/aria-(label|roledescription)/);
  });
});

describe("labels from outside", () => {
  for (const make of [payRanges, openings]) {
    it(`come out as the text they are in ${make.name}`, async () => {
      const { svg } = await drawn({ ...make([...HOSTILE_LABELS]), title: `Pay & "openings" {{x}} <i>` });
      expect(svg).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
      const text = [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, line]) => line).join(" ");
      expect(text).toContain("datum.median + datum['p75']");
      expect(text).toContain("two lines and more");
      expect(text).toContain("{{email}} {{{raw}}}");
      expect(text).toContain("C:\\new\\table \\u003cb\\u003e");
      expect(svg).not.toMatch(/<(script|a|b|i|image|foreignObject)\b|<!--|href=|\son[a-z]+=/);
    });

    it(`are drawn whole in ${make.name}, however long and in whatever script`, async () => {
      const { svg } = await drawn(make([...FAR_NAMES]));
      expect(svg).toContain("\u2068מהנדס למידת מכונה!\u2069");
      expect(svg).toContain("🚀 Rocket Engineer");
      expect(svg).not.toContain("…");
    });
  }

  it("may be the same on two rows, and empty", async () => {
    await expect(drawn(openings(["Same", "Same", ""]))).resolves.toBeDefined();
  });
});
