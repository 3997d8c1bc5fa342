// REST of signing in with a second factor or with a passkey alone.
import {
  PasskeyCeremony,
  PasskeyLoginBody,
  SecondFactorBody,
  SecondFactorPasskeyBody,
  Session,
} from "@souk/contracts";
import { anyone, json, route, type Route, signedIn } from "@souk/http";
import { clientOf } from "../client-of.ts";
import type { Deps } from "../deps.ts";
import { toSessionView } from "../views.ts";
import { beginAssertion } from "./commands/begin-assertion.ts";
import { completeSecondFactor } from "./commands/complete-second-factor.ts";
import { findWaitingSignIn } from "./commands/find-waiting-sign-in.ts";
import { signInByPasskey } from "./commands/sign-in-by-passkey.ts";

const SIGN_IN_COST = 10;
const noStore = { headers: { "cache-control": "no-store" } };

export function secondStepRoutes(deps: Deps): readonly Route[] {
  const common = {
    tags: ["second factor"],
    access: anyone(),
    cost: SIGN_IN_COST,
    guessable: true,
    idempotency: "none",
  } as const;
  return [
    route(
      "POST /users/login/second-factor",
      {
        ...common,
        summary: "Complete a sign-in with the second factor",
        ownership: "whoever has the challenge of a right first factor",
        body: SecondFactorBody,
        response: Session,
      },
      async ({ body, request }) => {
        const client = clientOf(request);
        return json(toSessionView(await completeSecondFactor(deps, { proof: body, client })), noStore);
      },
    ),
    route(
      "POST /users/login/second-factor/passkey",
      {
        ...common,
        summary: "Begin to use a passkey as the second factor",
        ownership: "whoever has the challenge of a right first factor",
        body: SecondFactorPasskeyBody,
        response: PasskeyCeremony,
      },
      async ({ body }) => {
        const { userId, tokenHash: signInChallenge } = await findWaitingSignIn(deps, body.challenge);
        return json(await beginAssertion(deps, { purpose: "second_step", userId, signInChallenge }), noStore);
      },
    ),
    route(
      "POST /users/login/passkey/begin",
      {
        ...common,
        summary: "Begin to sign in with a passkey alone",
        ownership: "none",
        response: PasskeyCeremony,
      },
      async () => json(await beginAssertion(deps, { purpose: "sign_in" }), noStore),
    ),
    route(
      "POST /users/login/passkey",
      {
        ...common,
        summary: "Sign in with a passkey alone",
        ownership: "none",
        body: PasskeyLoginBody,
        response: Session,
      },
      async ({ body, request }) => {
        const made = await signInByPasskey(deps, { ...body, client: clientOf(request) });
        return json(toSessionView(made), noStore);
      },
    ),
    route(
      "POST /users/reauthenticate/passkey",
      {
        ...common,
        access: signedIn(),
        summary: "Begin to confirm with a passkey that it is still me",
        ownership: "own passkeys",
        response: PasskeyCeremony,
      },
      async ({ caller }) =>
        json(await beginAssertion(deps, { purpose: "reauthenticate", userId: caller.userId }), noStore),
    ),
  ];
}
