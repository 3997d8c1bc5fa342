// Takes goods for several orders at once: one call of the function of migrations/0015_reservations_together.sql.
import { statement, type AnyDb } from "@souk/db";
import type { Demand, StockLine } from "../domain/demand.ts";
import type { StockChange } from "../domain/stock-alert.ts";

export type OrderDemand = { readonly orderId: string; readonly demand: Demand; readonly ttlSeconds: number };
/** `known`: the order has a reservation, live or not; what that means has to be asked for it alone. */
export type RefusedOrder =
  | { readonly orderId: string; readonly kind: "known" }
  | { readonly orderId: string; readonly kind: "short"; readonly left: readonly StockLine[] };
export type TakenTogether = {
  readonly refused: readonly RefusedOrder[];
  /** The variants that fell to their low mark. */
  readonly lowered: readonly StockChange[];
};

const reserveStatement = statement<
  TakenTogether,
  readonly [readonly string[], readonly number[], readonly number[], readonly string[], readonly number[]]
>(
  "reserve_orders",
  "select * from reserve_orders($1::uuid[], $2::integer[], $3::integer[], $4::uuid[], $5::integer[])",
);

/** Each order all of its lines or none, in the order given; no order twice. */
export async function takeReservations(db: AnyDb, orders: readonly OrderDemand[]): Promise<TakenTogether> {
  let end = 0;
  const ends = orders.map(({ demand }) => (end += demand.variantIds.length));
  const [taken] = await reserveStatement.rows(db, [
    orders.map(({ orderId }) => orderId),
    orders.map(({ ttlSeconds }) => ttlSeconds),
    ends,
    orders.flatMap(({ demand }) => demand.variantIds),
    orders.flatMap(({ demand }) => demand.quantities),
  ]);
  return taken ?? { refused: [], lowered: [] };
}
