// Holds goods for one order in one round trip, with its event; the row locks of reserve_stock() live no longer than that.
import { inTransaction, runBatch, type BatchQuery, type Db } from "@souk/db";
import type { Database } from "../store/database.gen.ts";
import { publishStockAlerts } from "./commands/publish-stock-alerts.ts";
import {
  reserveFailureOf,
  reserveQuery,
  takeReservation,
  type ReserveFailure,
} from "./store/reservations.ts";
import type { OrderDemand } from "./store/reserve-together.ts";

export type Want = OrderDemand & {
  /** Says that the goods are held; made where the order asked, whose trace it carries. */
  readonly event: BatchQuery;
};

/** Nothing: the goods are held now. */
export async function takeAlone(db: Db<Database>, want: Want): Promise<ReserveFailure | undefined> {
  const quietly = await takeQuietly(db, want);
  return quietly?.kind === "low" ? takeAndAlert(db, want) : quietly;
}

/** The usual case. It is undone whole where a level runs low, which `takeAndAlert` then tells. */
async function takeQuietly(db: Db<Database>, want: Want): Promise<ReserveFailure | undefined> {
  return failureOf(async () => {
    await runBatch(db, [reserveQuery({ ...want, mayAlert: false }), want.event]);
  });
}

async function takeAndAlert(db: Db<Database>, want: Want): Promise<ReserveFailure | undefined> {
  return failureOf(() =>
    inTransaction(db, async (transaction) => {
      const changes = await takeReservation(transaction, { ...want, mayAlert: true });
      await runBatch(transaction, [want.event]);
      await publishStockAlerts(transaction, changes);
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
