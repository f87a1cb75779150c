import { defineConfig } from "./src/config.ts";

/**
 * A second newsletter in the same repository: the weeks of aijobs.net of 2024. Its feed names no employers, so its editions tell
 * levels and no changes.
 */
export default defineConfig({
  name: "AI Salaries by Title",
  locale: "en-US",
  currency: "USD",
  timeZone: "Europe/London",
  snapshots: "snapshots/aijobs",
  reports: "reports/aijobs",
  state: ".trends/aijobs",
  pairs: [
    ["data-engineer", "data-scientist"],
    ["ai-engineer", "machine-learning-engineer"],
    ["mlops-engineer", "prompt-engineer"],
  ],
  sender: { name: "AI Salaries by Title", address: "letter@example.com" },
  credit: "aijobs.net salary data (CC0-1.0)",
});
