import { defineConfig } from "./src/config.ts";

/** The first newsletter, on the committed history of data_jobs 2023. Every setting and its default: docs/settings.md. */
export default defineConfig({
  name: "Track AI Salary Trends",
  locale: "en-US",
  currency: "USD",
  timeZone: "America/New_York",
  pairs: [["data-engineer", "data-scientist"]],
  sender: { name: "Track AI Salary Trends", address: "letter@example.com" },
  credit: "data_jobs 2023 by Luke Barousse (Apache-2.0)",
});
