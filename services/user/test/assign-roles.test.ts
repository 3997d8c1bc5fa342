// Who may say what somebody may do.
import { randomUUID } from "node:crypto";
import { permissions } from "@souk/contracts";
import { UserService } from "@souk/contracts/rpc";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildApp } from "../src/app.ts";
import type { FirstAdministrator } from "../src/commands/ensure-administrator.ts";
import { type AccessStage, openAccessStage, type Signed } from "./access-stage.ts";

let stage: AccessStage;
beforeAll(async () => {
  stage = await openAccessStage();
});
afterAll(() => stage.close());

const call = (...parameters: Parameters<AccessStage["shop"]["call"]>) => stage.shop.call(...parameters);
const assign = (userId: string, roles: readonly string[], as: Signed = stage.administrator) =>
  stage.edit("PUT", `/users/${userId}/roles`, { as, of: `/users/${userId}`, body: { roles } });

describe("an administrator", () => {
  test("gives somebody a role, which the next sign-in carries, and the old session ends", async () => {
    const { userId, email, refreshToken } = await stage.aCustomer();
    const answer = await assign(userId, ["customer", "support", "support"]);
    expect(answer.status).toBe(200);
    expect(answer.body.roles).toEqual(["customer", "support"]);
    expect((await call("POST", "/users/refresh", { body: { refreshToken } })).status).toBe(401);
    const as = await stage.signIn(email);
    expect((await call("GET", "/users/profile", { as })).body.permissions).toContain("orders:read");
    expect(await stage.shop.published("user")).toContainEqual(
      expect.objectContaining({
        type: "staff.acted.v1",
        data: expect.objectContaining({ action: "user.assign_roles", subjectId: userId }),
      }),
    );
  });

  test("cannot give a role that does not exist", async () => {
    const { userId } = await stage.aCustomer();
    const answer = await assign(userId, ["customer", "wizard"]);
    expect(answer).toMatchObject({
      status: 422,
      body: { code: "role_unknown", errors: [{ pointer: "/roles/1" }] },
    });
  });

  test("must say which version they looked at", async () => {
    const { userId } = await stage.aCustomer();
    const as = stage.administrator;
    const path = `/users/${userId}/roles`;
    expect((await call("PUT", path, { as, body: { roles: [] } })).status).toBe(428);
    const stale = await call("PUT", path, { as, body: { roles: [] }, headers: { "if-match": '"v99"' } });
    expect(stale.status).toBe(412);
  });

  test("cannot change their own roles", async () => {
    expect((await assign(stage.administrator.userId, ["customer"])).body.code).toBe("own_roles");
  });

  test("gives rights only to whoever proved that the address is theirs, but may take any away", async () => {
    const email = `${randomUUID()}@example.com`;
    const body = { email, password: "bolts of indigo linen", firstName: "Noor", lastName: "Aziz" };
    const { id } = (await call("POST", "/users/register", { body })).body.user;
    expect(await assign(id, ["support"])).toMatchObject({ status: 409, body: { code: "email_unverified" } });
    expect((await assign(id, [])).status).toBe(200);
  });
});

test("staff who lack a permission cannot give it, nor take it", async () => {
  const manager = await stage.aColleague(await stage.aRole(["staff:write", "orders:read"]));
  const customer = await stage.aCustomer();
  expect((await assign(customer.userId, ["administrator"], manager)).body.code).toBe("role_above_own");
  const finance = await stage.aColleague("finance");
  expect((await assign(finance.userId, ["customer"], manager)).body.code).toBe("role_above_own");
  expect((await assign(customer.userId, [await stage.aRole(["orders:read"])], manager)).status).toBe(200);
});

describe("the last administrator", () => {
  test("is never demoted, when two demote each other at once either", async () => {
    const owner = stage.administrator;
    const second = await stage.aColleague("administrator");
    const answers = await Promise.all([
      assign(owner.userId, ["customer"], second),
      assign(second.userId, ["customer"], owner),
    ]);
    // Whoever comes second is no administrator any more.
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 403]);
    const isOwnerLeft = answers[1]?.status === 200;
    const [left, demoted] = isOwnerLeft ? [owner, second] : [second, owner];
    expect((await call("POST", "/users/refresh", { body: demoted })).status).toBe(400);
    const found = await call("GET", "/users?role=administrator", { as: left });
    expect(found.body.items).toMatchObject([{ id: left.userId }]);
    if (!isOwnerLeft) await assign(owner.userId, ["administrator"], second);
  });

  test("is neither demoted nor closed by somebody who may do just as much", async () => {
    const deputy = await stage.aColleague(await stage.aRole([...permissions]));
    const { userId } = stage.administrator;
    const others = await call("GET", "/users?role=administrator", { as: deputy });
    for (const { id } of others.body.items)
      if (id !== userId) expect((await assign(id, ["customer"], deputy)).status).toBe(200);
    expect(await assign(userId, ["customer"], deputy)).toMatchObject({
      status: 409,
      body: { code: "last_administrator" },
    });
    const of = `/users/${userId}`;
    const closed = await stage.edit("PUT", `${of}/active`, { as: deputy, of, body: { active: false } });
    expect(closed).toMatchObject({ status: 409, body: { code: "last_administrator" } });
    expect((await assign(userId, ["administrator", "support"], deputy)).status).toBe(200);
  });
});

test("other services ask for a user by id", async () => {
  const { userId, email } = await stage.aCustomer();
  expect(await stage.shop.rpc.client(UserService).getUser({ userId })).toMatchObject({
    email,
    firstName: "Omar",
    active: true,
  });
});

test("a later start keeps the administrator and the keys, so that tokens stay good", async () => {
  const made: FirstAdministrator[] = [];
  const { host, service } = stage.shop.service("user");
  const again = await buildApp(host, {
    onFirstAdministrator: (administrator) => void made.push(administrator),
  });
  await again.start?.();
  expect(made).toEqual([]);
  expect(await again.jwks?.()).toEqual(await service.jwks?.());
});
