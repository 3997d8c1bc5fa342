// Whom a passkey is for. Browsers bind a passkey to a domain and refuse IP addresses, so a shop that listens on an address is `localhost`.
import { isIP } from "node:net";

export type RelyingParty = {
  readonly id: string;
  readonly name: string;
  /** Where pages that use the passkey may come from. */
  readonly origins: readonly string[];
};

export type RelyingPartySettings = {
  readonly rpId: string | undefined;
  readonly origins: readonly string[] | undefined;
};

const NAME = "Souk";
const LOCAL_NAME = "localhost";

export function relyingPartyOf(publicUrl: string, { rpId, origins }: RelyingPartySettings): RelyingParty {
  const url = new URL(publicUrl);
  const isAddress = isIP(url.hostname.replaceAll(/[[\]]/g, "")) !== 0;
  const own = url.origin;
  if (isAddress) url.hostname = LOCAL_NAME;
  return { id: rpId ?? url.hostname, name: NAME, origins: origins ?? [...new Set([own, url.origin])] };
}
