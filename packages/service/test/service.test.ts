// What every service has in its database before its own tables.
import { expect, test } from "vitest";
import { migrationsOf, serviceNames } from "../src/index.ts";

test("a service's tables come after those that every service has", () => {
  const migrations = new URL("./migrations/", import.meta.url);
  const sources = migrationsOf({ name: "order", migrations });
  expect(sources.map(({ namespace }) => namespace)).toEqual(["events", "jobs", "http", "order"]);
  expect(sources.at(-1)).toEqual({ namespace: "order", directory: migrations });
});

test("no service has the name of the bus, whose database lies beside theirs", () => {
  expect(serviceNames).not.toContain("bus");
  expect(new Set(serviceNames).size).toBe(7);
});
