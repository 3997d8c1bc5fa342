// Moves an order on: decide on what was read, write only if nobody moved it meanwhile, otherwise read and decide again.
import { isLostUpdate, runBatch, type BatchQuery } from "@souk/db";
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import { decide, evolve, type LaterEvent, type Order, type OrderCommand } from "../domain/order.ts";
import { findOrder, insertOrderEventQuery, updateOrderQuery } from "../store/orders.ts";

const RACES_MAX = 10;

export type OrderChange = { readonly before: Order; readonly after: Order };
export type ChangeOrder = {
  readonly orderId: string;
  /** The order as the caller read it just now; saves reading it again. */
  readonly known?: Order;
  /** The command for the order as it stands; undefined leaves the order as it is. */
  readonly command: (order: Order) => OrderCommand | undefined;
  /** What is written in the same transaction: events, jobs, the claim of the event that asked for this. */
  readonly alongside: (change: OrderChange) => readonly BatchQuery[];
};

export async function changeOrder(deps: Deps, change: ChangeOrder): Promise<Order> {
  const { orderId, known, command, alongside } = change;
  for (let race = 0; race < RACES_MAX; race += 1) {
    const before = race === 0 && known ? known : await loadOrder(deps, orderId);
    const wanted = command(before);
    if (!wanted) return before;
    const steps = stepsOf(before, decide(before, wanted), deps.now());
    const after = steps.at(-1)?.order ?? before;
    const writes = steps.map(({ order, event }) => insertOrderEventQuery(order, event));
    try {
      await runBatch(deps.db, [
        updateOrderQuery(after, before.version),
        ...writes,
        ...alongside({ before, after }),
      ]);
      return after;
    } catch (error) {
      if (!isLostUpdate(error)) throw error;
    }
  }
  throw new Refusal("conflict", "order_busy", "This order is being changed by others; please try again.");
}

export async function loadOrder(deps: Pick<Deps, "db">, orderId: string): Promise<Order> {
  const order = await findOrder(deps.db, orderId);
  if (order) return order;
  throw new Refusal("not_found", "order_not_found", "There is no such order.");
}

type Step = { readonly order: Order; readonly event: LaterEvent };

function stepsOf(before: Order, events: readonly LaterEvent[], at: Date): readonly Step[] {
  const steps: Step[] = [];
  let order = before;
  for (const event of events) {
    order = evolve(order, event, at);
    steps.push({ order, event });
  }
  return steps;
}
