// What becomes of a card: what the card is made for, unless the provider was told to decline everything.
import { isSwitchedOn, type Switches } from "../domain/switches.ts";
import type { CardKind } from "../domain/test-cards.ts";
import type { Deps } from "../deps.ts";

export function judgeCard(deps: Pick<Deps, "ledger">, own: Switches, kind: CardKind): CardKind {
  const isDeclined = isSwitchedOn(own.declineAll) || deps.ledger.spendSwitch("declineAll");
  return isDeclined ? { card: kind.card, outcome: "card_declined" } : kind;
}
