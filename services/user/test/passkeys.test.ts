// An account's passkeys through the front door: made, named, taken away, and every way in which making one must fail.
import { randomBytes, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSecondFactorStage, type SecondFactorStage } from "./second-factor-stage.ts";
import type { Mischief } from "./software-authenticator.ts";

const MINUTE_MS = 60_000;
let stage: SecondFactorStage;
beforeAll(async () => {
  stage = await openSecondFactorStage();
});
afterAll(() => stage.close());

type As = { readonly token: string; readonly userId: string };
const begin = (as: As) => stage.shop.call("POST", "/users/passkeys/begin", { as });
const create = (as: As, body: unknown) => stage.shop.call("POST", "/users/passkeys", { as, body });
const overview = async (as: As) => (await stage.shop.call("GET", "/users/second-factor", { as })).body;

describe("making a passkey", () => {
  test.each(["ES256", "EdDSA"] as const)("works with a key of %s", async (algorithm) => {
    const person = await stage.aCustomer();
    const authenticator = stage.anAuthenticator({ algorithm });
    const { status, body, headers } = await stage.enrolPasskey(person, { authenticator, name: "Phone" });
    expect(status).toBe(201);
    expect(headers["cache-control"]).toBe("no-store");
    expect(body).toMatchObject({ name: "Phone", lastUsedAt: null });
    const { recoveryCodes, ...passkey } = body;
    expect(recoveryCodes).toHaveLength(10);
    expect(await overview(person)).toMatchObject({ passkeys: [passkey], recoveryCodesLeft: 10 });
    expect((await stage.passkeyLogin(authenticator)).body.user.id).toBe(person.userId);
  });

  test("asks for one that signs in by itself, and names nobody to the authenticator", async () => {
    const person = await stage.aCustomer();
    const { options } = (await begin(person)).body;
    expect(options).toMatchObject({
      rp: { id: "localhost", name: "Souk" },
      user: { name: person.email },
      attestation: "none",
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      excludeCredentials: [],
    });
    const handle = Buffer.from(options.user.id, "base64url");
    expect(handle.length).toBe(32);
    expect(handle.toString("utf8")).not.toContain(person.userId);
    expect((await begin(person)).body.options.user.id).toBe(options.user.id);
    expect((await begin(await stage.aCustomer())).body.options.user.id).not.toBe(options.user.id);
  });

  test("gives recovery codes with the first factor alone, which ends the other sessions, too", async () => {
    const person = await stage.aCustomer();
    const { refreshToken } = await stage.signIn(person.email);
    await stage.enrolPasskey(person);
    expect((await stage.shop.call("POST", "/users/refresh", { body: { refreshToken } })).status).toBe(401);
    expect((await stage.enrolPasskey(person)).body.recoveryCodes).toBeNull();
    const other = await stage.aCustomer();
    await stage.enrolTotp(other);
    expect((await stage.enrolPasskey(other)).body.recoveryCodes).toBeNull();
  });

  test("is offered to no authenticator that has one, and refused of one that makes the same again", async () => {
    const [person, other] = [await stage.aCustomer(), await stage.aCustomer()];
    const authenticator = stage.anAuthenticator();
    const { body: ceremony } = await begin(person);
    const attestation = authenticator.create(ceremony.options);
    const made = await create(person, { ceremonyId: ceremony.ceremonyId, name: "Mine", attestation });
    expect(made.status).toBe(201);
    const { options } = (await begin(person)).body;
    expect(options.excludeCredentials).toMatchObject([
      { id: attestation.id, transports: ["internal", "hybrid"] },
    ]);
    expect(() => authenticator.create(options)).toThrow("InvalidStateError");
    // Who has seen somebody else's credential cannot take it over: it is signed for another challenge, and known.
    const { body: theirs } = await begin(other);
    const stolen = await create(other, { ceremonyId: theirs.ceremonyId, name: "Stolen", attestation });
    expect(stolen.body.code).toBe("passkey_invalid");
  });

  test("is refused of an authenticator that uses the name of a passkey the shop has", async () => {
    const mischief = { credentialId: randomBytes(32) };
    expect((await stage.enrolPasskey(await stage.aCustomer(), { mischief })).status).toBe(201);
    const person = await stage.aCustomer();
    const { status, body } = await stage.enrolPasskey(person, { mischief });
    expect([status, body.code]).toEqual([409, "passkey_known"]);
    expect(await overview(person)).toMatchObject({ passkeys: [], recoveryCodesLeft: 0 });
  });

  test("takes a packed attestation for what it is worth, and refuses a false one", async () => {
    const person = await stage.aCustomer();
    expect((await stage.enrolPasskey(person, { mischief: { attestation: "packed" } })).status).toBe(201);
    const mischief = { attestation: "packed with a wrong signature" } as const;
    expect((await stage.enrolPasskey(person, { mischief })).body.code).toBe("passkey_invalid");
  });

  test.each<[string, Mischief]>([
    ["made on another origin", { origin: "https://souk.example" }],
    ["made for another relying party", { rpId: "souk.example" }],
    ["made for another challenge", { challenge: randomBytes(32).toString("base64url") }],
    ["which is an assertion", { type: "webauthn.get" }],
    ["made without knowing its owner", { verifiesUser: false }],
  ])("refuses one %s", async (_, mischief) => {
    const person = await stage.aCustomer();
    const answer = await stage.enrolPasskey(person, { mischief });
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe("passkey_invalid");
    expect((await overview(person)).passkeys).toEqual([]);
  });

  test("is done once for each ceremony, in its time, by who began it", async () => {
    const [person, other] = [await stage.aCustomer(), await stage.aCustomer()];
    const made = async () => {
      const { ceremonyId, options } = (await begin(person)).body;
      return { ceremonyId, name: "Key", attestation: stage.anAuthenticator().create(options) };
    };
    const first = await made();
    expect((await create(other, first)).body.code).toBe("ceremony_over");
    const twice = await Promise.all([create(person, first), create(person, first)]);
    expect(twice.map(({ status }) => status).toSorted((one, two) => one - two)).toEqual([201, 409]);
    expect((await create(person, { ...first, ceremonyId: randomUUID() })).body.code).toBe("ceremony_over");
    const late = await made();
    stage.shop.clock.advance(5 * MINUTE_MS);
    expect((await create(person, late)).body.code).toBe("ceremony_over");
  });

  test("refuses what no browser gives, as a wrong field", async () => {
    const person = await stage.aCustomer();
    const { ceremonyId, options } = (await begin(person)).body;
    const good = stage.anAuthenticator().create(options);
    const broken = [
      {},
      { ...good, type: "password" },
      { ...good, rawId: "not base64url!" },
      { ...good, response: { clientDataJSON: "AA" } },
    ];
    for (const attestation of broken) {
      const { status, body } = await create(person, { ceremonyId, name: "Key", attestation });
      expect(status).toBe(400);
      expect(body.errors).toMatchObject([{ pointer: "/attestation" }]);
    }
    const garbage = { ...good, response: { clientDataJSON: "AAAA", attestationObject: "AAAA" } };
    const answer = await create(person, { ceremonyId, name: "Key", attestation: garbage });
    expect([answer.status, answer.body.code]).toEqual([422, "passkey_invalid"]);
  });

  test("ends at twenty for an account", async () => {
    const person = await stage.aCustomer();
    for (let count = 0; count < 20; count += 1) {
      expect((await stage.enrolPasskey(person)).status).toBe(201);
    }
    expect((await stage.enrolPasskey(person)).body.code).toBe("passkeys_full");
  });

  test("needs somebody who proved not long ago that it is them", async () => {
    const person = await stage.aCustomer();
    stage.shop.clock.advance(16 * MINUTE_MS);
    const { body } = await stage.shop.call("POST", "/users/refresh", {
      body: { refreshToken: person.refreshToken },
    });
    const answer = await begin({ ...person, token: body.accessToken });
    expect(answer.body.code).toBe("reauthentication_required");
  });
});

describe("a passkey", () => {
  test("is renamed and taken away by its owner alone", async () => {
    const [person, other] = [await stage.aCustomer(), await stage.aCustomer()];
    const authenticator = stage.anAuthenticator();
    const { id } = (await stage.enrolPasskey(person, { authenticator })).body;
    const rename = (as: As) =>
      stage.shop.call("PUT", `/users/passkeys/${id}`, { as, body: { name: "Office" } });
    const remove = (as: As) => stage.shop.call("DELETE", `/users/passkeys/${id}`, { as });
    expect((await rename(other)).body.code).toBe("passkey_not_found");
    expect((await remove(other)).body.code).toBe("passkey_not_found");
    expect((await rename(person)).body).toMatchObject({ id, name: "Office" });
    expect((await overview(person)).passkeys).toMatchObject([{ id, name: "Office" }]);
    expect((await remove(person)).status).toBe(204);
    expect((await remove(person)).status).toBe(404);
    expect(await overview(person)).toMatchObject({ passkeys: [], recoveryCodesLeft: 0 });
    expect((await stage.login(person)).status).toBe(200);
    expect((await stage.passkeyLogin(authenticator)).body.code).toBe("passkey_invalid");
  });

  test("stays, with the recovery codes, where another one goes", async () => {
    const person = await stage.aCustomer();
    const { id } = (await stage.enrolPasskey(person)).body;
    await stage.enrolPasskey(person, { name: "Second" });
    await stage.shop.call("DELETE", `/users/passkeys/${id}`, { as: person });
    expect(await overview(person)).toMatchObject({ passkeys: [{ name: "Second" }], recoveryCodesLeft: 10 });
  });

  test("stays where it is the only way to sign in", async () => {
    const person = await stage.aCustomer();
    const { id } = (await stage.enrolPasskey(person)).body;
    // As an account is that was opened by a provider which the shop no longer offers.
    await sql`update users set password_hash = null where id = ${person.userId}`.execute(
      stage.shop.db("user"),
    );
    const refused = await stage.shop.call("DELETE", `/users/passkeys/${id}`, { as: person });
    expect(refused).toMatchObject({ status: 409, body: { code: "last_sign_in_method" } });
    expect(await overview(person)).toMatchObject({ passkeys: [{ id }], recoveryCodesLeft: 10 });
  });

  test("is taken away by somebody who proved not long ago that it is them", async () => {
    const person = await stage.aCustomer();
    const { id } = (await stage.enrolPasskey(person)).body;
    stage.shop.clock.advance(16 * MINUTE_MS);
    const { body } = await stage.shop.call("POST", "/users/refresh", {
      body: { refreshToken: person.refreshToken },
    });
    const as = { ...person, token: body.accessToken };
    const answer = await stage.shop.call("DELETE", `/users/passkeys/${id}`, { as });
    expect(answer.body.code).toBe("reauthentication_required");
  });
});
