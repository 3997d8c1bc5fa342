// People with second factors, for the tests of signing in with them.
import { type CallAnswer, type TestShop } from "@souk/testing";
import { TOTP } from "otpauth";
import { type AccessStage, openAccessStage, PASSWORD, type Signed } from "./access-stage.ts";
import { type Authenticator, createAuthenticator, type Mischief } from "./software-authenticator.ts";

export const STEP_MS = 30_000;

export type Enrolled = { readonly secret: string; readonly recoveryCodes: readonly string[] };
export type SecondFactorStage = AccessStage & {
  /** Where pages that use passkeys come from. */
  readonly origin: string;
  /** The first step of a sign-in. */
  login(person: Pick<Signed, "email">, password?: string): Promise<CallAnswer>;
  /** The challenge of a sign-in whose password was right. */
  challengeOf(person: Pick<Signed, "email">): Promise<string>;
  /** One after the other: so many at once would be too many attempts. */
  challengesOf(person: Pick<Signed, "email">, count: number): Promise<readonly string[]>;
  prove(challenge: string, proof: Readonly<Record<string, unknown>>): Promise<CallAnswer>;
  /** What an app shows that many steps from now. */
  codeOf(secret: string, steps?: number): string;
  /** Sets up an authenticator app; the step of the code that was used for it is over afterwards. */
  enrolTotp(person: Signed): Promise<Enrolled>;
  enrolPasskey(person: Signed, options?: Enrolling): Promise<CallAnswer>;
  /** Signs in with a passkey alone. */
  passkeyLogin(authenticator: Authenticator, mischief?: Mischief): Promise<CallAnswer>;
  anAuthenticator(options?: Partial<Parameters<typeof createAuthenticator>[0]>): Authenticator;
};
type Enrolling = {
  readonly authenticator?: Authenticator;
  readonly name?: string;
  readonly mischief?: Mischief;
};

export async function openSecondFactorStage(): Promise<SecondFactorStage> {
  const stage = await openAccessStage();
  const { shop } = stage;
  const origin = shop.url.replace("127.0.0.1", "localhost");
  const anAuthenticator: SecondFactorStage["anAuthenticator"] = (options = {}) =>
    createAuthenticator({ origin, ...options });
  const login: SecondFactorStage["login"] = ({ email }, password = PASSWORD) =>
    shop.call("POST", "/users/login", { body: { email, password } });
  const challengeOf: SecondFactorStage["challengeOf"] = async (person) => {
    const { body, text } = await login(person);
    if (body.code !== "second_factor_required") throw new Error(text);
    return body.challenge;
  };
  return {
    ...stage,
    origin,
    anAuthenticator,
    login,
    challengeOf,
    async challengesOf(person, count) {
      const challenges: string[] = [];
      while (challenges.length < count) challenges.push(await challengeOf(person));
      return challenges;
    },
    prove: (challenge, proof) =>
      shop.call("POST", "/users/login/second-factor", { body: { challenge, ...proof } }),
    codeOf: (secret, steps = 0) => codeAt(shop, secret, steps),
    async enrolTotp(person) {
      const { body: begun } = await shop.call("POST", "/users/second-factor/totp", { as: person });
      const { body, status, text } = await shop.call("POST", "/users/second-factor/totp/confirm", {
        as: person,
        body: { code: codeAt(shop, begun.secret, 0) },
      });
      if (status !== 200) throw new Error(text);
      shop.clock.advance(STEP_MS);
      return { secret: begun.secret, recoveryCodes: body.recoveryCodes };
    },
    async enrolPasskey(person, { authenticator = anAuthenticator(), name = "My key", mischief } = {}) {
      const { body: ceremony } = await shop.call("POST", "/users/passkeys/begin", { as: person });
      const attestation = authenticator.create(ceremony.options, mischief);
      const body = { ceremonyId: ceremony.ceremonyId, name, attestation };
      return shop.call("POST", "/users/passkeys", { as: person, body });
    },
    async passkeyLogin(authenticator, mischief) {
      const { body: ceremony } = await shop.call("POST", "/users/login/passkey/begin");
      const assertion = authenticator.get(ceremony.options, mischief);
      return shop.call("POST", "/users/login/passkey", {
        body: { ceremonyId: ceremony.ceremonyId, assertion },
      });
    },
  };
}

function codeAt({ clock }: TestShop, secret: string, steps: number): string {
  return new TOTP({ secret }).generate({ timestamp: clock.now().getTime() + steps * STEP_MS });
}
