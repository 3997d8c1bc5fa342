// What a person at a terminal reads: the welcome, and what went wrong.
import { DataInUse } from "@souk/embedded-postgres";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ConfigInvalid } from "../src/config.ts";
import { explain } from "../src/explain.ts";
import { PortTaken } from "../src/port.ts";
import { welcome } from "../src/welcome.ts";

const shop = {
  url: "http://127.0.0.1:4000",
  sandboxUrl: "http://127.0.0.1:4001",
  firstAdministrator: undefined,
};
const facts = { seconds: "1.2", dataDirectory: "/srv/souk" };

describe("the welcome", () => {
  test("says where everything is", () => {
    const text = welcome(shop, facts).join("\n");
    for (const word of [
      `${shop.url}/dev/mailbox`,
      `${shop.url}/api/docs`,
      shop.sandboxUrl,
      "/srv/souk",
      "1.2 s",
      "4242",
    ])
      expect(text).toContain(word);
    expect(text).not.toContain("Password");
  });

  test("shows the first administrator where there is one to show", () => {
    const firstAdministrator = { email: "admin@souk.example", password: "s3cret" };
    const text = welcome({ ...shop, firstAdministrator }, facts).join("\n");
    expect(text).toContain("admin@souk.example");
    expect(text).toContain("s3cret");
  });
});

describe("what went wrong", () => {
  test("is said in a line where a person can act on it", () => {
    const expected = [
      new PortTaken(4000, undefined),
      new DataInUse("/srv/souk", 7),
      new ConfigInvalid("PORT: wrong"),
    ];
    for (const error of expected) expect(explain(error)).toBe(`${error.message}\nMore: npm run doctor`);
  });

  test("names the variables that a service refused", () => {
    const refused = z.object({ ORDER_LINK_SECRET: z.string() }).safeParse({});
    expect(explain(refused.error)).toContain("ORDER_LINK_SECRET");
  });

  test("is told whole where it is a bug", () => {
    expect(explain(new TypeError("undefined is not a function"))).toMatch(
      /undefined is not a function\n\s+at /,
    );
    const traceless = Object.assign(new Error("no trace"), { stack: undefined });
    expect(explain(traceless)).toBe("no trace");
    expect(explain("thrown text")).toBe("thrown text");
  });
});
