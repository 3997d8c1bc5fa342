// The gift card of a code that somebody typed; one that is disabled or has expired is as good as none.
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import type { GiftCardCredit } from "../domain/credit.ts";
import { parseGiftCardCode } from "../domain/gift-card-code.ts";
import { listGiftCardsByHash } from "../store/credits.ts";

export async function loadGiftCardByCode(deps: Deps, typed: string): Promise<GiftCardCredit> {
  const code = parseGiftCardCode(typed);
  const [card] =
    code === undefined ? [] : await listGiftCardsByHash(deps.db, [deps.giftCardCodes.hashOf(code)]);
  if (card?.status === "active" && (card.expiresAt === null || card.expiresAt > deps.now())) return card;
  throw new Refusal(
    "not_found",
    "gift_card_unknown",
    "This is not the code of a gift card that can be used.",
  );
}
