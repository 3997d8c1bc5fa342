// Forms from other sites are refused, whatever their browser says or leaves out.
import { expect, test } from "vitest";
import { isSameOrigin } from "../server/same-origin.ts";

const ask = (headers: Record<string, string>, url = "http://127.0.0.1:4000/cart") =>
  isSameOrigin(new Request(url, { method: "POST", headers }), "https://souk.example");

test.each([
  [{ "sec-fetch-site": "same-origin", origin: "null" }, true],
  [{ "sec-fetch-site": "none" }, true],
  [{ origin: "https://souk.example" }, true],
  [{ origin: "http://127.0.0.1:4000" }, true],
  [{}, true],
  [{ "sec-fetch-site": "cross-site", origin: "https://souk.example" }, false],
  [{ "sec-fetch-site": "same-site" }, false],
  [{ origin: "https://evil.example" }, false],
  [{ origin: "null" }, false],
  [{ origin: "https://souk.example.evil.example" }, false],
])("%j → %s", (headers: Record<string, string>, expected) => {
  expect(ask(headers)).toBe(expected);
});
