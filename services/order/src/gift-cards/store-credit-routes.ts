// REST of store credit: customers see their own, staff see and change a customer's.
import { ChangeStoreCreditBody, IdParams, StoreCreditList } from "@souk/contracts";
import { route, signedIn, staff, type Route } from "@souk/http";
import type { Deps } from "../deps.ts";
import { changeStoreCredit } from "./commands/change-store-credit.ts";
import { listCreditEntries } from "./store/credit-entries.ts";
import { listStoreCredit } from "./store/credits.ts";
import { toStoreCreditView } from "./views.ts";

/** How much of each ledger is shown. */
const ENTRIES_MAX = 100;
const tags = ["store credit"];

export function storeCreditRoutes(deps: Deps): readonly Route[] {
  return [
    route(
      "GET /store-credit",
      {
        tags,
        access: signedIn(),
        ownership: "one's own store credit",
        summary: "One's store credit by currency, with what came and went",
        response: StoreCreditList,
      },
      ({ caller }) => listOf(deps, caller.userId),
    ),
    route(
      "GET /customers/:id/store-credit",
      {
        tags,
        access: staff("gift_cards:read"),
        ownership: "staff with gift_cards:read",
        summary: "A customer's store credit by currency, with what came and went",
        params: IdParams,
        response: StoreCreditList,
      },
      ({ params }) => listOf(deps, params.id),
    ),
    route(
      "POST /customers/:id/store-credit",
      {
        tags,
        access: staff("gift_cards:write"),
        ownership: "staff with gift_cards:write",
        summary: "Grant a customer store credit, or take some of it with a negative amount",
        params: IdParams,
        body: ChangeStoreCreditBody,
        response: StoreCreditList,
        status: 201,
        idempotency: "required",
      },
      async ({ params: { id: customerId }, body, caller, idempotency }) => {
        const entryId = idempotency?.resourceId ?? deps.newId();
        await changeStoreCredit(deps, { ...body, entryId, customerId, staffId: caller.userId });
        return listOf(deps, customerId);
      },
    ),
  ];
}

async function listOf(deps: Deps, customerId: string): Promise<StoreCreditList> {
  const credits = await listStoreCredit(deps.db, customerId);
  const creditIds = credits.map(({ id }) => id);
  const entries = await listCreditEntries(deps.db, { creditIds, limit: ENTRIES_MAX });
  return {
    items: credits.map((credit) =>
      toStoreCreditView(
        credit,
        entries.filter(({ creditId }) => creditId === credit.id),
      ),
    ),
  };
}
