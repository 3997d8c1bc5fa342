// What browsers are told of a shop on this machine.
import { expect, test } from "vitest";
import { browserUrlOf, listeningUrlOf } from "../src/shop-url.ts";

test("a shop on this machine alone is told by name, so that passkeys work", async () => {
  expect(await browserUrlOf("127.0.0.1", 4000)).toBe("http://localhost:4000");
  expect(await browserUrlOf("0.0.0.0", 4000)).toBe("http://localhost:4000");
  expect(await browserUrlOf("::", 4000)).toBe("http://localhost:4000");
});

test("a shop at an address of its own is told by that", async () => {
  expect(await browserUrlOf("192.0.2.7", 80)).toBe("http://192.0.2.7:80");
  expect(await browserUrlOf("2001:db8::7", 80)).toBe("http://[2001:db8::7]:80");
});

test("programs are told an address to connect to", () => {
  expect(listeningUrlOf("0.0.0.0", 4000)).toBe("http://127.0.0.1:4000");
  expect(listeningUrlOf("::", 4000)).toBe("http://127.0.0.1:4000");
  expect(listeningUrlOf("::1", 4000)).toBe("http://[::1]:4000");
});
