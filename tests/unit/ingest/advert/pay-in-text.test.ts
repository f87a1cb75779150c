import { describe, expect, it } from "vitest";
import type { PayTier } from "../../../../src/ingest/advert/advert.ts";
import { payInText } from "../../../../src/ingest/advert/pay-in-text.ts";
import { PAY_RULES } from "./pay-rules-of-pack.ts";

const said = ({ floor, ceiling, currency, per, place }: PayTier) =>
  `${floor ?? "?"}-${ceiling ?? "?"} ${currency ?? "?"} ${per}${place === null ? "" : ` @ ${place}`}`;
const read = (text: string, country: string | null = "US") =>
  payInText(text, country, PAY_RULES).tiers.map(said).join("; ") || "none";

describe("ranges and figures", () => {
  it.each([
    ["Salary range: $120,000 - $150,000", "120000-150000 USD year"],
    ["Salary range\n$120,000—$150,000 USD", "120000-150000 USD year"],
    ["The base salary is between $120,000 and $150,000 per year.", "120000-150000 USD year"],
    ["The base salary is between $120,000 USD -and $150,000 USD", "120000-150000 USD year"],
    ["Base pay ranges from $120,000/year in our lowest market up to $150,000/year", "120000-150000 USD year"],
    ["Salary is between $120,000 [lowest market] to $150,000 [highest market].", "120000-150000 USD year"],
    ["Compensation: 120-150K USD", "120000-150000 USD year"],
    ["Comp: $120k-150 + equity", "120000-150000 USD year"],
    ["Annual salary range: $120-150,000", "120000-150000 USD year"],
    ["Salary: US$120k-US$150k", "120000-150000 USD year"],
    ["Salary: 120,000 USD-150,000 USD; $10,000 sign-on bonus", "120000-150000 USD year"],
    ["Salary: $143.5K – $160K", "143500-160000 USD year"],
    ["Salary:$120,000-$150,000/Year", "120000-150000 USD year"],
    ["Salary: $120,000.00 – $150,000.00", "120000-150000 USD year"],
    ["$120,000 - $150,000 base + bonus", "120000-150000 USD year"],
    ["Salary: $130,000", "130000-130000 USD year"],
    ["Salary: up to $130,000", "?-130000 USD year"],
    ["Salary: from $130,000", "130000-? USD year"],
    ["Minimum salary: $130,000", "130000-? USD year"],
    ["Salary: $130,000+", "130000-? USD year"],
    ["Our base pay starts at $8,000 monthly.", "8000-? USD month"],
    ["What we offer\n210k - 250k + equity. More to come.", "210000-250000 USD year"],
    ["Compensation & equity\n$120,000 to $150,000 a year.", "120000-150000 USD year"],
    ["L3 AI Engineer ($126,000 - $165,000)\nThis salary range depends on skills.", "126000-165000 USD year"],
  ])("%s", (text, pay) => {
    expect(read(text)).toBe(pay);
  });

  it.each([
    ["The salary range is $150,000 to $120,000.", "descending"],
    ["Salary: $120,000 - $1,500,000", "too wide"],
    ["Salary: $1,2,3 - $4,5,6", "grouped in no way"],
    ["Salary: $120,000 USD - $150,000 CAD", "of two currencies"],
    ["Salary: 5 - 7 years", "not money"],
    ["The salary is between $T120,000 and $150,000.", "half of it misspelt"],
    ["Salary: 4,000 - 5,000", "neither sign nor period"],
  ])("gives nothing for a doubtful amount: %s (%s)", (text) => {
    expect(read(text)).toBe("none");
  });
});

describe("periods", () => {
  it.each([
    ["Pay: $45 - $55 per hour", "45-55 USD hour"],
    ["[Salary range]\n 20-30$/hour", "20-30 USD hour"],
    ["Pay rate: $45.00/hr - $55.50/hr", "45-55.5 USD hour"],
    ["The hourly range is $55/hr for Bachelors and $59/hr for Masters.", "55-55 USD hour; 59-59 USD hour"],
    ["Day rate: $500 - $600", "500-600 USD day"],
    ["Weekly pay: $1,500 - $2,000", "1500-2000 USD week"],
    ["Monthly salary: $8,000 - $12,000", "8000-12000 USD month"],
    ["Salary: $120,000 - $150,000 p.a.", "120000-150000 USD year"],
    ["Annual compensation of $120,000 to $150,000", "120000-150000 USD year"],
    ["You work 40 hours per week. The salary is $120,000 - $130,000.", "120000-130000 USD year"],
    ["An hourly or annual salary of $120,000 - $130,000", "120000-130000 USD year"],
  ])("%s", (text, pay) => {
    expect(read(text)).toBe(pay);
  });

  it("guesses a year or, for a range, an hour by the size, and nothing between", () => {
    expect(read("Salary: $90,000 - $99,000")).toBe("90000-99000 USD year");
    expect(read("Pay: $25 - $35 for this job; pay rate above")).toBe("25-35 USD hour");
    expect(read("Compensation: $25")).toBe("none");
    expect(read("Compensation: $500 - $700")).toBe("none");
    expect(read("Compensation: $5,000 - $7,000")).toBe("none");
    expect(read("Compensation: $12,000 - $16,000")).toBe("none");
  });

  it("takes no amount that cannot be pay for the period that stands at it", () => {
    expect(read("Salary: $120,000 per hour")).toBe("none");
    expect(read("Salary: $1,000 per year")).toBe("none");
  });
});

describe("currencies and spellings of many countries", () => {
  it.each([
    ["CA", "Salary: $120,000 - $150,000", "120000-150000 CAD year"],
    ["canada", "Salary: $120,000 - $150,000", "120000-150000 ? year"],
    ["Canada", "Salary: $120,000 - $150,000", "120000-150000 CAD year"],
    ["AU", "$120,000 - $150,000 + super", "120000-150000 AUD year"],
    ["SG", "Monthly salary: $8,000 - $12,000", "8000-12000 SGD month"],
    ["MX", "Salary: $50,000 - $70,000 per month", "50000-70000 MXN month"],
    ["MX", "Rate: $55/hour", "55-55 MXN hour"],
    ["AR", "Rate: $55/hour", "55-55 USD hour"],
    ["DE", "Salary: $120,000", "120000-120000 USD year"],
    [null, "Salary: $120,000", "120000-120000 ? year"],
    [null, "Salary: US$120,000", "120000-120000 USD year"],
    ["US", "Salary: CA$130K - CA$160K", "130000-160000 CAD year"],
    ["US", "Salary range in CAD: $130,000 - $160,000", "130000-160000 CAD year"],
    ["US", "Salary: CAD $130,000", "130000-130000 CAD year"],
    ["US", "Canada: $130,000 - $160,000 salary", "130000-160000 CAD year @ Canada"],
    ["GB", "£60,000 - £75,000 per annum salary", "60000-75000 GBP year"],
    ["GB", "£60k-£75k + bonus + pension", "60000-75000 GBP year"],
    ["GB", "Salary: 60-75k", "60000-75000 GBP year"],
    ["PL", "Salary: 60-75k", "none"],
    ["DE", "Gehalt: 65.000 – 80.000 € pro Jahr", "65000-80000 EUR year"],
    ["DE", "Jahresgehalt zwischen 65.000 und 80.000 Euro", "65000-80000 EUR year"],
    ["DE", "Vergütung: ab 55.000 EUR jährlich", "55000-? EUR year"],
    ["FR", "Salary: 50 000 € - 60 000 € per year", "50000-60000 EUR year"],
    ["FR", "Salary: 50-60K€ gross annual", "50000-60000 EUR year"],
    ["NL", "Salary: €4.500 - €6.000 gross per month", "4500-6000 EUR month"],
    ["CH", "Salary: CHF 120'000 - 150'000", "120000-150000 CHF year"],
    ["PL", "Salary: 18 000 - 25 000 PLN net + VAT per month (B2B)", "18000-25000 PLN month"],
    ["PL", "Salary: PLN\u00a0281K – PLN\u00a0421K", "281000-421000 PLN year"],
    ["SE", "Salary: 45 000 - 55 000 kr per month", "45000-55000 SEK month"],
    ["IN", "CTC: ₹12,00,000 - ₹18,00,000 per annum", "1200000-1800000 INR year"],
    ["IN", "Salary: 12-18 LPA", "1200000-1800000 INR year"],
    ["BR", "Salary: R$ 15.000 - R$ 20.000 per month", "15000-20000 BRL month"],
    ["JP", "Salary: ¥8M - ¥12M", "8000000-12000000 JPY year"],
    ["CN", "Salary: ¥30,000 - ¥50,000 per month", "30000-50000 CNY month"],
    ["US", "Salary: ¥30,000 - ¥50,000 per month", "none"],
    ["IL", "Salary: 25,000-35,000 NIS per month", "25000-35000 ILS month"],
  ])("in %s: %s", (country, text, pay) => {
    expect(read(text, country)).toBe(pay);
  });
});

describe("money that is no pay", () => {
  it.each([
    ["401(k) Matching: We match up to a maximum of $10,000 per year."],
    ["401k and matching. Competitive compensation."],
    ["Sign-on bonus of $30,000"],
    ["A $20K relocation bonus, a $10K housing bonus and a $1K monthly stipend"],
    ["$2,500 annual learning budget"],
    ["Salary: competitive. Learning budget: $20,000 - $30,000 per year"],
    ["Up to $200 per year for wellbeing expenses"],
    ["Donation matching for a charity of your choice (up to $10,000/year)"],
    ["Tuition reimbursement up to $25,250 per year"],
    ["You'll get $30,000 (or equivalent) per year to spend on courses"],
    ["We raised a $40M Series A; salary to be agreed"],
    ["We scaled from $1-500M in revenue; great compensation"],
    ["Own deals of €35–45K ARR and a €60-70K quota"],
    ["Our customers pay $20,000 to $50,000 per year"],
    ["Manage budgets of $100,000 - $500,000 per year"],
    ["ARR of $100K-$200K. Compensation: competitive."],
    ["A $50B+ market and a $4.5 trillion industry"],
    ["A petition that is subject to the $100,000 payment requirement"],
    ["The total compensation, including equity and bonus, is $250,000 - $400,000."],
    ["$250K OTE - $360K OTE"],
    ["Annual OTE salary range: $150,000-$270,000 USD"],
    ["Compensation:\nWe pay base, equity and more.\n$150K-$200K On-Target Earnings"],
    ["Life insurance of $100,000 - $200,000"],
    ["Call 1-800-555-1234 about pay"],
    ["Salary is reviewed annually; employees get $25,000 towards a home."],
    ["Our pay is fair. Since 2019 we have moved $100,000 - $500,000."],
    ["You will design pay systems for nurses making $80,000 - $100,000 a year."],
  ])("%s", (text) => {
    expect(read(text)).toBe("none");
  });

  it.each([
    ["Salary $100k - $120k DOE, with up to $20k annual bonus", "100000-120000 USD year"],
    ["OTE: $200,000 (base $120,000)", "120000-120000 USD year"],
    ["Base: $140k–$170k\nBonus: $20k–$30k\nEquity: $100k–$200k", "140000-170000 USD year"],
    ["Benefits: $1,500/month housing stipend and salary of $5,000/month", "5000-5000 USD month"],
    ["Life insurance up to $100,000; salary range 90-110K USD", "90000-110000 USD year"],
    ["Salary, excluding bonus, is $120,000", "120000-120000 USD year"],
    ["The salary (bonus not counted) is $120,000 - $130,000", "120000-130000 USD year"],
    ["Compensation £45,000 - £55,000 OTE £80,000", "45000-55000 GBP year"],
  ])("tells pay from what stands beside it: %s", (text, pay) => {
    expect(read(text)).toBe(pay);
  });
});

describe("tiers", () => {
  it.each([
    [
      "Base pay: San Francisco, CA: $120K–$150K; New York: $110K–$140K",
      "120000-150000 USD year @ San Francisco, CA; 110000-140000 USD year @ New York",
    ],
    [
      "Salary\nZone 1: $150,000 - $180,000\nZone 2: $140,000 - $170,000",
      "150000-180000 USD year @ Zone 1; 140000-170000 USD year @ Zone 2",
    ],
    ["Salary\nZone 1 (Boston, New York): $150,000 - $180,000", "150000-180000 USD year @ Zone 1 (Boston, New York)"],
    [
      "The salary range is $120,000-$150,000 (San Francisco) and $110,000-$140,000 (Austin).",
      "120000-150000 USD year @ San Francisco; 110000-140000 USD year @ Austin",
    ],
    [
      "For roles based in San Francisco and New York, the salary range is $120,000 - $150,000.",
      "120000-150000 USD year @ San Francisco and New York",
    ],
    [
      "US candidates only: the salary is $120,000 - $150,000. For Toronto and Vancouver based applicants, the salary is $130,000 - $160,000.",
      "120000-150000 USD year @ US; 130000-160000 CAD year @ Toronto and Vancouver",
    ],
    ["United States Salary Range\n$108,400—$129,600 USD", "108400-129600 USD year @ United States"],
    ["Salary range in New York City: $120,000 - $150,000", "120000-150000 USD year @ New York City"],
    ["$150,000 - $180,000 in San Francisco, salary depends on skills", "150000-180000 USD year @ San Francisco"],
    [
      "Salary: $115,000-$155,000 USD, $145,000-$195,000 USD for Senior Engineers",
      "115000-155000 USD year; 145000-195000 USD year",
    ],
    ["Senior Engineer salary: $150,000 - $180,000", "150000-180000 USD year"],
    ["Salary: $120,000. Again, the salary is $120,000.", "120000-120000 USD year"],
  ])("%s", (text, pay) => {
    expect(read(text)).toBe(pay);
  });
});

describe("mentions", () => {
  const mentions = (text: string) => payInText(text, "US", PAY_RULES).mentions;

  it.each([
    ["You get equity and an annual bonus.", { equity: true, bonus: true }],
    ["Stock options and commission", { equity: true, bonus: true }],
    ["$250K OTE - $360K OTE", { equity: false, bonus: true }],
    ["Diversity, equity and inclusion. Bonus points for Rust.", { equity: false, bonus: false }],
    [
      "Private equity experience is a bonus. Full stock of snacks in the stock exchange.",
      { equity: false, bonus: false },
    ],
    ["A $5,000 referral bonus", { equity: false, bonus: false }],
  ])("of %s", (text, expected) => {
    expect(mentions(text)).toEqual(expected);
  });
});

describe("bounds", () => {
  it("reads nothing in no text, and the first 200,000 characters of a long one", () => {
    expect(read("")).toBe("none");
    expect(read(`${"x ".repeat(100_000)}Salary: $120,000`)).toBe("none");
    expect(read(`${"x ".repeat(90_000)}Salary: $120,000`)).toBe("120000-120000 USD year");
  });

  it("gives at most 50 tiers", () => {
    const text = Array.from({ length: 400 }, (_, step) => `Salary: $${100 + step},000 per year.`).join("\n");
    expect(payInText(text, "US", PAY_RULES).tiers).toHaveLength(50);
  });

  it.each([[null], ["__proto__"], ["constructor"], [""], ["\uD800"], ["US".repeat(1000)]])(
    "bears the country %j",
    (country) => {
      expect(read("Salary: $120,000 __proto__: $1", country)).toBe("120000-120000 ? year");
    },
  );
});
