// REST of what staff decide about second factors: whether staff need one, and taking away one that was lost.
import { IdParams, SignInPolicy, SignInPolicyBody } from "@souk/contracts";
import { etagOf, json, noContent, requireIfMatch, route, type Route, staff } from "@souk/http";
import type { Deps } from "../deps.ts";
import { changeSignInPolicy } from "./commands/change-sign-in-policy.ts";
import { resetSecondFactor } from "./commands/reset-second-factor.ts";
import { loadSignInPolicy } from "./store/sign-in-policy.ts";

export function policyRoutes(deps: Deps): readonly Route[] {
  const common = { tags: ["second factor"] };
  return [
    route(
      "GET /users/sign-in-policy",
      {
        ...common,
        summary: "Whether staff need a second factor",
        access: staff("settings:read"),
        ownership: "none",
        response: SignInPolicy,
      },
      async () => answer(await loadSignInPolicy(deps.db)),
    ),
    route(
      "PUT /users/sign-in-policy",
      {
        ...common,
        summary: "Say whether staff need a second factor",
        access: staff("settings:write"),
        ownership: "none",
        body: SignInPolicyBody,
        response: SignInPolicy,
      },
      async ({ body, caller, headers }) => {
        const policy = await changeSignInPolicy(deps, {
          ...body,
          actorId: caller.userId,
          precondition: ({ version }) => requireIfMatch(headers, etagOf(version)),
        });
        return answer(policy);
      },
    ),
    route(
      "DELETE /users/:id/second-factor",
      {
        ...common,
        summary: "Take away somebody's lost second factor",
        access: staff("staff:write"),
        ownership: "others', within the caller's own permissions",
        params: IdParams,
        status: 204,
      },
      async ({ params, caller }) => {
        await resetSecondFactor(deps, { userId: params.id, actor: caller });
        return noContent();
      },
    ),
  ];
}

function answer(policy: SignInPolicy) {
  return json(policy, { etag: etagOf(policy.version) });
}
