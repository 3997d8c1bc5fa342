// Books a movement of the provider's account that no payment of ours books: fees, payouts, and money that came without a payment of ours.
// Each once, by the provider's id.
import { isLostUpdate, runBatch } from "@souk/db";
import type { Deps } from "../../deps.ts";
import type { ProviderMovement } from "../../providers/payment-provider.ts";
import { booking } from "../domain/ledger.ts";
import { insertBookingQuery } from "../store/ledger.ts";

export type MovementToBook = Pick<ProviderMovement, "id" | "kind" | "amount" | "at"> & {
  readonly provider: string;
  /** The payment of ours that it was kept for; null for what belongs to none. */
  readonly paymentId: string | null;
};

export async function bookMovement(deps: Deps, movement: MovementToBook): Promise<void> {
  const { provider, id, kind, amount, at, paymentId } = movement;
  const booked = booking(kind, { paymentId, reference: `${provider}/${id}`, amount });
  try {
    await runBatch(deps.db, [insertBookingQuery(booked, { id: deps.newId(), at })]);
  } catch (error) {
    if (!isLostUpdate(error)) throw error; // Somebody else has booked it meanwhile.
  }
}
