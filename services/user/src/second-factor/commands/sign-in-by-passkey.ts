// Signs somebody in by nothing but a passkey: who it is, the passkey says.
import type { Client } from "../../client-of.ts";
import { completeSignIn } from "../../commands/complete-sign-in.ts";
import { loadUser } from "../../commands/load-user.ts";
import type { Deps } from "../../deps.ts";
import { acceptPasskey } from "./accept-passkey.ts";

export type SignInByPasskey = {
  readonly ceremonyId: string;
  readonly assertion: unknown;
  readonly client: Client;
};

export async function signInByPasskey(deps: Deps, { ceremonyId, assertion, client }: SignInByPasskey) {
  const { userId } = await acceptPasskey(deps, {
    purpose: "sign_in",
    userId: undefined,
    signInChallenge: undefined,
    ceremonyId,
    assertion,
  });
  return completeSignIn(deps, { user: await loadUser(deps, userId), client, provenBy: "passkey" });
}
