// The shop's own roles: made, changed and deleted by staff who thereby gain nothing.
import { permissions } from "@souk/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AccessStage, openAccessStage, type Signed } from "./access-stage.ts";

let stage: AccessStage;
beforeAll(async () => {
  stage = await openAccessStage();
});
afterAll(() => stage.close());

const call = (...parameters: Parameters<AccessStage["shop"]["call"]>) => stage.shop.call(...parameters);
const update = (name: string, as: Signed, body: object) =>
  stage.edit("PUT", `/roles/${name}`, { as, of: `/roles/${name}`, body: { description: "", ...body } });

describe("a role of the shop's own", () => {
  test("is made of permissions, listed with the built-in ones, and told to the audit log", async () => {
    const as = stage.administrator;
    const body = {
      name: "packer",
      description: "Packs parcels.",
      permissions: ["orders:read", "stock:read", "orders:read"],
    };
    const made = await call("POST", "/roles", { as, body });
    expect(made).toMatchObject({
      status: 201,
      headers: { etag: '"v1"' },
      body: { name: "packer", permissions: ["orders:read", "stock:read"], builtIn: false, version: 1 },
    });
    const listed = await call("GET", "/roles", { as });
    expect(listed.body.items).toContainEqual(made.body);
    expect(listed.body.items[0].builtIn).toBe(true);
    expect((await call("GET", "/roles/packer", { as })).body).toEqual(made.body);
    expect(await stage.shop.published("user")).toContainEqual({
      type: "staff.acted.v1",
      data: expect.objectContaining({
        actorId: as.userId,
        action: "role.create",
        subjectId: "packer",
        before: null,
        after: { description: "Packs parcels.", permissions: ["orders:read", "stock:read"] },
      }),
    });
  });

  test("has a name of its own, also when two make it at once", async () => {
    const as = stage.administrator;
    const body = { name: "twin", permissions: [] };
    const answers = await Promise.all([
      call("POST", "/roles", { as, body }),
      call("POST", "/roles", { as, body }),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe("role_taken");
  });

  test("changes for all who hold it: what they are shown, and what the next access token says", async () => {
    const name = await stage.aRole(["orders:read"]);
    const holder = await stage.aColleague(name);
    const of = `/users/${holder.userId}`;
    const before = await call("GET", of, { as: stage.administrator });
    const changed = await update(name, stage.administrator, {
      permissions: ["orders:read", "customers:read"],
    });
    expect(changed).toMatchObject({ status: 200, headers: { etag: '"v2"' }, body: { version: 2 } });
    const after = await call("GET", of, { as: stage.administrator });
    expect(after.body.permissions).toEqual(["customers:read", "orders:read"]);
    expect(after.headers["etag"]).not.toBe(before.headers["etag"]);
    expect((await call("GET", "/users", { as: holder })).status).toBe(403);
    const refreshed = await call("POST", "/users/refresh", { body: { refreshToken: holder.refreshToken } });
    const as = { ...holder, token: refreshed.body.accessToken };
    expect((await call("GET", "/users", { as })).status).toBe(200);
  });

  test("is edited only in the version that was looked at", async () => {
    const name = await stage.aRole([]);
    const body = { description: "", permissions: [] };
    const as = stage.administrator;
    expect((await call("PUT", `/roles/${name}`, { as, body })).status).toBe(428);
    const stale = await call("PUT", `/roles/${name}`, { as, body, headers: { "if-match": '"v7"' } });
    expect(stale.status).toBe(412);
  });

  test("is deleted when nobody holds it any more", async () => {
    const name = await stage.aRole(["orders:read"]);
    const holder = await stage.aColleague(name);
    const as = stage.administrator;
    const refused = await call("DELETE", `/roles/${name}`, { as });
    expect(refused).toMatchObject({ status: 409, body: { code: "role_in_use" } });
    const of = `/users/${holder.userId}`;
    await stage.edit("PUT", `${of}/roles`, { as, of, body: { roles: ["customer"] } });
    expect((await call("DELETE", `/roles/${name}`, { as })).status).toBe(204);
    expect((await call("GET", `/roles/${name}`, { as })).body.code).toBe("role_not_found");
    const events = await stage.shop.published("user");
    expect(events).toContainEqual({
      type: "staff.acted.v1",
      data: expect.objectContaining({ action: "role.delete", subjectId: name, after: null }),
    });
  });

  test("has a plain name, known permissions and nothing else", async () => {
    const as = stage.administrator;
    for (const wrong of [
      { name: "Has Space", permissions: [] },
      { name: "planets", permissions: ["planets:write"] },
      { name: "sneaky", permissions: [], builtIn: true },
    ]) {
      expect((await call("POST", "/roles", { as, body: wrong })).status).toBe(400);
    }
  });
});

test("a built-in role stays as it is", async () => {
  const as = stage.administrator;
  const emptied = await update("support", as, { permissions: [] });
  expect(emptied).toMatchObject({ status: 409, body: { code: "role_built_in" } });
  expect((await call("DELETE", "/roles/support", { as })).body.code).toBe("role_built_in");
  const shadow = await call("POST", "/roles", { as, body: { name: "administrator", permissions: [] } });
  expect(shadow.body.code).toBe("role_taken");
  expect((await call("DELETE", "/roles/nobody_made_this", { as })).body.code).toBe("role_not_found");
});

describe("staff who may manage roles", () => {
  test("can neither make nor change a role beyond their own permissions", async () => {
    const manager = await stage.aColleague(await stage.aRole(["staff:read", "staff:write", "orders:read"]));
    const beyond = await call("POST", "/roles", {
      as: manager,
      body: { name: "beyond", permissions: ["payments:refund"] },
    });
    expect(beyond).toMatchObject({ status: 403, body: { code: "role_above_own" } });
    const refunds = await stage.aRole(["payments:refund"]);
    const emptied = await update(refunds, manager, { permissions: [] });
    expect(emptied.body.code).toBe("role_above_own");
    expect((await call("DELETE", `/roles/${refunds}`, { as: manager })).body.code).toBe("role_above_own");
    const within = { name: "within_own", permissions: ["orders:read"] };
    expect((await call("POST", "/roles", { as: manager, body: within })).status).toBe(201);
  });

  test("cannot raise themselves by a role they hold", async () => {
    const own = await stage.aRole(["staff:write", "orders:read"]);
    const manager = await stage.aColleague(own);
    const raised = await update(own, manager, { permissions: [...permissions] });
    expect(raised).toMatchObject({ status: 403, body: { code: "role_above_own" } });
    const { body } = await call("GET", `/roles/${own}`, { as: stage.administrator });
    expect(body.permissions).toEqual(["staff:write", "orders:read"]);
  });

  test("cannot do so any more at once when it was taken from them, whatever their token says", async () => {
    const manager = await stage.aColleague(await stage.aRole(["staff:write", "orders:read"]));
    const of = `/users/${manager.userId}`;
    await stage.edit("PUT", `${of}/roles`, { as: stage.administrator, of, body: { roles: ["customer"] } });
    const late = await call("POST", "/roles", { as: manager, body: { name: "late", permissions: [] } });
    expect(late).toMatchObject({
      status: 403,
      body: { code: "permission_required", permission: "staff:write" },
    });
  });
});

test("a shop has a hundred roles at most", async () => {
  const as = stage.administrator;
  let made = await call("POST", "/roles", { as, body: { name: "role_0", permissions: [] } });
  for (let index = 1; made.status === 201; index += 1)
    made = await call("POST", "/roles", { as, body: { name: `role_${index}`, permissions: [] } });
  expect(made).toMatchObject({ status: 409, body: { code: "roles_too_many" } });
  expect((await call("GET", "/roles", { as })).body.items).toHaveLength(100);
});
