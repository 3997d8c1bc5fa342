// Staff who must have a second factor: what they may without one, and that they keep one.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Signed } from "./access-stage.ts";
import { openSecondFactorStage, type SecondFactorStage } from "./second-factor-stage.ts";

let stage: SecondFactorStage;
beforeAll(async () => {
  stage = await openSecondFactorStage();
});
afterEach(() => say("optional"));
afterAll(() => stage.close());

const PATH = "/users/sign-in-policy";
type As = { readonly token: string; readonly userId: string };

/** The test's own settings:write, which no policy takes away. */
async function say(staffSecondFactor: "optional" | "required") {
  const as = await stage.shop.staff(["settings:read", "settings:write"]);
  const { headers } = await stage.shop.call("GET", PATH, { as });
  const ifMatch = { "if-match": String(headers["etag"]) };
  const answer = await stage.shop.call("PUT", PATH, { as, headers: ifMatch, body: { staffSecondFactor } });
  if (answer.status !== 200) throw new Error(answer.text);
  return { ...answer, as };
}
async function refreshed({ userId, refreshToken }: Signed): Promise<As & { readonly refreshToken: string }> {
  const { body } = await stage.shop.call("POST", "/users/refresh", { body: { refreshToken } });
  return { userId, token: body.accessToken, refreshToken: body.refreshToken };
}
const listUsers = async (as: As) => (await stage.shop.call("GET", "/users", { as })).status;
const overview = async (as: As) => (await stage.shop.call("GET", "/users/second-factor", { as })).body;

test("the policy is read and changed by those who may, on the version they looked at, and the audit log hears of it", async () => {
  const { body, headers, as } = await say("required");
  expect(body).toMatchObject({ staffSecondFactor: "required" });
  expect((await stage.shop.call("GET", PATH, { as })).headers["etag"]).toBe(headers["etag"]);
  const change = { staffSecondFactor: "optional" };
  expect((await stage.shop.call("PUT", PATH, { as, body: change })).status).toBe(428);
  const stale = { "if-match": '"v0"' };
  expect((await stage.shop.call("PUT", PATH, { as, headers: stale, body: change })).status).toBe(412);
  const reader = await stage.shop.staff(["settings:read"]);
  expect((await stage.shop.call("PUT", PATH, { as: reader, body: change })).status).toBe(403);
  expect((await stage.shop.call("GET", PATH, { as: await stage.shop.customer() })).status).toBe(403);
  expect(await stage.shop.published("user")).toContainEqual({
    type: "staff.acted.v1",
    data: expect.objectContaining({
      actorId: as.userId,
      action: "sign_in_policy.change",
      before: { staffSecondFactor: "optional" },
      after: { staffSecondFactor: "required" },
    }),
  });
});

test("who has none may nothing, sees why, and gets the permissions back with the first factor", async () => {
  const support = await stage.aColleague("support");
  expect(await listUsers(support)).toBe(200);
  await say("required");
  const bare = await refreshed(support);
  expect(await listUsers(bare)).toBe(403);
  const signedIn = await stage.login(support);
  expect(signedIn.body.user).toMatchObject({ roles: ["support"], permissions: [] });
  const profile = await stage.shop.call("GET", "/users/profile", { as: bare });
  expect(profile.body).toMatchObject({ roles: ["support"], permissions: [] });
  expect(await overview(bare)).toMatchObject({ required: true });

  const authenticator = stage.anAuthenticator();
  await stage.enrolPasskey({ ...support, ...bare }, { authenticator });
  expect(await listUsers(await refreshed({ ...support, ...bare }))).toBe(200);
  const { body } = await stage.passkeyLogin(authenticator);
  expect(body.user.permissions).toContain("customers:read");
});

test("who has one keeps the permissions, customers need none, and an optional policy asks nobody", async () => {
  const [support, customer] = [await stage.aColleague("support"), await stage.aCustomer()];
  await stage.enrolTotp(support);
  expect(await overview(support)).toMatchObject({ required: false });
  await say("required");
  expect(await listUsers(await refreshed(support))).toBe(200);
  expect(await overview(customer)).toMatchObject({ required: false });
  expect((await stage.login(customer)).status).toBe(200);
  await say("optional");
  expect(await listUsers(await stage.aColleague("support"))).toBe(200);
});

test("the last factor stays, with an authenticator app or a passkey", async () => {
  const [byApp, byKey] = [await stage.aColleague("support"), await stage.aColleague("support")];
  await say("required");
  await stage.enrolTotp(byApp);
  const removeApp = (as: As) => stage.shop.call("DELETE", "/users/second-factor/totp", { as });
  const refusal = await removeApp(byApp);
  expect([refusal.status, refusal.body.code]).toEqual([409, "last_second_factor"]);
  const { id } = (await stage.enrolPasskey(byKey)).body;
  const removeKey = () => stage.shop.call("DELETE", `/users/passkeys/${id}`, { as: byKey });
  expect((await removeKey()).body.code).toBe("last_second_factor");
  expect((await overview(byKey)).passkeys).toMatchObject([{ id }]);
  await stage.enrolTotp(byKey);
  expect((await removeKey()).status).toBe(204);
});

test("of two removals at once that would take the last two away, one is refused", async () => {
  const colleague = await stage.aColleague("support");
  await say("required");
  await stage.enrolTotp(colleague);
  const { id } = (await stage.enrolPasskey(colleague)).body;
  const answers = await Promise.all([
    stage.shop.call("DELETE", "/users/second-factor/totp", { as: colleague }),
    stage.shop.call("DELETE", `/users/passkeys/${id}`, { as: colleague }),
  ]);
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([204, 409]);
});
