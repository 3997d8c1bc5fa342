// Accounts through the front door: register, sign in, refresh, sign out, profile.
import { randomUUID } from "node:crypto";
import { startTestShop, type TestShop } from "@souk/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createUserService } from "../src/app.ts";
import type { FirstAdministrator } from "../src/commands/ensure-administrator.ts";

const PASSWORD = "correct horse battery";
let shop: TestShop;
let administrator: FirstAdministrator | undefined;
beforeAll(async () => {
  const user = createUserService({ onFirstAdministrator: (made) => void (administrator = made) });
  shop = await startTestShop({ services: [user] });
});
afterAll(() => shop.close());

function aPerson() {
  return { email: `${randomUUID()}@example.com`, password: PASSWORD, firstName: "Leyla", lastName: "Demir" };
}
async function registered() {
  const person = aPerson();
  const { body } = await shop.call("POST", "/users/register", { body: person });
  return {
    ...person,
    id: body.user.id as string,
    accessToken: body.accessToken as string,
    refreshToken: body.refreshToken as string,
  };
}
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
const refreshWith = (refreshToken: string) => shop.call("POST", "/users/refresh", { body: { refreshToken } });

describe("registering", () => {
  test("opens an account and signs in, and tells the other services by id alone", async () => {
    const person = aPerson();
    const answer = await shop.call("POST", "/users/register", { body: person });
    expect(answer.status).toBe(201);
    expect(answer.body.user).toMatchObject({
      email: person.email,
      roles: ["customer"],
      permissions: [],
      emailVerified: false,
    });
    expect(answer.body.expiresIn).toBe(600);
    expect(answer.text).not.toContain("assword");
    expect(answer.headers["cache-control"]).toBe("no-store");
    const profile = await shop.call("GET", "/users/profile", bearer(answer.body.accessToken));
    expect(profile.body.id).toBe(answer.body.user.id);
    expect(await shop.published("user")).toContainEqual({
      type: "user.created.v1",
      data: { userId: answer.body.user.id },
    });
  });

  test("roles and other fields that are not asked for are refused", async () => {
    const answer = await shop.call("POST", "/users/register", {
      body: { ...aPerson(), roles: ["administrator"] },
    });
    expect(answer.status).toBe(400);
  });
});

describe("signing in", () => {
  test("gives a session for the right password", async () => {
    const person = await registered();
    const answer = await shop.call("POST", "/users/login", {
      body: { email: person.email.toUpperCase(), password: PASSWORD },
    });
    expect(answer.status).toBe(200);
    expect(answer.body.user.id).toBe(person.id);
  });

  test("says the same of a wrong password and of nobody", async () => {
    const person = await registered();
    const wrong = await shop.call("POST", "/users/login", {
      body: { email: person.email, password: "something else" },
    });
    const nobody = await shop.call("POST", "/users/login", {
      body: { email: "nobody@example.com", password: PASSWORD },
    });
    expect([wrong.status, nobody.status]).toEqual([401, 401]);
    expect([wrong.body.code, nobody.body.code]).toEqual(["credentials_invalid", "credentials_invalid"]);
  });
});

describe("signing out", () => {
  test("ends the session of the refresh token", async () => {
    const { refreshToken } = await registered();
    expect((await shop.call("POST", "/users/logout", { body: { refreshToken } })).status).toBe(204);
    expect((await refreshWith(refreshToken)).status).toBe(401);
  });

  test("ends the session of the access token, and may be repeated", async () => {
    const { accessToken, refreshToken } = await registered();
    await shop.call("POST", "/users/logout", bearer(accessToken));
    expect((await shop.call("POST", "/users/logout", bearer(accessToken))).status).toBe(204);
    expect((await refreshWith(refreshToken)).status).toBe(401);
  });
});

describe("the profile", () => {
  const address = {
    firstName: "Leyla",
    lastName: "Demir",
    street: "Kastanienallee 12",
    city: "Berlin",
    zipCode: "10435",
    country: "DE",
  };

  test("changes only what is given", async () => {
    const { accessToken } = await registered();
    const changes = { firstName: "Leila", lastName: "Demirci", phone: "+49 30 1234", addresses: [address] };
    const answer = await shop.call("PUT", "/users/profile", { ...bearer(accessToken), body: changes });
    expect(answer.body).toMatchObject(changes);
    const again = await shop.call("PUT", "/users/profile", { ...bearer(accessToken), body: { phone: null } });
    expect(again.body).toMatchObject({ ...changes, phone: null });
  });

  test("is not changed on a version somebody else has changed", async () => {
    const { accessToken } = await registered();
    const headers = { authorization: `Bearer ${accessToken}`, "if-match": '"99"' };
    const answer = await shop.call("PUT", "/users/profile", { headers, body: { firstName: "Leila" } });
    expect(answer.status).toBe(412);
  });

  test("parallel changes are all kept", async () => {
    const { accessToken } = await registered();
    const changes = [{ firstName: "A" }, { lastName: "B" }, { phone: "1" }];
    const answers = await Promise.all(
      changes.map((body) => shop.call("PUT", "/users/profile", { ...bearer(accessToken), body })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const { body } = await shop.call("GET", "/users/profile", bearer(accessToken));
    expect(body).toMatchObject({ firstName: "A", lastName: "B", phone: "1" });
  });

  test("needs a token, and a token of somebody who exists", async () => {
    expect((await shop.call("GET", "/users/profile")).status).toBe(401);
    expect((await shop.call("GET", "/users/profile", { as: await shop.customer() })).status).toBe(404);
  });
});

test("the first start makes an administrator with a password nobody gave", async () => {
  expect(administrator?.email).toBe("admin@souk.example");
  const answer = await shop.call("POST", "/users/login", { body: administrator });
  expect(answer.body.user.roles).toEqual(["administrator"]);
  expect(answer.body.user.permissions).toContain("staff:write");
});

test("no password and no token is in any log line", () => {
  const lines = shop.logLines.join("");
  expect(lines).not.toContain(PASSWORD);
  expect(lines).not.toContain(administrator?.password);
});
