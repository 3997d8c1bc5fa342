// Holds goods for an order: all lines or none, once for each order. The rules that must hold under contention are in reserve_stock() of
// migrations/0012_reservations.sql for an order that comes alone, and in reserve_orders() of 0015 for those that come together.
import { StockReserved } from "@souk/contracts";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { parseId, toDemand, type Demand, type StockLine } from "../domain/demand.ts";
import { listShortages, prolongReservation, type ReserveFailure } from "../store/reservations.ts";
import { takeAlone, type Want } from "../take-alone.ts";
import { expireReservations } from "./expire-reservations.ts";

export type ReserveStock = {
  readonly orderId: string;
  readonly lines: readonly StockLine[];
  readonly ttlSeconds: number;
};
export type Reservation =
  | { readonly status: "reserved" }
  | { readonly status: "short"; readonly left: readonly StockLine[] };

const TTL_SECONDS_MAX = 7 * 24 * 3600;

export async function reserveStock(deps: Deps, command: ReserveStock): Promise<Reservation> {
  const { ttlSeconds } = command;
  if (!Number.isSafeInteger(ttlSeconds) || ttlSeconds < 1 || ttlSeconds > TTL_SECONDS_MAX) {
    throw new Refusal("invalid", "ttl_invalid", `Goods are held for 1 to ${TTL_SECONDS_MAX} seconds.`);
  }
  const [orderId, demand] = [parseId(command.orderId), toDemand(command.lines)];
  // Written in the transaction that takes the goods, and undone with it.
  const event = outboxQuery(StockReserved, { orderId, lines: linesOf(demand) });
  const want = { orderId, demand, ttlSeconds, event };
  const reservation = await reserve(deps, want);
  deps.metrics.reservations.inc({ outcome: reservation.status });
  if (reservation.status === "reserved") deps.documents.expire(want.demand.variantIds);
  return reservation;
}

async function reserve(deps: Deps, want: Want): Promise<Reservation> {
  const first = await take(deps, want);
  const failure = first?.kind === "short" ? await takeLapsed(deps, want, first) : first;
  if (failure?.kind === "reserved_already") await prolongReservation(deps.db, want);
  if (failure?.kind === "short") return { status: "short", left: failure.left };
  if (failure?.kind === "released") {
    throw new Refusal("conflict", "reservation_released", "The order's goods were given back for good.");
  }
  return { status: "reserved" };
}

async function take(deps: Deps, want: Want): Promise<ReserveFailure | undefined> {
  const taken = await deps.takeTogether.ask(want);
  return taken === "alone" ? takeAlone(deps.db, want) : taken;
}

/** Goods that only a lapsed hold keeps are given back now, not when the sweep comes by. */
async function takeLapsed(
  deps: Deps,
  want: Want,
  failure: ReserveFailure,
): Promise<ReserveFailure | undefined> {
  if ((await listShortages(deps.db, want.demand)).length > 0) return failure;
  await expireReservations(deps);
  return take(deps, want);
}

function linesOf({ variantIds, quantities }: Demand): StockLine[] {
  return variantIds.map((variantId, index) => ({ variantId, quantity: quantities[index] ?? 0 }));
}
