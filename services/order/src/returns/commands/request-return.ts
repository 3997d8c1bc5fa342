// A customer, or staff for them, asks to send goods back. Bounded by what was shipped and not returned yet, whoever asks at the same time.
import { ReturnRequested } from "@souk/contracts";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { factsOf } from "../../orders/order-facts.ts";
import type { ReturnRequest } from "../domain/returning.ts";
import { changeReturn, type ReturnOfOrder } from "./change-return.ts";

export type RequestReturn = {
  readonly orderId: string;
  /** The same return id is the same return. */
  readonly request: ReturnRequest;
  /** The member of staff who asks for the customer, if one does. */
  readonly staffId: string | undefined;
};

export async function requestReturn(
  deps: Deps,
  { orderId, request, staffId }: RequestReturn,
): Promise<ReturnOfOrder> {
  const { returnId } = request;
  return changeReturn(deps, {
    orderId,
    returnId,
    command: ({ returns }) =>
      returns.some(({ id }) => id === returnId) ? undefined : { type: "request_return", request },
    events: ({ order, made }) => [
      outboxQuery(ReturnRequested, { ...factsOf(order), returnId, lines: [...made.lines] }),
    ],
    action: "return.request",
    staffId,
  });
}
