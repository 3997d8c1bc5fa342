// REST of signing in with an account elsewhere.
import {
  BeginIdentityBody,
  FinishIdentityBody,
  IdentityList,
  IdentityOutcome,
  IdentityProviderList,
  IdentityProviderParams,
  IdentityRedirect,
  IdParams,
} from "@souk/contracts";
import { anyone, type Caller, json, noContent, route, type Route, signedIn } from "@souk/http";
import { clientOf } from "../client-of.ts";
import type { Deps } from "../deps.ts";
import { beginIdentityFlow } from "./commands/begin-identity-flow.ts";
import { finishIdentityFlow } from "./commands/finish-identity-flow.ts";
import { unlinkIdentity } from "./commands/unlink-identity.ts";
import type { SignedIn } from "./domain/identity-flow.ts";
import { listIdentities } from "./store/identities.ts";
import { toIdentityView, toOutcomeView } from "./views.ts";

const BEGIN_COST = 5;
const FINISH_COST = 10;
const noCache = { "cache-control": "no-store" };

export function identityRoutes(deps: Deps): readonly Route[] {
  return [...flowRoutes(deps), ...ownRoutes(deps)];
}

function flowRoutes(deps: Deps): readonly Route[] {
  const tags = ["users"];
  const common = { tags, access: anyone(), params: IdentityProviderParams, idempotency: "none" } as const;
  return [
    route(
      "GET /users/identity-providers",
      {
        tags,
        summary: "Where else one may have an account to sign in with",
        access: anyone(),
        ownership: "none",
        response: IdentityProviderList,
      },
      () => ({ items: [...deps.identityProviders.signIn.values()].map(({ id, name }) => ({ id, name })) }),
    ),
    route(
      "POST /users/identity-providers/:provider/begin",
      {
        ...common,
        summary: "Go to a provider to sign in, or to link the account there if signed in",
        ownership: "none; linking: own account, in a session that proved itself lately",
        cost: BEGIN_COST,
        body: BeginIdentityBody,
        response: IdentityRedirect,
      },
      async ({ params, body, caller }) => {
        const begun = await beginIdentityFlow(deps, {
          providerId: params.provider,
          returnTo: body.returnTo,
          caller: personOf(caller),
        });
        return json(begun, { headers: noCache });
      },
    ),
    route(
      "POST /users/identity-providers/:provider/finish",
      {
        ...common,
        summary: "Come back from a provider",
        ownership: "who began it: by the flow token, and linking in the same session",
        cost: FINISH_COST,
        body: FinishIdentityBody,
        response: IdentityOutcome,
      },
      async ({ params, body, caller, request }) => {
        const finished = await finishIdentityFlow(deps, {
          providerId: params.provider,
          ...body,
          client: clientOf(request),
          caller: personOf(caller),
        });
        return json(toOutcomeView(finished, deps.identityProviders), { headers: noCache });
      },
    ),
  ];
}

function ownRoutes(deps: Deps): readonly Route[] {
  const common = { tags: ["users"], access: signedIn(), ownership: "own linked accounts" };
  return [
    route(
      "GET /users/identities",
      { ...common, summary: "My linked accounts", response: IdentityList },
      async ({ caller }) => {
        const found = await listIdentities(deps.db, caller.userId);
        return { items: found.map((identity) => toIdentityView(identity, deps.identityProviders)) };
      },
    ),
    route(
      "DELETE /users/identities/:id",
      { ...common, summary: "Unlink an account", params: IdParams, status: 204 },
      async ({ caller, params }) => {
        await unlinkIdentity(deps, caller, params.id);
        return noContent();
      },
    ),
  ];
}

function personOf(caller: Caller): SignedIn | undefined {
  return caller.kind === "user" ? { userId: caller.userId, sessionId: caller.sessionId } : undefined;
}
