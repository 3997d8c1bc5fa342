// Somebody came back from a provider: checks the answer, and signs them in or links the account there with theirs here.
import { isRefusal, Refusal } from "@souk/errors";
import type { Client } from "../../client-of.ts";
import type { SessionTokens } from "../../commands/open-session.ts";
import type { Deps } from "../../deps.ts";
import type { User } from "../../domain/user.ts";
import { hashOf } from "../../refresh-token.ts";
import { flowGone, requireSamePerson, type SignedIn } from "../domain/identity-flow.ts";
import { type FlowState, openFlow } from "../flow-seal.ts";
import type { Identity } from "../store/identities.ts";
import { takeIdentityFlow } from "../store/identity-flows.ts";
import { findProvider, redirectUriOf } from "./find-provider.ts";
import { linkIdentity } from "./link-identity.ts";
import { signInWithIdentity } from "./sign-in-with-identity.ts";

export type FinishIdentityFlow = {
  readonly providerId: string;
  readonly flowToken: string;
  /** Behind the question mark of the address the provider sent the browser to. */
  readonly query: string;
  readonly client: Client;
  readonly caller: SignedIn | undefined;
};
export type FinishedFlow = { readonly returnTo: string | null } & (
  | { readonly outcome: "signed_in"; readonly user: User; readonly tokens: SessionTokens }
  | { readonly outcome: "linked"; readonly identity: Identity }
);

/** The flow is used up before anything is checked: a second try with the same answer finds nothing. */
export async function finishIdentityFlow(deps: Deps, command: FinishIdentityFlow): Promise<FinishedFlow> {
  const { providerId, query, caller, client } = command;
  const provider = findProvider(deps, providerId);
  const flow = await takeFlow(deps, command);
  if (flow.link) requireSamePerson(flow.link, caller);
  const answer = new URL(redirectUriOf(deps, providerId));
  answer.search = query;
  const proven = await provider.redeem(flow, answer);
  const { returnTo } = flow;
  if (flow.link)
    return { outcome: "linked", returnTo, identity: await linkIdentity(deps, flow.link, proven) };
  try {
    return { outcome: "signed_in", returnTo, ...(await signInWithIdentity(deps, proven, client)) };
  } catch (error) {
    throw withReturnTo(error, returnTo);
  }
}

async function takeFlow(
  deps: Deps,
  { flowToken, providerId }: Pick<FinishIdentityFlow, "flowToken" | "providerId">,
): Promise<FlowState> {
  const tokenHash = hashOf(flowToken);
  const sealed = await takeIdentityFlow(deps.db, { tokenHash, provider: providerId }, deps.now());
  if (!sealed) throw flowGone();
  return openFlow(deps.seal, tokenHash, sealed);
}

/** Who still has to show a second factor wants to arrive at the same page. */
function withReturnTo(error: unknown, returnTo: string | null): unknown {
  if (!isRefusal(error) || error.code !== "second_factor_required") return error;
  const { kind, code, message, details } = error;
  return new Refusal(kind, code, message, { ...details, extra: { ...details.extra, returnTo } });
}
