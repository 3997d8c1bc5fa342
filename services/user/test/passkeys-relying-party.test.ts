// Whom passkeys are for: by default the shop's own domain, otherwise what the settings say.
import { startTestShop } from "@souk/testing";
import { expect, test } from "vitest";
import { userService } from "../src/app.ts";
import { readConfig } from "../src/config.ts";
import { relyingPartyOf } from "../src/second-factor/relying-party.ts";

const unset = { rpId: undefined, origins: undefined };
const secret = { USER_SEAL_SECRET: "a secret that seals only what this test seals" };

test("a shop with a domain is its own relying party", () => {
  expect(relyingPartyOf("https://shop.example/", unset)).toEqual({
    id: "shop.example",
    name: "Souk",
    origins: ["https://shop.example"],
  });
  expect(relyingPartyOf("http://localhost:4000", unset).origins).toEqual(["http://localhost:4000"]);
});

test("a shop at an address of the machine is localhost, since browsers give no passkey to an address", () => {
  for (const host of ["127.0.0.1", "[::1]"]) {
    expect(relyingPartyOf(`http://${host}:4000`, unset)).toEqual({
      id: "localhost",
      name: "Souk",
      origins: [`http://${host}:4000`, "http://localhost:4000"],
    });
  }
});

test("the settings say otherwise where a shop has several names", async () => {
  const env = {
    USER_WEBAUTHN_RP_ID: "shop.example",
    USER_WEBAUTHN_ORIGINS: "https://shop.example, https://de.shop.example/",
  };
  expect(readConfig({ ...secret, ...env }).webauthn).toEqual({
    rpId: "shop.example",
    origins: ["https://shop.example", "https://de.shop.example"],
  });
  const shop = await startTestShop({ services: [userService], env });
  try {
    const { body } = await shop.call("POST", "/users/login/passkey/begin");
    expect(body.options.rpId).toBe("shop.example");
  } finally {
    await shop.close();
  }
});

test("settings that no browser could use are refused at the start", () => {
  for (const env of [
    { USER_WEBAUTHN_RP_ID: "https://shop.example" },
    { USER_WEBAUTHN_RP_ID: "" },
    { USER_WEBAUTHN_ORIGINS: "shop.example" },
    { USER_WEBAUTHN_ORIGINS: "" },
  ]) {
    expect(() => readConfig({ ...secret, ...env })).toThrow();
  }
});
