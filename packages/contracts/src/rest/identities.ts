// REST contract of signing in with an account elsewhere: OAuth 2.0 and OpenID Connect with PKCE (RFC 9700).
import { z } from "zod";
import { Id, requiredText, Timestamp } from "./common.ts";
import { Session } from "./users.ts";

export const IdentityProvider = z
  .object({ id: z.string(), name: z.string() })
  .meta({ id: "IdentityProvider", description: "A service whose accounts open an account here" });
export type IdentityProvider = z.infer<typeof IdentityProvider>;
export const IdentityProviderList = z
  .object({ items: z.array(IdentityProvider) })
  .meta({ id: "IdentityProviderList" });

export const IdentityProviderParams = z.strictObject({ provider: z.string().regex(/^[a-z0-9-]{1,40}$/) });
/** `returnTo`: a path of the shop, given back when the sign-in is complete. A signed-in caller links instead of signing in. */
export const BeginIdentityBody = z.strictObject({ returnTo: requiredText(500).optional() });
export const IdentityRedirect = z
  .object({
    redirectUrl: z.string(),
    /** Stays in the browser that began, in a cookie that scripts cannot read, and comes back with the answer. */
    flowToken: z.string(),
    expiresIn: z.int(),
  })
  .meta({ id: "IdentityRedirect" });
export type IdentityRedirect = z.infer<typeof IdentityRedirect>;
/** `query`: everything behind the question mark of the address that the provider sent the browser to. */
export const FinishIdentityBody = z.strictObject({
  flowToken: z.string().min(20).max(300),
  query: z.string().min(1).max(4000),
});

export const Identity = z
  .object({
    id: Id,
    provider: z.string(),
    providerName: z.string(),
    /** How the provider calls the person: an address or a name. */
    label: z.string(),
    createdAt: Timestamp,
    lastUsedAt: Timestamp.nullable(),
  })
  .meta({ id: "Identity" });
export type Identity = z.infer<typeof Identity>;
export const IdentityList = z.object({ items: z.array(Identity) }).meta({ id: "IdentityList" });

/**
 * What came of it; `returnTo` is what was given when it began, or null. Where the account asks for a second factor the answer is the problem
 * `second_factor_required` (401) instead, which carries `returnTo` too.
 */
export const IdentityOutcome = z
  .discriminatedUnion("outcome", [
    z.object({ outcome: z.literal("signed_in"), session: Session, returnTo: z.string().nullable() }),
    z.object({ outcome: z.literal("linked"), identity: Identity, returnTo: z.string().nullable() }),
  ])
  .meta({ id: "IdentityOutcome" });
export type IdentityOutcome = z.infer<typeof IdentityOutcome>;
