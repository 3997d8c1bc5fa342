// The providers and outside issuers of this shop, ready to be asked. None is asked before somebody wants it: one that is down does not stop the shop.
import type { Telemetry } from "@souk/telemetry";
import { createGitHub } from "./clients/github.ts";
import type { IdentityClient } from "./clients/identity-client.ts";
import { createOpenIdProvider } from "./clients/openid-provider.ts";
import { createOutsideIssuer, type OutsideIssuer } from "./clients/outside-issuer.ts";
import type { IdentitySettings } from "./config.ts";

export type IdentityProviders = {
  /** By id, in the order they are shown. */
  readonly signIn: ReadonlyMap<string, IdentityClient>;
  /** By what their tokens give as `iss`. */
  readonly outside: ReadonlyMap<string, OutsideIssuer>;
  /** The ids of all, by which people can get in today. */
  readonly ids: readonly string[];
  /** How people call one; its id where the shop does not have it any more. */
  nameOf(id: string): string;
};

type Surroundings = { readonly telemetry: Telemetry; readonly now: () => Date };

export function createIdentityProviders(
  settings: IdentitySettings,
  { telemetry, now }: Surroundings,
): IdentityProviders {
  const { log } = telemetry;
  const { github, openIdProviders, outsideIssuers } = settings;
  const clients = [
    ...openIdProviders.map((one) => createOpenIdProvider(one, { log, now })),
    ...(github ? [createGitHub(github, log)] : []),
  ];
  const names = new Map([...clients, ...outsideIssuers].map(({ id, name }) => [id, name]));
  return {
    signIn: new Map(clients.map((client) => [client.id, client])),
    outside: new Map(outsideIssuers.map((one) => [one.issuer, createOutsideIssuer(one, now)])),
    ids: [...names.keys()],
    nameOf: (id) => names.get(id) ?? id,
  };
}
