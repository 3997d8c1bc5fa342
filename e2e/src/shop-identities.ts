// The accounts that people have elsewhere: a real OpenID provider beside the shop, and who is known there.
import { startIdentityProvider, type IdentityProvider } from "@souk/testing";

export const PROVIDER_NAME = "Bazaar ID";

/** They sign in at the provider by their subject. Each belongs to one journey. */
export const peopleElsewhere = {
  newcomer: {
    subject: "leyla",
    email: "leyla@elsewhere.example",
    emailVerified: true,
    name: "Leyla Aydin",
  },
  plainNewcomer: {
    subject: "nuri",
    email: "nuri@elsewhere.example",
    emailVerified: true,
    name: "Nuri Demir",
  },
  linker: { subject: "samir", email: "samir@elsewhere.example", emailVerified: true, name: "Samir Aziz" },
  pictured: { subject: "dunya", email: "dunya@elsewhere.example", emailVerified: true, name: "Dunya Kaya" },
} as const;

export async function startShopIdentities(): Promise<IdentityProvider> {
  const provider = await startIdentityProvider();
  for (const person of Object.values(peopleElsewhere)) provider.addPerson(person);
  return provider;
}

/** What the user service is told of it. */
export function identityEnvironment({ issuer, clientId, clientSecret }: IdentityProvider) {
  return {
    USER_OIDC_PROVIDERS: JSON.stringify([
      { id: "bazaar", name: PROVIDER_NAME, issuer, clientId, clientSecret },
    ]),
  };
}
