// Stock levels and the ledger of movements in the database.
import { statement, type AnyDb } from "@souk/db";
import { Refusal } from "@souk/errors";

export type StockLevel = { readonly location: string; readonly onHand: number; readonly reserved: number };
export type StockView = {
  readonly variantId: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
  readonly lowStockAt: number;
  readonly locations: readonly StockLevel[];
};
export type Place = { readonly variantId: string; readonly location: string };
export type Movement = Place & {
  readonly quantity: number;
  readonly kind: string;
  readonly reason: string | null;
  readonly actorId: string;
  /** The same adjustment is written once. */
  readonly adjustmentId?: string;
};

type LevelRow = { location: string; on_hand: number; reserved: number };

const levelsStatement = statement<LevelRow & { low_stock_at: number }, readonly [string]>(
  "stock_of_variant",
  `select location, on_hand, reserved, low_stock_at from stock_levels join variants on variants.id = variant_id
   where variant_id = $1::uuid order by location <> 'main', location`,
);
const ensureStatement = statement<never, readonly [string, string]>(
  "ensure_stock_level",
  `insert into stock_levels (variant_id, location, product_id)
   select id, $2::text, product_id from variants where id = $1::uuid on conflict do nothing`,
);
// The rows of the variant, in the order of every lock on stock.
const lockStatement = statement<LevelRow, readonly [string]>(
  "lock_stock_levels",
  "select location, on_hand, reserved from stock_levels where variant_id = $1::uuid order by location for update",
);
const updateStatement = statement<never, readonly [string, string, number]>(
  "set_on_hand",
  "update stock_levels set on_hand = $3::integer where variant_id = $1::uuid and location = $2::text",
);
const movementStatement = statement<never, readonly unknown[]>(
  "insert_movement",
  `insert into stock_movements (variant_id, location, quantity, kind, reason, actor_id, adjustment_id)
   values ($1::uuid, $2::text, $3::integer, $4::text, $5::text, $6::uuid, $7::uuid)`,
);
const adjustedStatement = statement<{ found: true }, readonly [string]>(
  "find_adjustment",
  "select true as found from stock_movements where adjustment_id = $1::uuid",
);
const lowMarkStatement = statement<never, readonly [string, number]>(
  "update_low_stock_mark",
  "update variants set low_stock_at = $2::integer where id = $1::uuid",
);

/** The stock of a variant at all its locations. */
export async function loadStock(db: AnyDb, variantId: string): Promise<StockView> {
  const rows = await levelsStatement.rows(db, [variantId]);
  const [first] = rows;
  if (first === undefined) throw new Refusal("not_found", "variant_not_found", "There is no such variant.");
  const locations = rows.map((row) => ({
    location: row.location,
    onHand: row.on_hand,
    reserved: row.reserved,
  }));
  const onHand = locations.reduce((sum, level) => sum + level.onHand, 0);
  const reserved = locations.reduce((sum, level) => sum + level.reserved, 0);
  return {
    variantId,
    onHand,
    reserved,
    available: onHand - reserved,
    lowStockAt: first.low_stock_at,
    locations,
  };
}

/** Locks the variant's stock, making an empty level at a new location; undefined for an unknown variant. */
export async function lockLevel(db: AnyDb, { variantId, location }: Place): Promise<StockLevel | undefined> {
  await ensureStatement.rows(db, [variantId, location]);
  const rows = await lockStatement.rows(db, [variantId]);
  const level = rows.find((row) => row.location === location);
  return level === undefined ? undefined : { location, onHand: level.on_hand, reserved: level.reserved };
}

export async function updateOnHand(db: AnyDb, level: Place & { readonly onHand: number }): Promise<void> {
  await updateStatement.rows(db, [level.variantId, level.location, level.onHand]);
}

export async function insertMovement(db: AnyDb, movement: Movement): Promise<void> {
  const { variantId, location, quantity, kind, reason, actorId, adjustmentId } = movement;
  await movementStatement.rows(db, [
    variantId,
    location,
    quantity,
    kind,
    reason,
    actorId,
    adjustmentId ?? null,
  ]);
}

export async function isAdjusted(db: AnyDb, adjustmentId: string): Promise<boolean> {
  return (await adjustedStatement.first(db, [adjustmentId])) !== undefined;
}

export async function updateLowStockMark(db: AnyDb, variantId: string, quantity: number): Promise<void> {
  await lowMarkStatement.rows(db, [variantId, quantity]);
}
