// Whose address counts when a proxy tells it.
import { expect, test } from "vitest";
import { clientOf } from "../src/client-of.ts";

const socket = { remoteAddress: "10.0.0.1" };

test.each([
  ["203.0.113.5", "203.0.113.5"],
  ["203.0.113.5:49152", "203.0.113.5"],
  ["2001:db8::5", "2001:db8::5"],
  ["[2001:db8::5]", "2001:db8::5"],
  ["[2001:db8::5]:49152", "2001:db8::5"],
  ["unknown", "10.0.0.1"],
  ["", "10.0.0.1"],
])("told %j it is %s", (ip, address) => {
  expect(clientOf({ ip, socket, headers: {} })).toEqual({ ip: address, userAgent: undefined });
});

test("who has hung up has no address any more", () => {
  const client = clientOf({ ip: "unknown", socket: {}, headers: { "user-agent": "curl/8.9.1" } });
  expect(client).toEqual({ ip: "", userAgent: "curl/8.9.1" });
});
