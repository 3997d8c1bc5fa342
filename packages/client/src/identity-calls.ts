// Accounts elsewhere that open an account here.
import type { IdentityList, IdentityOutcome, IdentityProviderList, IdentityRedirect } from "@souk/contracts";
import type { z } from "zod";
import { segment, type Caller } from "./caller.ts";
import type { FinishIdentity } from "./requests.ts";
import type { CallOptions } from "./transport.ts";

const providerPath = (provider: string): string => `/users/identity-providers/${segment(provider)}`;

export const identityCalls = (call: Caller) => ({
  providers: (options?: CallOptions) =>
    call<z.infer<typeof IdentityProviderList>>({ method: "GET", path: "/users/identity-providers", options }),
  begin: ({ provider, ...body }: { provider: string; returnTo?: string }, options?: CallOptions) =>
    call<IdentityRedirect>({ method: "POST", path: `${providerPath(provider)}/begin`, body, options }),
  finish: ({ provider, ...body }: FinishIdentity, options?: CallOptions) =>
    call<IdentityOutcome>({ method: "POST", path: `${providerPath(provider)}/finish`, body, options }),
  list: (options?: CallOptions) =>
    call<z.infer<typeof IdentityList>>({ method: "GET", path: "/users/identities", options }),
  remove: (id: string, options?: CallOptions) =>
    call<null>({ method: "DELETE", path: `/users/identities/${segment(id)}`, options }),
});
