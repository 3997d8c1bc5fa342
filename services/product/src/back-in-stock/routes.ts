// REST for those who want to be told when something is back.
import {
  BackInStockAnswer,
  BackInStockBody,
  BackInStockConfirmation,
  BackInStockTokenBody,
  VariantParams,
} from "@souk/contracts";
import { anyone, json, noContent, personOf, route, signedIn, type Route } from "@souk/http";
import type { Deps } from "../deps.ts";
import { confirmSubscription } from "./commands/confirm-subscription.ts";
import { stopWaiting } from "./commands/stop-waiting.ts";
import { subscribe } from "./commands/subscribe.ts";
import { unsubscribe } from "./commands/unsubscribe.ts";

/** It may send a mail. */
const SUBSCRIBE_COST = 10;
const tags = ["back in stock"];
const linked = {
  tags,
  access: anyone(),
  ownership: "whoever has the token of the mail's link",
  body: BackInStockTokenBody,
  idempotency: "none" as const,
};

export const backInStockRoutes = (deps: Deps): readonly Route[] => [
  ...variantRoutes(deps),
  route(
    "POST /back-in-stock/confirmations",
    {
      ...linked,
      summary: "Confirm, with the token of the mailed link, that the address is one's own",
      response: BackInStockConfirmation,
    },
    ({ body }) => confirmSubscription(deps, body.token),
  ),
  route(
    "POST /back-in-stock/unsubscriptions",
    { ...linked, summary: "Not to be told any more, with the token of the mailed link", status: 204 },
    async ({ body }) => {
      await unsubscribe(deps, body.token);
      return noContent();
    },
  ),
];

const variantRoutes = (deps: Deps): readonly Route[] => [
  route(
    "POST /variants/:variantId/back-in-stock",
    {
      summary: "Be told, once, when a sold-out variant is back; guests confirm by a mailed link",
      tags,
      access: anyone(),
      ownership: "one's own account, or a guest's address that its owner confirms",
      params: VariantParams,
      body: BackInStockBody,
      response: BackInStockAnswer,
      status: 202,
      idempotency: "none",
      cost: SUBSCRIBE_COST,
    },
    async ({ params: { variantId }, body, caller }) => {
      const customerId = personOf(caller);
      const status = await subscribe(deps, { id: deps.newId(), variantId, customerId, email: body.email });
      return json({ variantId, status }, { status: 202 });
    },
  ),
  route(
    "DELETE /variants/:variantId/back-in-stock",
    {
      summary: "Not to be told about a variant any more",
      tags,
      access: signedIn(),
      ownership: "one's own",
      params: VariantParams,
      status: 204,
    },
    async ({ params: { variantId }, caller }) => {
      await stopWaiting(deps, { variantId, customerId: caller.userId });
      return noContent();
    },
  ),
];
