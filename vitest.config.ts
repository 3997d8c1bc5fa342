// How tests run: one project of plain Node tests against real PostgreSQL, one of journeys in a real browser.
import { defineConfig } from "vitest/config";

const TEST_TIMEOUT_MS = 30_000;
const HOOK_TIMEOUT_MS = 60_000;
const JOURNEY_TIMEOUT_MS = 120_000;
const COVERAGE_PERCENT_MIN = 95;

const workspaces = "{packages,services,sandbox}/*,apps/*,demo,launcher,tools,bench,proofs";

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          include: [`{${workspaces}}/test/**/*.test.{ts,tsx}`],
          globalSetup: ["./packages/testing/src/global-setup.ts"],
          testTimeout: TEST_TIMEOUT_MS,
          hookTimeout: HOOK_TIMEOUT_MS,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["e2e/test/**/*.test.ts"],
          globalSetup: ["./e2e/src/global-setup.ts"],
          testTimeout: JOURNEY_TIMEOUT_MS,
          hookTimeout: JOURNEY_TIMEOUT_MS,
          fileParallelism: false,
        },
      },
    ],
    pool: "forks",
    maxWorkers: 2,
    coverage: {
      provider: "v8",
      include: ["{packages,services}/*/src/**/*.{ts,tsx}"],
      exclude: ["**/gen/**", "**/*.gen.ts", "**/main.ts", "packages/testing/**"],
      reporter: ["text", "json-summary"],
      thresholds: { lines: COVERAGE_PERCENT_MIN, branches: COVERAGE_PERCENT_MIN },
    },
  },
});
