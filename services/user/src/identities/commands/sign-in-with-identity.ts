// Signs in who a provider proved: into the account that the identity opens, or into a new one.
import type { Client } from "../../client-of.ts";
import { completeSignIn } from "../../commands/complete-sign-in.ts";
import type { SessionTokens } from "../../commands/open-session.ts";
import type { Deps } from "../../deps.ts";
import type { User } from "../../domain/user.ts";
import type { ProvenIdentity } from "../domain/proven-identity.ts";
import { useIdentityQuery } from "../store/identities.ts";
import { ensureAccount } from "./ensure-account.ts";

export async function signInWithIdentity(
  deps: Deps,
  identity: ProvenIdentity,
  client: Client,
): Promise<{ user: User; tokens: SessionTokens }> {
  const user = await ensureAccount(deps, identity);
  const alongside = [useIdentityQuery(identity, identity.label, deps.now())];
  return completeSignIn(deps, { user, client, provenBy: "identity", alongside });
}
