// Reservations in the database. The work is done by the functions of migrations/0002_stock.sql, 0012_reservations.sql and those after, one statement each.
import { statement, type AnyDb, type BatchQuery } from "@souk/db";
import type { Demand, StockLine } from "../domain/demand.ts";
import type { StockChange } from "../domain/stock-alert.ts";

export type ReserveParameters = {
  readonly orderId: string;
  readonly demand: Demand;
  readonly ttlSeconds: number;
  /** False: a level that falls to its low mark refuses with `low`, so that the caller comes back ready to publish it. */
  readonly mayAlert: boolean;
};
export type ReserveFailure =
  | { readonly kind: "reserved_already" }
  | { readonly kind: "short"; readonly left: readonly StockLine[] }
  | { readonly kind: "released" }
  | { readonly kind: "low" }
  | { readonly kind: "not_held" };
export type CommitOutcome = "committed" | "expired" | "released" | "unknown";
export type ReleasedLine = {
  readonly orderId: string;
  readonly variantId: string;
  readonly quantity: number;
};

type ChangeRow = {
  variant_id: string;
  product_id: string;
  sku: string;
  low_stock_at: number;
  available_before: number;
  available_after: number;
};
type ReserveValues = readonly [string, readonly string[], readonly number[], number, boolean];

const reserveStatement = statement<ChangeRow, ReserveValues>(
  "reserve_stock",
  "select * from reserve_stock($1::uuid, $2::uuid[], $3::integer[], $4::integer, $5::boolean)",
);
const changesStatement = statement<ChangeRow, readonly [readonly string[], readonly number[]]>(
  "stock_changes",
  "select * from stock_changes($1::uuid[], $2::integer[])",
);
/* A hold whose time is over is nobody's any more, also while the sweep has not taken it down. */
const shortagesStatement = statement<
  { variant_id: string; quantity: number },
  readonly [readonly string[], readonly number[]]
>(
  "list_shortages",
  `select w.variant_id, (levels.free + lapsed.quantity)::integer as quantity
     from unnest($1::uuid[], $2::integer[]) as w (variant_id, wanted)
     cross join lateral (
       select coalesce(sum(s.on_hand - s.reserved), 0) as free from stock_levels s where s.variant_id = w.variant_id) levels
     cross join lateral (
       select coalesce(sum(l.quantity), 0) as quantity from reservations r join reservation_lines l using (order_id)
        where r.status = 'live' and r.expires_at <= clock_timestamp() and l.variant_id = w.variant_id) lapsed
    where levels.free + lapsed.quantity < w.wanted order by w.variant_id`,
);
const prolongStatement = statement<never, readonly [string, number]>(
  "prolong_reservation",
  `update reservations set expires_at = greatest(expires_at, clock_timestamp() + make_interval(secs => $2::integer))
    where order_id = $1::uuid and status = 'live'`,
);
const commitStatement = statement<{ outcome: CommitOutcome }, readonly [string]>(
  "commit_reservation",
  "select commit_reservation($1::uuid) as outcome",
);
const sellStatement = statement<never, readonly [readonly string[]]>(
  "sell_orders",
  "select sell_orders($1::uuid[])",
);
const releaseStatement = statement<
  { variant_id: string; quantity: number },
  readonly [string, string, boolean]
>("release_reservation", "select * from release_reservation($1::uuid, $2::text, $3::boolean)");
const expireStatement = statement<
  { order_id: string; variant_id: string; quantity: number },
  readonly [number]
>("expire_reservations", "select * from expire_reservations($1::integer)");
const linesStatement = statement<{ variant_id: string; quantity: number }, readonly [string]>(
  "reservation_lines",
  `select variant_id, sum(quantity)::integer as quantity from reservation_lines
    where order_id = $1::uuid group by variant_id order by variant_id`,
);

const toChange = (row: ChangeRow): StockChange => ({
  variantId: row.variant_id,
  productId: row.product_id,
  sku: row.sku,
  lowStockAt: row.low_stock_at,
  availableBefore: row.available_before,
  availableAfter: row.available_after,
});

const valuesOf = ({ orderId, demand, ttlSeconds, mayAlert }: ReserveParameters): ReserveValues => [
  orderId,
  demand.variantIds,
  demand.quantities,
  ttlSeconds,
  mayAlert,
];

export function reserveQuery(parameters: ReserveParameters): BatchQuery {
  return reserveStatement.query(valuesOf(parameters));
}

/** Takes all or throws; `reserveFailureOf` reads what was thrown. */
export async function takeReservation(
  db: AnyDb,
  parameters: ReserveParameters,
): Promise<readonly StockChange[]> {
  return (await reserveStatement.rows(db, valuesOf(parameters))).map(toChange);
}

/** What is left of what falls short; nothing where all could be taken. */
export async function listShortages(
  db: AnyDb,
  { variantIds, quantities }: Demand,
): Promise<readonly StockLine[]> {
  const rows = await shortagesStatement.rows(db, [variantIds, quantities]);
  return rows.map((row) => ({ variantId: row.variant_id, quantity: row.quantity }));
}

/** A hold that is there is kept for at least so long from now. */
export async function prolongReservation(
  db: AnyDb,
  { orderId, ttlSeconds }: Pick<ReserveParameters, "orderId" | "ttlSeconds">,
): Promise<void> {
  await prolongStatement.rows(db, [orderId, ttlSeconds]);
}

/** What `reserve_stock` refused, or undefined for an error that is not its own. */
export function reserveFailureOf(error: unknown): ReserveFailure | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  switch (error.code) {
    case "SK001":
      return { kind: "reserved_already" };
    case "SK002":
      return { kind: "short", left: JSON.parse(error.message) as StockLine[] };
    case "SK003":
      return { kind: "released" };
    case "SK004":
      return { kind: "low" };
    case "SK005":
      return { kind: "not_held" };
    default:
      return undefined;
  }
}

export async function commitReservation(db: AnyDb, orderId: string): Promise<CommitOutcome> {
  const [row] = await commitStatement.rows(db, [orderId]);
  return row?.outcome ?? "unknown";
}

/** Sells what orders hold; where nothing is held for one, the batch is undone with what `reserveFailureOf` calls `not_held`. */
export function sellOrdersQuery(orderIds: readonly string[]): BatchQuery {
  return sellStatement.query([orderIds]);
}

export type ReleaseParameters = {
  readonly orderId: string;
  readonly reason: string;
  readonly putBack: boolean;
};

/** What went back on sale; nothing where nothing was held. */
export async function releaseReservation(
  db: AnyDb,
  parameters: ReleaseParameters,
): Promise<readonly ReleasedLine[]> {
  const { orderId, reason, putBack } = parameters;
  const rows = await releaseStatement.rows(db, [orderId, reason, putBack]);
  return rows.map((row) => ({ orderId, variantId: row.variant_id, quantity: row.quantity }));
}

/** Releases at most `limit` reservations that nobody paid in time. */
export async function expireReservations(db: AnyDb, limit: number): Promise<readonly ReleasedLine[]> {
  const rows = await expireStatement.rows(db, [limit]);
  return rows.map((row) => ({ orderId: row.order_id, variantId: row.variant_id, quantity: row.quantity }));
}

export async function loadReservationLines(db: AnyDb, orderId: string): Promise<readonly StockLine[]> {
  const rows = await linesStatement.rows(db, [orderId]);
  return rows.map((row) => ({ variantId: row.variant_id, quantity: row.quantity }));
}

/** What changes that were just made in this transaction did to what can be sold. */
export async function loadStockChanges(
  db: AnyDb,
  lines: readonly StockLine[],
): Promise<readonly StockChange[]> {
  const sums = new Map<string, number>();
  for (const { variantId, quantity } of lines) sums.set(variantId, (sums.get(variantId) ?? 0) + quantity);
  return (await changesStatement.rows(db, [[...sums.keys()], [...sums.values()]])).map(toChange);
}
