// REST of kept ways to pay: everybody's own, nobody else's.
import { IdParams, SavedMethodList } from "@souk/contracts";
import { noContent, route, type Route, signedIn } from "@souk/http";
import type { Deps } from "../deps.ts";
import { forgetMethod } from "./commands/forget-method.ts";
import { listSavedMethods, type SavedMethod } from "./store/saved-methods.ts";

const own = { tags: ["payment methods"], access: signedIn(), ownership: "own ways to pay" } as const;

export function savedMethodRoutes(deps: Deps): readonly Route[] {
  return [
    route(
      "GET /payment-methods",
      { ...own, summary: "Kept ways to pay", response: SavedMethodList },
      async ({ caller }) => ({ items: (await listSavedMethods(deps.db, caller.userId)).map(toView) }),
    ),
    route(
      "DELETE /payment-methods/:id",
      { ...own, summary: "Forget a way to pay, here and at the provider", params: IdParams, status: 204 },
      async ({ params: { id }, caller }) => {
        await forgetMethod(deps, { id, customerId: caller.userId });
        return noContent();
      },
    ),
  ];
}

function toView({ id, provider, brand, last4, expires, createdAt }: SavedMethod) {
  return { id, provider, brand, last4, expires, createdAt: createdAt.toISOString() };
}
