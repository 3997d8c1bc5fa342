// Staff manage people: find them, close accounts, sign somebody out, invite a colleague.
import { randomUUID } from "node:crypto";
import { AccountMailRequested } from "@souk/contracts";
import { UserService } from "@souk/contracts/rpc";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AccessStage, openAccessStage, type Signed } from "./access-stage.ts";

let stage: AccessStage;
beforeAll(async () => {
  stage = await openAccessStage();
});
afterAll(() => stage.close());

const call = (...parameters: Parameters<AccessStage["shop"]["call"]>) => stage.shop.call(...parameters);
const setActive = (userId: string, active: boolean, as: Signed = stage.administrator) =>
  stage.edit("PUT", `/users/${userId}/active`, { as, of: `/users/${userId}`, body: { active } });
const canRefresh = async ({ refreshToken }: Signed) =>
  (await call("POST", "/users/refresh", { body: { refreshToken } })).status === 200;

describe("the list of users", () => {
  test("pages without gaps and finds by name, address and role", async () => {
    for (const name of ["Zeynep", "Zehra", "Zubeyde"]) await stage.aCustomer(name);
    const as = await stage.aColleague("support");
    const seen: string[] = [];
    let cursor = "";
    do {
      const page = await call("GET", `/users?limit=2${cursor}`, { as });
      seen.push(...page.body.items.map(({ id }: { id: string }) => id));
      cursor = page.body.nextCursor === null ? "" : `&cursor=${page.body.nextCursor}`;
    } while (cursor !== "");
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(3);
    expect((await call("GET", "/users?q=zEYN", { as })).body.items).toHaveLength(1);
    expect((await call("GET", `/users?q=${as.email}`, { as })).body.items).toMatchObject([{ id: as.userId }]);
    expect((await call("GET", "/users?q=%25", { as })).body.items).toEqual([]);
    expect((await call("GET", "/users?role=support", { as })).body.items).toMatchObject([{ id: as.userId }]);
  });

  test("finds those whose account is closed, and those whose address is not proven", async () => {
    const name = `Salma ${randomUUID()}`;
    const closed = await stage.aCustomer(name);
    await stage.aCustomer(name);
    const body = {
      email: `${randomUUID()}@example.com`,
      password: "bolts of indigo linen",
      firstName: name,
      lastName: "Haddad",
    };
    const unproven = (await call("POST", "/users/register", { body })).body.user;
    await setActive(closed.userId, false);
    const find = async (filter: string) => {
      const page = await call("GET", `/users?q=${name}&${filter}`, { as: stage.administrator });
      return page.body.items.map(({ id }: { id: string }) => id);
    };
    expect(await find("active=false")).toEqual([closed.userId]);
    expect(await find("active=true")).toHaveLength(2);
    expect(await find("verified=false")).toEqual([unproven.id]);
    expect(await find("verified=true&active=true")).toHaveLength(1);
  });

  test("is closed to customers, and a cursor or a filter that was made up is refused", async () => {
    expect((await call("GET", "/users", { as: await stage.aCustomer() })).status).toBe(403);
    const as = stage.administrator;
    expect((await call("GET", "/users?cursor=abc", { as })).body.code).toBe("cursor_invalid");
    expect((await call("GET", "/users?active=maybe", { as })).body.code).toBe("query_invalid");
  });
});

describe("closing an account", () => {
  test("ends its sessions; signing in works again when it is opened again", async () => {
    const customer = await stage.aCustomer();
    const closed = await setActive(customer.userId, false);
    expect(closed).toMatchObject({ status: 200, body: { active: false } });
    expect(await canRefresh(customer)).toBe(false);
    await expect(stage.signIn(customer.email)).rejects.toThrow("401");
    expect((await setActive(customer.userId, true)).body.active).toBe(true);
    expect(await canRefresh(customer)).toBe(false);
    expect((await stage.signIn(customer.email)).userId).toBe(customer.userId);
    await stage.shop.settled(); // On its way to the bus an event is seen twice.
    const actions = (await stage.shop.published("user"))
      .map(({ data }) => data as { action?: string; subjectId?: string })
      .filter(({ subjectId }) => subjectId === customer.userId)
      .map(({ action }) => action);
    expect(actions).toEqual(["user.deactivate", "user.activate"]);
  });

  test("that is closed already changes nothing", async () => {
    const { userId } = await stage.aCustomer();
    const first = await setActive(userId, false);
    const second = await setActive(userId, false);
    expect(second.headers["etag"]).toBe(first.headers["etag"]);
  });

  test("asks which version was looked at", async () => {
    const { userId } = await stage.aCustomer();
    const as = stage.administrator;
    const path = `/users/${userId}/active`;
    expect((await call("PUT", path, { as, body: { active: false } })).status).toBe(428);
    const stale = await call("PUT", path, { as, body: { active: false }, headers: { "if-match": '"v9"' } });
    expect(stale.status).toBe(412);
    expect((await call("PUT", path, { as, body: { active: "no" } })).status).toBe(400);
  });

  test("of a colleague needs staff:write and no less than they may do", async () => {
    const support = await stage.aColleague("support");
    const clerk = await stage.aColleague(await stage.aRole(["customers:write"]));
    expect((await setActive((await stage.aCustomer()).userId, false, clerk)).status).toBe(200);
    expect(await setActive(support.userId, false, clerk)).toMatchObject({
      status: 403,
      body: { code: "permission_required", permission: "staff:write" },
    });
    const manager = await stage.aColleague(await stage.aRole(["customers:write", "staff:write"]));
    expect((await setActive(support.userId, false, manager)).body.code).toBe("role_above_own");
    expect((await setActive(manager.userId, false, manager)).body.code).toBe("own_account");
    expect((await setActive(support.userId, false)).status).toBe(200);
  });

  test("keeps an administrator, when two close each other at once either", async () => {
    const second = await stage.aColleague("administrator");
    const third = await stage.aColleague("administrator");
    const answers = await Promise.all([
      setActive(second.userId, false, third),
      setActive(third.userId, false, second),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 403]);
  });
});

describe("signing somebody out everywhere", () => {
  test("ends every session of theirs, and no other", async () => {
    const customer = await stage.aCustomer();
    const phone = await stage.signIn(customer.email);
    const other = await stage.aCustomer();
    const path = `/users/${customer.userId}/sessions`;
    expect((await call("DELETE", path, { as: stage.administrator })).status).toBe(204);
    expect(await Promise.all([customer, phone, other].map(canRefresh))).toEqual([false, false, true]);
    expect((await stage.signIn(customer.email)).userId).toBe(customer.userId);
  });

  test("is for those who manage customers, and of staff for those who manage staff", async () => {
    const support = await stage.aColleague("support");
    const clerk = await stage.aColleague(await stage.aRole(["customers:write"]));
    const path = `/users/${support.userId}/sessions`;
    expect((await call("DELETE", path, { as: clerk })).body.permission).toBe("staff:write");
    expect((await call("DELETE", path, { as: support })).body.permission).toBe("customers:write");
    const nobody = await call("DELETE", `/users/${randomUUID()}/sessions`, { as: stage.administrator });
    expect(nobody.body.code).toBe("user_not_found");
  });
});

describe("inviting a colleague", () => {
  const invite = (body: object, as: Signed = stage.administrator) =>
    call("POST", "/users", {
      as,
      body: { email: `${randomUUID()}@example.com`, firstName: "Dana", lastName: "Saleh", ...body },
    });

  test("sends a mail whose link lets them choose a password, which proves the address", async () => {
    const email = `${randomUUID()}@example.com`;
    const invited = await invite({ email, roles: ["support", "support"] });
    expect(invited).toMatchObject({
      status: 201,
      body: { email, roles: ["support"], emailVerified: false, active: true },
    });
    const requested = (await stage.shop.published("user")).findLast(
      ({ type }) => type === AccountMailRequested.type,
    );
    const { mailId, userId } = AccountMailRequested.schema.parse(requested?.data);
    expect(userId).toBe(invited.body.id);
    const mail = await stage.shop.rpc.client(UserService).getAccountMail({ mailId });
    expect(mail.email).toBe(email);
    const token = new URL(mail.url).searchParams.get("token");
    const password = "a loom of one's own";
    const chosen = await call("POST", "/users/password-reset/confirm", { body: { token, password } });
    expect(chosen.status).toBe(204);
    const as = await stage.signIn(email, password);
    expect((await call("GET", "/users/profile", { as })).body).toMatchObject({
      emailVerified: true,
      permissions: expect.arrayContaining(["orders:read"]),
    });
  });

  test("happens once for an address, and not where somebody has it already", async () => {
    const email = `${randomUUID()}@example.com`;
    const answers = await Promise.all([1, 2].map(() => invite({ email, roles: ["support"] })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
    const again = await invite({ email: email.toUpperCase(), roles: ["support"] });
    expect(again).toMatchObject({ status: 409, body: { code: "already_invited" } });
    const customer = await stage.aCustomer();
    const taken = await invite({ email: customer.email, roles: ["support"] });
    expect(taken).toMatchObject({
      status: 409,
      body: { code: "email_taken", errors: [{ pointer: "/email" }] },
    });
  });

  test("can be repeated until it is answered, and given up by closing the account", async () => {
    const email = `${randomUUID()}@example.com`;
    const as = stage.administrator;
    const { id } = (await invite({ email, roles: ["support"] })).body;
    const repeat = (who: Signed = as) => call("POST", `/users/${id}/invitation`, { as: who });
    expect((await repeat()).status).toBe(202);
    await stage.shop.settled();
    const mails = (await stage.shop.published("user")).filter(
      ({ type, data }) => type === AccountMailRequested.type && (data as { userId: string }).userId === id,
    );
    expect(mails).toHaveLength(2);
    const manager = await stage.aColleague(await stage.aRole(["staff:write"]));
    expect((await repeat(manager)).body.code).toBe("role_above_own");
    await setActive(id, false);
    expect(await repeat()).toMatchObject({ status: 409, body: { code: "no_invitation" } });
    expect((await invite({ email, roles: ["support"] })).status).toBe(201);
    const customer = await stage.aCustomer();
    const none = await call("POST", `/users/${customer.userId}/invitation`, { as });
    expect(none.body.code).toBe("no_invitation");
  });

  test("gives no role that does not exist, and none beyond the caller's own permissions", async () => {
    expect((await invite({ roles: ["wizard"] })).body.code).toBe("role_unknown");
    expect((await invite({ roles: [] })).body.code).toBe("body_invalid");
    const manager = await stage.aColleague(await stage.aRole(["staff:write"]));
    expect((await invite({ roles: ["administrator"] }, manager)).body.code).toBe("role_above_own");
    expect((await invite({ roles: ["support"], active: true })).body.code).toBe("body_invalid");
  });

  test("is done once for a key, however often it is sent", async () => {
    const body = {
      email: `${randomUUID()}@example.com`,
      firstName: "Dana",
      lastName: "Saleh",
      roles: ["support"],
    };
    const key = randomUUID();
    const first = await call("POST", "/users", { as: stage.administrator, body, key });
    const second = await call("POST", "/users", { as: stage.administrator, body, key });
    expect(second).toMatchObject({ status: 201, headers: { "idempotent-replayed": "true" } });
    expect(second.body.id).toBe(first.body.id);
  });
});
