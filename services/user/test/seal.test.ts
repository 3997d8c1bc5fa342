// What is sealed opens with a known secret, for the same purpose, and unaltered; and moves from an old secret to a new one.
import { createCipheriv, hkdfSync, randomBytes } from "node:crypto";
import { startTestShop, type TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildApp, userService } from "../src/app.ts";
import { readConfig } from "../src/config.ts";
import { createSeal } from "../src/seal.ts";
import { sealedColumns } from "../src/sealed-columns.ts";
import { bearer, login, profileOf, registered, verified } from "./account-stage.ts";

const OLD = "a secret of at least thirty-two characters";
const NEW = "another secret of thirty-two characters!";
const seal = createSeal(OLD);

describe("what is sealed", () => {
  test("can be opened again, looks different every time, and says with which key", () => {
    const sealed = seal.close("hello", "greeting");
    expect(seal.open(sealed, "greeting")).toBe("hello");
    expect(seal.close("hello", "greeting").equals(sealed)).toBe(false);
    expect(sealed.subarray(0, seal.keyId.length).equals(seal.keyId)).toBe(true);
    expect(createSeal(NEW).keyId.equals(seal.keyId)).toBe(false);
  });

  test("is not opened for another purpose, by another secret or with a changed byte", () => {
    const sealed = seal.close("hello", "greeting");
    expect(() => seal.open(sealed, "farewell")).toThrow();
    expect(() => createSeal(NEW).open(sealed, "greeting")).toThrow(
      "No known key opens what is sealed for greeting.",
    );
    sealed.writeUInt8(sealed.readUInt8(22) ^ 1, 22);
    expect(() => seal.open(sealed, "greeting")).toThrow();
  });

  test("is opened by the secret it was sealed with when there is a newer one, which seals from then on", () => {
    const exchanged = createSeal(NEW, [OLD]);
    expect(exchanged.open(seal.close("hello", "greeting"), "greeting")).toBe("hello");
    const sealed = exchanged.close("hello", "greeting");
    expect(createSeal(NEW).open(sealed, "greeting")).toBe("hello");
    expect(() => seal.open(sealed, "greeting")).toThrow();
  });

  test("by the first release, without a key id, still opens, by an older secret too", () => {
    const sealed = sealedByFirstRelease("hello", "greeting");
    expect(seal.open(sealed, "greeting")).toBe("hello");
    expect(createSeal(NEW, [OLD]).open(sealed, "greeting")).toBe("hello");
    expect(() => createSeal(NEW).open(sealed, "greeting")).toThrow();
  });
});

describe("what is signed", () => {
  test("is known again, for its purpose and by whoever knows the secret", () => {
    const signature = seal.sign("hello", "greeting");
    expect(seal.sign("hello", "greeting").equals(signature)).toBe(true);
    expect(createSeal(NEW, [OLD]).isSigned("hello", "greeting", signature)).toBe(true);
    expect(createSeal(NEW).isSigned("hello", "greeting", signature)).toBe(false);
    expect(seal.isSigned("hello", "farewell", signature)).toBe(false);
    expect(seal.isSigned("ghello", "greetin", signature)).toBe(false);
    expect(seal.isSigned("hello", "greeting", signature.subarray(1))).toBe(false);
  });
});

test("older secrets are given with commas, and none may be short", () => {
  const read = (olds: string) =>
    readConfig({ USER_SEAL_SECRET: NEW, USER_SEAL_SECRETS_OLD: olds }).olderSealSecrets;
  expect(read(` ${OLD}, ,${NEW}`)).toEqual([OLD, NEW]);
  expect(read("")).toEqual([]);
  expect(() => read("short")).toThrow();
});

describe("a shop whose secret is exchanged", () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await startTestShop({ services: [userService], env: { USER_SEAL_SECRET: OLD } });
  });
  afterAll(() => shop.close());

  const startedWith = async (env: Readonly<Record<string, string>>) => {
    const { host } = shop.service("user");
    return buildApp({ ...host, env: { ...host.env, ...env } });
  };
  const keyIds = async () => {
    const found = sealedColumns.map(async ({ table, column }) => {
      const { rows } = await sql<{ keyId: Buffer }>`
        select substring(${sql.ref(column)} from 1 for 8) as "keyId" from ${sql.table(table)}`.execute(
        shop.db("user"),
      );
      expect(rows.length, table).toBeGreaterThan(0);
      return rows.map(({ keyId }) => keyId.toString("hex"));
    });
    return new Set((await Promise.all(found)).flat());
  };

  test("moves everything to the new one when it starts, after which the old one may be forgotten", async () => {
    const account = await verified(shop);
    await shop.call("POST", "/users/second-factor/totp", bearer(account.accessToken));
    await sql`insert into totp_secrets (user_id, sealed_secret, enabled_at, last_used_step)
      select user_id, sealed_secret, now(), 0 from totp_enrolments`.execute(shop.db("user"));
    expect(await keyIds()).toEqual(new Set([seal.keyId.toString("hex")]));
    // One of them as the first release sealed it.
    await sql`update signing_keys set sealed_private_jwk = substring(sealed_private_jwk from 9)`.execute(
      shop.db("user"),
    );

    await expect(startedWith({ USER_SEAL_SECRET: NEW })).rejects.toThrow("No known key opens");
    const exchanged = await startedWith({ USER_SEAL_SECRET: NEW, USER_SEAL_SECRETS_OLD: OLD });
    const reseal = exchanged.jobs.find(({ definition }) => definition.name === "user.reseal_secrets");
    const meta = { jobId: "reseal", attempt: 1, key: undefined };
    expect(await reseal?.run({}, meta)).toBe("done");
    expect(await keyIds()).toEqual(new Set([createSeal(NEW).keyId.toString("hex")]));
    expect(await reseal?.run({}, meta)).toBe("done");

    const later = await startedWith({ USER_SEAL_SECRET: NEW });
    expect(await later.jwks?.()).toEqual(await shop.service("user").service.jwks?.());
  });

  test("does not notice while it runs", async () => {
    const account = await registered(shop);
    const { body } = await login(shop, account);
    expect((await profileOf(shop, body.accessToken)).status).toBe(200);
  });
});

/** As the first release wrote it: nonce, ciphertext, tag. */
function sealedByFirstRelease(text: string, purpose: string): Buffer {
  const key = Buffer.from(hkdfSync("sha256", OLD, "", "souk/user/seal", 32));
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(purpose));
  return Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
}
