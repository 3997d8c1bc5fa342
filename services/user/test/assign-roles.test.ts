// Staff and their roles: who may see users, who may say what somebody may do.
import { randomUUID } from "node:crypto";
import { UserService } from "@souk/contracts/rpc";
import { type AnyDb, statement } from "@souk/db";
import { startTestShop, type TestShop } from "@souk/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildApp, userService } from "../src/app.ts";
import type { FirstAdministrator } from "../src/commands/ensure-administrator.ts";

const admin = { email: "owner@example.com", password: "a password for the owner" };
let shop: TestShop;
let adminToken = "";
beforeAll(async () => {
  shop = await startTestShop({
    services: [userService],
    env: { SOUK_ADMIN_EMAIL: admin.email, SOUK_ADMIN_PASSWORD: admin.password },
  });
  adminToken = (await shop.call("POST", "/users/login", { body: admin })).body.accessToken;
});
afterAll(() => shop.close());

const asAdmin = (headers: Record<string, string> = {}) => ({
  headers: { authorization: `Bearer ${adminToken}`, ...headers },
});

async function aCustomer(firstName = "Omar") {
  const email = `${randomUUID()}@example.com`;
  const { body } = await shop.call("POST", "/users/register", {
    body: { email, password: "long enough", firstName, lastName: "Haddad" },
  });
  return { id: body.user.id as string, email, refreshToken: body.refreshToken as string };
}
async function assign(id: string, roles: readonly string[], etag?: string) {
  const current = etag ?? String((await shop.call("GET", `/users/${id}`, asAdmin())).headers["etag"]);
  return shop.call("PUT", `/users/${id}/roles`, { ...asAdmin({ "if-match": current }), body: { roles } });
}

describe("an administrator", () => {
  test("gives somebody a role, which the next sign-in carries, and the old session ends", async () => {
    const { id, email, refreshToken } = await aCustomer();
    const answer = await assign(id, ["customer", "support", "support"]);
    expect(answer.status).toBe(200);
    expect(answer.body.roles).toEqual(["customer", "support"]);
    expect((await shop.call("POST", "/users/refresh", { body: { refreshToken } })).status).toBe(401);
    const { body } = await shop.call("POST", "/users/login", { body: { email, password: "long enough" } });
    expect(body.user.permissions).toContain("orders:read");
    const events = await shop.published("user");
    expect(events).toContainEqual(
      expect.objectContaining({
        type: "staff.acted.v1",
        data: expect.objectContaining({ action: "user.assign_roles", subjectId: id }),
      }),
    );
  });

  test("cannot give a role that does not exist", async () => {
    const { id } = await aCustomer();
    const answer = await assign(id, ["customer", "wizard"]);
    expect(answer.body).toMatchObject({ code: "role_unknown", errors: [{ pointer: "/roles/1" }] });
  });

  test("must say which version they looked at", async () => {
    const { id } = await aCustomer();
    expect((await shop.call("PUT", `/users/${id}/roles`, { ...asAdmin(), body: { roles: [] } })).status).toBe(
      428,
    );
    expect((await assign(id, [], '"99"')).status).toBe(412);
  });

  test("cannot change their own roles", async () => {
    const { body } = await shop.call("GET", "/users/profile", asAdmin());
    expect((await assign(body.id, ["customer"])).body.code).toBe("own_roles");
  });
});

test("staff who lack a permission cannot give it, nor take it", async () => {
  const { id } = await aCustomer();
  const helper = await shop.staff(["staff:write"]);
  const etag = String((await shop.call("GET", `/users/${id}`, asAdmin())).headers["etag"]);
  const given = await shop.call("PUT", `/users/${id}/roles`, {
    as: helper,
    headers: { "if-match": etag },
    body: { roles: ["administrator"] },
  });
  expect(given.body.code).toBe("role_above_own");
});

test("the last administrator cannot be taken away, by two at once either", async () => {
  const second = await aCustomer();
  await assign(second.id, ["administrator"]);
  const { body: session } = await shop.call("POST", "/users/login", {
    body: { email: second.email, password: "long enough" },
  });
  const { body: owner } = await shop.call("GET", "/users/profile", asAdmin());
  const demote = async (id: string, token: string) => {
    const headers = {
      authorization: `Bearer ${token}`,
      "if-match": String((await shop.call("GET", `/users/${id}`, asAdmin())).headers["etag"]),
    };
    return shop.call("PUT", `/users/${id}/roles`, { headers, body: { roles: ["customer"] } });
  };
  const answers = await Promise.all([demote(owner.id, session.accessToken), demote(second.id, adminToken)]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)?.body.code).toBe("last_administrator");
});

describe("the list of users", () => {
  test("pages without gaps and finds by name, address and role", async () => {
    for (const name of ["Zeynep", "Zehra", "Zubeyde"]) await aCustomer(name);
    const as = await shop.staff(["customers:read"]);
    const seen: string[] = [];
    let cursor = "";
    do {
      const page = await shop.call("GET", `/users?limit=2${cursor}`, { as });
      seen.push(...page.body.items.map(({ id }: { id: string }) => id));
      cursor = page.body.nextCursor === null ? "" : `&cursor=${page.body.nextCursor}`;
    } while (cursor !== "");
    expect(new Set(seen).size).toBe(seen.length);
    const found = await shop.call("GET", "/users?q=zEYN", { as });
    expect(found.body.items).toHaveLength(1);
    expect((await shop.call("GET", "/users?q=%25", { as })).body.items).toEqual([]);
    expect((await shop.call("GET", "/users?role=support", { as })).body.items.length).toBeGreaterThan(0);
  });

  test("is closed to customers, and a cursor that was made up is refused", async () => {
    expect((await shop.call("GET", "/users", { as: await shop.customer() })).status).toBe(403);
    const as = await shop.staff(["customers:read"]);
    expect((await shop.call("GET", "/users?cursor=abc", { as })).body.code).toBe("cursor_invalid");
  });
});

test("staff who may, read the roles", async () => {
  const { body } = await shop.call("GET", "/roles", { as: await shop.staff(["staff:read"]) });
  expect(body.items.map(({ name }: { name: string }) => name)).toEqual(
    expect.arrayContaining(["administrator", "customer", "finance", "support"]),
  );
});

test("other services ask for a user by id", async () => {
  const { id, email } = await aCustomer();
  expect(await shop.rpc.client(UserService).getUser({ userId: id })).toMatchObject({
    email,
    firstName: "Omar",
    active: true,
  });
});

test("a later start keeps the administrator and the keys, so that tokens stay good", async () => {
  const made: FirstAdministrator[] = [];
  const { host } = shop.service("user");
  const again = await buildApp(host, {
    onFirstAdministrator: (administrator) => void made.push(administrator),
  });
  await again.start?.();
  expect(made).toEqual([]);
  expect(await again.jwks?.()).toEqual(await shop.service("user").service.jwks?.());
});

test("a user whose account was closed cannot sign in nor refresh", async () => {
  const { id, email, refreshToken } = await aCustomer();
  await closeAccount(shop.db("user"), id);
  expect((await shop.call("POST", "/users/login", { body: { email, password: "long enough" } })).status).toBe(
    401,
  );
  expect((await shop.call("POST", "/users/refresh", { body: { refreshToken } })).status).toBe(401);
});

async function closeAccount(db: AnyDb, userId: string): Promise<void> {
  await statement<never, [string]>(
    "test_close_account",
    "update users set active = false where id = $1",
  ).rows(db, [userId]);
}
