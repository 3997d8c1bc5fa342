// Staff who take somebody's lost second factor away: who may, for whom, and what follows.
import { builtInRoles } from "@souk/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Signed } from "./access-stage.ts";
import { openSecondFactorStage, type SecondFactorStage } from "./second-factor-stage.ts";

let stage: SecondFactorStage;
beforeAll(async () => {
  stage = await openSecondFactorStage();
});
afterAll(() => stage.close());

const reset = (as: Signed, { userId }: Pick<Signed, "userId">) =>
  stage.shop.call("DELETE", `/users/${userId}/second-factor`, { as });
const aKeeper = async (...permissions: readonly string[]) =>
  stage.aColleague(await stage.aRole(["staff:write", ...permissions]));

test("takes every factor away, ends the sessions, tells the person and the audit log", async () => {
  const [keeper, person] = [await aKeeper(), await stage.aCustomer()];
  const { recoveryCodes } = await stage.enrolTotp(person);
  const authenticator = stage.anAuthenticator();
  await stage.enrolPasskey(person, { authenticator });
  const challenge = await stage.challengeOf(person);
  expect((await reset(keeper, person)).status).toBe(204);

  const { refreshToken } = person;
  expect((await stage.shop.call("POST", "/users/refresh", { body: { refreshToken } })).status).toBe(401);
  const late = await stage.prove(challenge, { method: "recovery_code", code: recoveryCodes[0] });
  expect(late.body.code).toBe("second_factor_challenge_invalid");
  expect((await stage.passkeyLogin(authenticator)).body.code).toBe("passkey_invalid");
  const signedIn = await stage.login(person);
  expect(signedIn.status).toBe(200);
  const as = { userId: person.userId, token: signedIn.body.accessToken };
  expect((await stage.shop.call("GET", "/users/second-factor", { as })).body).toMatchObject({
    totp: { enabled: false },
    recoveryCodesLeft: 0,
    passkeys: [],
  });
  const events = await stage.shop.published("user");
  expect(events).toContainEqual({
    type: "staff.acted.v1",
    data: expect.objectContaining({
      actorId: keeper.userId,
      action: "user.reset_second_factor",
      subjectId: person.userId,
      before: { methods: ["totp", "passkey", "recovery_code"] },
      after: { methods: [] },
    }),
  });
  const mails = events.filter(
    ({ type, data }) =>
      type === "user.account_mail_requested.v1" && JSON.stringify(data).includes(person.userId),
  );
  expect(mails.length).toBeGreaterThanOrEqual(3); // Two factors added, all removed.
  expect((await reset(keeper, person)).body.code).toBe("second_factor_not_found");
});

test("is not done to oneself, nor to somebody who may more", async () => {
  const keeper = await aKeeper();
  await stage.enrolTotp(keeper);
  expect((await reset(keeper, keeper)).body.code).toBe("own_second_factor");
  const colleague = await stage.aColleague("finance");
  await stage.enrolTotp(colleague);
  const above = await reset(keeper, colleague);
  expect([above.status, above.body.code]).toEqual([403, "role_above_own"]);
  expect((await stage.login(colleague)).body.code).toBe("second_factor_required");
  const finance = builtInRoles.find(({ name }) => name === "finance");
  const equal = await aKeeper(...(finance?.permissions ?? []));
  expect((await reset(equal, colleague)).status).toBe(204);
});

test("needs staff:write, now", async () => {
  const person = await stage.aCustomer();
  await stage.enrolTotp(person);
  expect((await reset(await stage.aColleague("support"), person)).status).toBe(403);
  const former = await aKeeper();
  await stage.edit("PUT", `/users/${former.userId}/roles`, {
    as: stage.administrator,
    of: `/users/${former.userId}`,
    body: { roles: ["customer"] },
  });
  expect((await reset(former, person)).status).toBe(403);
  expect((await stage.login(person)).body.code).toBe("second_factor_required");
});
