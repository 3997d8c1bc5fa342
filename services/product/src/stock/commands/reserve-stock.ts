// Holds goods for an order: all lines or none, once for each order. The rules that must hold under contention are in reserve_stock()
// of migrations/0002_stock.sql; its row locks live for one round trip, which is what lets many shoppers want the same thing.
import { StockReserved } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { outboxQuery, publish } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { parseId, toDemand, type Demand, type StockLine } from "../domain/demand.ts";
import {
  listShortages,
  prolongReservation,
  reserveFailureOf,
  reserveQuery,
  takeReservation,
  type ReserveFailure,
} from "../store/reservations.ts";
import { expireReservations } from "./expire-reservations.ts";
import { publishStockAlerts } from "./publish-stock-alerts.ts";

export type ReserveStock = {
  readonly orderId: string;
  readonly lines: readonly StockLine[];
  readonly ttlSeconds: number;
};
export type Reservation =
  | { readonly status: "reserved" }
  | { readonly status: "short"; readonly left: readonly StockLine[] };

type Want = { readonly orderId: string; readonly demand: Demand; readonly ttlSeconds: number };

const TTL_SECONDS_MAX = 7 * 24 * 3600;

export async function reserveStock(deps: Deps, command: ReserveStock): Promise<Reservation> {
  const { ttlSeconds } = command;
  if (!Number.isSafeInteger(ttlSeconds) || ttlSeconds < 1 || ttlSeconds > TTL_SECONDS_MAX) {
    throw new Refusal("invalid", "ttl_invalid", `Goods are held for 1 to ${TTL_SECONDS_MAX} seconds.`);
  }
  const want = { orderId: parseId(command.orderId), demand: toDemand(command.lines), ttlSeconds };
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
  const quietly = await takeQuietly(deps, want);
  return quietly?.kind === "low" ? takeAndAlert(deps, want) : quietly;
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

/** The usual case: one round trip with its event. It is undone whole where a level runs low, which `takeAndAlert` then tells. */
async function takeQuietly(deps: Deps, want: Want): Promise<ReserveFailure | undefined> {
  return failureOf(async () => {
    await runBatch(deps.db, [
      reserveQuery({ ...want, mayAlert: false }),
      outboxQuery(StockReserved, { orderId: want.orderId, lines: linesOf(want.demand) }),
    ]);
  });
}

async function takeAndAlert(deps: Deps, want: Want): Promise<ReserveFailure | undefined> {
  return failureOf(() =>
    inTransaction(deps.db, async (db) => {
      const changes = await takeReservation(db, { ...want, mayAlert: true });
      await publish(db, StockReserved, { orderId: want.orderId, lines: linesOf(want.demand) });
      await publishStockAlerts(db, changes);
    }),
  );
}

async function failureOf(work: () => Promise<void>): Promise<ReserveFailure | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    const failure = reserveFailureOf(error);
    if (failure === undefined) throw error;
    return failure;
  }
}

function linesOf({ variantIds, quantities }: Demand): StockLine[] {
  return variantIds.map((variantId, index) => ({ variantId, quantity: quantities[index] ?? 0 }));
}
