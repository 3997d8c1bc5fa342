// What a service only passes over does not wait for it.
import { expect, test } from "vitest";
import { heardEvents } from "../src/heard-events.ts";

test("docs/events.md tells who hears what", () => {
  const heard = heardEvents();
  expect(heard).toContainEqual({ type: "order.confirmed.v1", service: "product" });
  expect(heard).toContainEqual({ type: "staff.acted.v1", service: "admin" });
  expect(heard).not.toContainEqual({ type: "order.confirmed.v1", service: "admin" });
  expect(heard.every(({ type }) => type.endsWith(".v1"))).toBe(true);
});
