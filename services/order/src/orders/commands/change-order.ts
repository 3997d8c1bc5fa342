// Moves an order on: decide on what was read, write only if nobody moved it meanwhile, otherwise read and decide again.
import { isLostUpdate, runBatch, type BatchQuery } from "@souk/db";
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import { decide, type OrderCommand } from "../domain/decide.ts";
import { evolve } from "../domain/evolve.ts";
import type { LaterEvent, Order } from "../domain/order.ts";
import { changedReturnQueries } from "../../returns/store/returns.ts";
import { insertOrderEventQuery, updateOrderQuery } from "../store/orders.ts";

/** Every lost race is somebody else's gain, so this many writers at once are all served. */
const RACES_MAX = 100;

export type OrderChange = { readonly before: Order; readonly after: Order };
export type ChangeOrder = {
  readonly orderId: string;
  /** The order as the caller read it just now; saves reading it again. */
  readonly known?: Order;
  /** The command for the order as it stands; undefined, or one that makes no events, leaves the order as it is. */
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
    const after = steps.at(-1)?.order;
    if (!after) return before;
    const writes = steps.map(({ order, event }) => insertOrderEventQuery(order, event));
    try {
      await runBatch(deps.db, [
        updateOrderQuery(after, before.version),
        ...writes,
        ...changedReturnQueries(before, after),
        ...alongside({ before, after }),
      ]);
      return after;
    } catch (error) {
      if (!isLostUpdate(error)) throw error;
    }
  }
  throw new Refusal("conflict", "order_busy", "This order is being changed by others; please try again.");
}

export async function loadOrder(deps: Pick<Deps, "orderReads">, orderId: string): Promise<Order> {
  const order = await deps.orderReads.find(orderId);
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
