// Staff refuse a return and say why; its pieces may be asked for again.
import { ReturnRejected } from "@souk/contracts";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { factsOf } from "../../orders/order-facts.ts";
import { changeReturn, type ReturnOfOrder } from "./change-return.ts";

export type RejectReturn = {
  readonly orderId: string;
  readonly returnId: string;
  readonly reason: string;
  readonly staffId: string;
};

export async function rejectReturn(deps: Deps, command: RejectReturn): Promise<ReturnOfOrder> {
  const { returnId, reason } = command;
  return changeReturn(deps, {
    ...command,
    command: () => ({ type: "reject_return", returnId, reason }),
    events: ({ order }) => [outboxQuery(ReturnRejected, { ...factsOf(order), returnId, reason })],
    action: "return.reject",
  });
}
