import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    exclude: ["tests/bench/**", "node_modules/**"],
    // sharp and fontconfig read the environment of a process, not of a worker thread.
    pool: "forks",
    // Most tests of the command line wait for processes of their own: a worker for each core, and none kept free.
    maxWorkers: "100%",
    testTimeout: 60_000,
    hookTimeout: 120_000,
    setupFiles: ["tests/setup.ts"],
  },
});
