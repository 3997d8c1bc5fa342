// What commands can ask a provider that people sign in with, whatever protocol it speaks.
import type { ProvenIdentity } from "../domain/proven-identity.ts";

/** The secrets of one sign-in on its way. */
export type FlowSecrets = {
  /** Comes back unchanged: this answer belongs to that question (RFC 6749, section 10.12). */
  readonly state: string;
  /** Comes back inside the signed ID token: it was made for this sign-in. */
  readonly nonce: string;
  /** Known to whoever began alone; a stolen code is worth nothing without it (PKCE, RFC 7636). */
  readonly codeVerifier: string;
};

export type IdentityClient = {
  readonly id: string;
  readonly name: string;
  /** Where the browser goes; `redirectUri` is where it comes back to. */
  authorizationUrl(secrets: FlowSecrets, redirectUri: string): Promise<URL>;
  /** Exchanges the answer that the browser brought for a person; refuses what is not exactly the answer to this question. */
  redeem(secrets: FlowSecrets, answer: URL): Promise<ProvenIdentity>;
};
