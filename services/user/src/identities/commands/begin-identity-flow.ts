// Sends somebody to a provider to sign in or, where they are signed in already, to link the account there with theirs here.
import { randomBytes } from "node:crypto";
import { runBatch } from "@souk/db";
import * as openid from "openid-client";
import { requireFreshSession } from "../../commands/require-fresh-session.ts";
import type { Deps } from "../../deps.ts";
import { hashOf } from "../../refresh-token.ts";
import { FLOW_SECONDS, type SignedIn } from "../domain/identity-flow.ts";
import { requirePathOfShop } from "../domain/return-to.ts";
import { closeFlow } from "../flow-seal.ts";
import { insertIdentityFlowQueries } from "../store/identity-flows.ts";
import { findProvider, redirectUriOf } from "./find-provider.ts";

const TOKEN_BYTES = 32;
const MS_PER_SECOND = 1_000;

export type BeginIdentityFlow = {
  readonly providerId: string;
  readonly returnTo: string | undefined;
  readonly caller: SignedIn | undefined;
};
export type BegunFlow = {
  readonly redirectUrl: string;
  readonly flowToken: string;
  readonly expiresIn: number;
};

export async function beginIdentityFlow(deps: Deps, command: BeginIdentityFlow): Promise<BegunFlow> {
  const { providerId, caller } = command;
  const provider = findProvider(deps, providerId);
  const returnTo = command.returnTo === undefined ? null : requirePathOfShop(command.returnTo);
  if (caller) await requireFreshSession(deps, caller);
  const state = {
    state: openid.randomState(),
    nonce: openid.randomNonce(),
    codeVerifier: openid.randomPKCECodeVerifier(),
    returnTo,
    link: caller ?? null,
  };
  const redirectUrl = await provider.authorizationUrl(state, redirectUriOf(deps, providerId));
  const flowToken = randomBytes(TOKEN_BYTES).toString("base64url");
  const tokenHash = hashOf(flowToken);
  const at = deps.now();
  const expiresAt = new Date(at.getTime() + FLOW_SECONDS * MS_PER_SECOND);
  const sealedState = closeFlow(deps.seal, tokenHash, state);
  await runBatch(
    deps.db,
    insertIdentityFlowQueries({ tokenHash, provider: providerId, sealedState, expiresAt }, at),
  );
  return { redirectUrl: redirectUrl.href, flowToken, expiresIn: FLOW_SECONDS };
}
