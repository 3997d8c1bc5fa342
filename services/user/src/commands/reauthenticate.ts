// Who is signed in shows once more that it is them, which opens what only a fresh session may do (require-fresh-session.ts).
import type { ReauthenticateBody } from "@souk/contracts";
import { runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import type { Client } from "../client-of.ts";
import type { Deps } from "../deps.ts";
import { proveAgain } from "../second-factor/commands/prove-again.ts";
import { renewProofQuery } from "../store/sessions.ts";
import { checkOwnPassword } from "./check-own-password.ts";
import { loadUser } from "./load-user.ts";

export type Reauthenticate = {
  readonly userId: string;
  readonly sessionId: string;
  readonly proof: ReauthenticateBody;
  readonly client: Client;
};

export async function reauthenticate(deps: Deps, command: Reauthenticate): Promise<void> {
  const { userId, sessionId, proof, client } = command;
  if ("password" in proof) await requireNoSecondFactor(deps, userId);
  if ("password" in proof) await checkOwnPassword(deps, { userId, client, ...proof, pointer: "/password" });
  else await proveAgain(deps, userId, proof);
  await runBatch(deps.db, [renewProofQuery(sessionId, deps.now())]);
}

/** A thief with a session and the password must not get at the factor that keeps them out elsewhere. */
async function requireNoSecondFactor(deps: Deps, userId: string): Promise<void> {
  if (!(await loadUser(deps, userId)).hasSecondFactor) return;
  throw new Refusal(
    "unprocessable",
    "second_factor_needed",
    "Use your second factor: a one-time code or a passkey.",
  );
}
