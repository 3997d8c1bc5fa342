// Hears that a confirmed order was cancelled: nobody wanted those goods together after all. A refund takes nothing back: what came back
// for a fault was still chosen together, and the event does not say which of the goods it was.
import type { Deps } from "../../deps.ts";
import { withdrawBasket as withdraw } from "../store/baskets.ts";

export type WithdrawBasket = { readonly orderId: string; readonly wasConfirmed: boolean };

export async function withdrawBasket(deps: Deps, { orderId, wasConfirmed }: WithdrawBasket): Promise<void> {
  if (wasConfirmed) await withdraw(deps.db, orderId);
}
