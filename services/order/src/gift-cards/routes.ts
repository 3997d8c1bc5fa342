// REST of gift cards: staff issue and watch them, whoever has a code may ask what is left on it.
import {
  GiftCardBalance,
  GiftCardBalanceBody,
  GiftCardDetails,
  GiftCardListQuery,
  GiftCardPage,
  IdParams,
  IssueGiftCardBody,
  IssuedGiftCard,
  UpdateGiftCardBody,
} from "@souk/contracts";
import {
  anyone,
  decodeCursor,
  encodeCursor,
  etagOf,
  json,
  requireIfMatch,
  route,
  staff,
  type Answer,
  type Route,
} from "@souk/http";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { loadGiftCardByCode } from "./commands/load-gift-card-by-code.ts";
import { issueGiftCard } from "./commands/issue-gift-card.ts";
import { updateGiftCard } from "./commands/update-gift-card.ts";
import { giftCardNotFound } from "./requirements.ts";
import { storeCreditRoutes } from "./store-credit-routes.ts";
import { listCreditEntries } from "./store/credit-entries.ts";
import { findGiftCard, listGiftCards } from "./store/credits.ts";
import { toEntryView, toGiftCardView } from "./views.ts";

/** How much of a ledger is shown. */
const ENTRIES_MAX = 100;
const ListCursor = z.tuple([z.iso.datetime(), z.uuid()]);
const tags = ["gift cards"];
const reader = { tags, access: staff("gift_cards:read"), ownership: "staff with gift_cards:read" };
const writer = { tags, access: staff("gift_cards:write"), ownership: "staff with gift_cards:write" };

export function giftCardRoutes(deps: Deps): readonly Route[] {
  return [...readRoutes(deps), ...writeRoutes(deps), ...storeCreditRoutes(deps)];
}

function readRoutes(deps: Deps): readonly Route[] {
  return [
    route(
      "GET /gift-cards",
      {
        ...reader,
        summary: "Gift cards, the newest first",
        query: GiftCardListQuery,
        response: GiftCardPage,
      },
      async ({ query: { limit, cursor, last4 } }) => {
        const place = cursor === undefined ? undefined : decodeCursor(cursor, ListCursor);
        const after = place && { createdAt: place[0], id: place[1] };
        const rows = await listGiftCards(deps.db, { last4, after, limit: limit + 1 });
        const items = rows.slice(0, limit);
        const last = rows.length > limit ? items.at(-1) : undefined;
        const nextCursor = last === undefined ? null : encodeCursor([last.createdAt.toISOString(), last.id]);
        return { items: items.map(toGiftCardView), nextCursor };
      },
    ),
    route(
      "GET /gift-cards/:id",
      { ...reader, summary: "A gift card with its ledger", params: IdParams, response: GiftCardDetails },
      ({ params }) => cardAnswer(deps, params.id),
    ),
    route(
      "POST /gift-cards/balance",
      {
        tags,
        access: anyone(),
        ownership: "whoever has the code",
        summary: "What is left on a gift card",
        body: GiftCardBalanceBody,
        response: GiftCardBalance,
        guessable: true,
        idempotency: "none",
      },
      async ({ body }) => {
        const { last4, balance, expiresAt } = toGiftCardView(await loadGiftCardByCode(deps, body.code));
        return { last4, balance, expiresAt };
      },
    ),
  ];
}

function writeRoutes(deps: Deps): readonly Route[] {
  return [
    route(
      "POST /gift-cards",
      {
        ...writer,
        summary: "Issue a gift card; its code is told this once",
        body: IssueGiftCardBody,
        response: IssuedGiftCard,
        status: 201,
        idempotency: "none",
      },
      async ({ body, caller }) => {
        const { id = deps.newId(), ...asked } = body;
        const { card, code } = await issueGiftCard(deps, { ...asked, id, staffId: caller.userId });
        const headers = { "cache-control": "no-store" };
        return json({ ...toGiftCardView(card), code }, { status: 201, headers, etag: etagOf(card.version) });
      },
    ),
    route(
      "PATCH /gift-cards/:id",
      {
        ...writer,
        summary:
          "Disable a gift card or change its expiry; If-Match with the ETag of any answer that shows it",
        params: IdParams,
        body: UpdateGiftCardBody,
        response: GiftCardDetails,
      },
      async ({ params: { id }, body, caller, headers }) => {
        const precondition = (version: number): void => requireIfMatch(headers, etagOf(version));
        await updateGiftCard(deps, { id, changes: body, staffId: caller.userId, precondition });
        return cardAnswer(deps, id);
      },
    ),
  ];
}

async function cardAnswer(deps: Deps, id: string): Promise<Answer<GiftCardDetails>> {
  const card = await findGiftCard(deps.db, id);
  if (card === undefined) throw giftCardNotFound();
  const entries = await listCreditEntries(deps.db, { creditIds: [id], limit: ENTRIES_MAX });
  const view = {
    ...toGiftCardView(card),
    entries: entries.map((entry) => toEntryView(entry, card.currency)),
  };
  return json(view, { etag: etagOf(card.version) });
}
