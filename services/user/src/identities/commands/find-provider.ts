// A provider of this shop by its id, and where it sends the browser back to.
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import type { IdentityClient } from "../clients/identity-client.ts";

export function findProvider({ identityProviders }: Deps, providerId: string): IdentityClient {
  const provider = identityProviders.signIn.get(providerId);
  if (provider) return provider;
  throw new Refusal("not_found", "identity_provider_unknown", "One cannot sign in with this here.");
}

/** Each provider has its own, so that one cannot pass for another (RFC 9700, section 4.4.2). */
export function redirectUriOf({ publicUrl }: Pick<Deps, "publicUrl">, providerId: string): string {
  return new URL(`/sign-in/callback/${providerId}`, publicUrl()).href;
}
