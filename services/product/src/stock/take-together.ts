// Holds goods for orders that ask at the same moment: one transaction for all, so that a row which many want is locked, and the disk waited
// for, once and not for each of them. A single order takes its one round trip as if nobody else were there.
import { inTransaction, runBatch, type Db } from "@souk/db";
import type { Telemetry } from "@souk/telemetry";
import type { Database } from "../store/database.gen.ts";
import { publishStockAlerts } from "./commands/publish-stock-alerts.ts";
import { Together } from "./together.ts";
import type { ReserveFailure } from "./store/reservations.ts";
import { takeReservations } from "./store/reserve-together.ts";
import { takeAlone, type Want } from "./take-alone.ts";

/** Nothing: the goods are held now. `alone`: nothing was decided, the order has to ask by itself. */
export type Taken = ReserveFailure | "alone" | undefined;
export type TakeTogether = Together<Want, Taken>;

type Tools = { readonly db: Db<Database>; readonly telemetry: Telemetry };

/** An order has up to 200 lines, nearly always a few; and a batch holds 100 events. */
const LINES_MAX = 100;
const LANES_MAX = 2;

export function createTakeTogether(tools: Tools): TakeTogether {
  return new Together({
    work: async (wants) => {
      const [first, ...others] = wants;
      return first && others.length === 0 ? [await takeAlone(tools.db, first)] : takeAll(tools, wants);
    },
    weightOf: ({ demand }) => demand.variantIds.length,
    weightMax: LINES_MAX,
    lanesMax: LANES_MAX,
  });
}

async function takeAll(tools: Tools, wants: readonly Want[]): Promise<readonly Taken[]> {
  // A twin of an order that is among them finds out by itself what became of it.
  const byOrder = new Map<string, Want>();
  for (const want of wants) if (!byOrder.has(want.orderId)) byOrder.set(want.orderId, want);
  try {
    const answers = await takeOnce(tools.db, [...byOrder.values()]);
    return wants.map((want) => (byOrder.get(want.orderId) === want ? answers.get(want.orderId) : "alone"));
  } catch (error) {
    // Whether the fault is one order's or the database's, each learns its own answer. Should the commit have been kept, only its answer
    // lost, the reservation is there: an order that asks again is told so and takes nothing more. The same holds after a crash.
    tools.telemetry.log.warn(
      { err: error, count: wants.length },
      "goods could not be held for orders together; they go one by one",
    );
    return wants.map(() => "alone");
  }
}

/** No order twice. What those are answered whose goods are not held now. */
async function takeOnce(db: Db<Database>, wants: readonly Want[]): Promise<ReadonlyMap<string, Taken>> {
  return inTransaction(db, async (transaction) => {
    const { refused, lowered } = await takeReservations(transaction, wants);
    const answers = new Map(
      refused.map((order): [string, Taken] => [order.orderId, order.kind === "short" ? order : "alone"]),
    );
    const events = wants.filter(({ orderId }) => !answers.has(orderId)).map(({ event }) => event);
    if (events.length > 0) await runBatch(transaction, events);
    await publishStockAlerts(transaction, lowered);
    return answers;
  });
}
