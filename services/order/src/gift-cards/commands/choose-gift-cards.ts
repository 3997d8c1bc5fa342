// Finds the gift cards that a shopper wants to pay with, by their codes or, of those that the cart has already, by their ids.
import { type FieldError, Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import { type StoredCredit, unusableReason } from "../domain/credit.ts";
import { parseGiftCardCode } from "../domain/gift-card-code.ts";
import { listGiftCardsByHash } from "../store/credits.ts";

export type ChooseGiftCards = {
  /** As they were typed; an id stands for a card of `presentIds`. */
  readonly codes: readonly string[];
  readonly presentIds: readonly string[];
  readonly currency: string;
};

const messages = {
  unknown: "this is not the code of a gift card",
  expired: "this gift card has expired",
  other_currency: "this gift card is in another currency",
  empty: "nothing is left on this gift card",
};

/** The cards' ids in the order of their codes, each once; refused by its place where one cannot be used. */
export async function chooseGiftCards(deps: Deps, command: ChooseGiftCards): Promise<readonly string[]> {
  const { codes, presentIds, currency } = command;
  const hashes = codes.map((typed) => {
    const code = parseGiftCardCode(typed);
    return code === undefined ? undefined : deps.giftCardCodes.hashOf(code);
  });
  const sought = hashes.filter((hash) => hash !== undefined);
  const cards = sought.length === 0 ? [] : await listGiftCardsByHash(deps.db, sought);
  const fields: FieldError[] = [];
  const ids = new Set<string>();
  codes.forEach((typed, index) => {
    if (presentIds.includes(typed)) {
      ids.add(typed);
      return;
    }
    const card = cards.find(({ codeHash }) => hashes[index]?.equals(codeHash));
    const code = refusalCode(card, { currency, at: deps.now() });
    if (card === undefined || code !== undefined) fields.push(toField(index, code ?? "unknown"));
    else ids.add(card.id);
  });
  if (fields.length === 0) return [...ids];
  throw new Refusal("unprocessable", "gift_card_refused", "A gift card cannot be used.", { fields });
}

type RefusalCode = keyof typeof messages;

/** A card that staff disabled is as unknown as one that never was. */
function refusalCode(
  card: StoredCredit | undefined,
  when: { readonly currency: string; readonly at: Date },
): RefusalCode | undefined {
  const reason = card && unusableReason(card, when);
  return reason === "disabled" ? "unknown" : reason;
}

function toField(index: number, code: RefusalCode): FieldError {
  return { pointer: `/giftCardCodes/${index}`, code, message: messages[code] };
}
