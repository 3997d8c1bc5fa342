// Closing what was opened.
import { expect, test } from "vitest";
import { createClosing } from "../src/closing.ts";

test("what was opened last is closed first, once, however often it is asked for", async () => {
  const closed: string[] = [];
  const closing = createClosing();
  for (const name of ["database", "services", "gateway"]) closing.add(name, async () => closed.push(name));
  await Promise.all([closing.closeAll(), closing.closeAll()]);
  expect(closed).toEqual(["gateway", "services", "database"]);
});

test("one that fails keeps nothing else open, and the first failure is told with its name", async () => {
  const closed: string[] = [];
  const closing = createClosing();
  closing.add("database", async () => closed.push("database"));
  closing.add("services", () => Promise.reject(new Error("stuck")));
  closing.add("gateway", () => Promise.reject(new Error("jammed")));
  await expect(closing.closeAll()).rejects.toThrow("gateway did not close cleanly");
  expect(closed).toEqual(["database"]);
});
