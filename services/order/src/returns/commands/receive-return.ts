// The goods of a return arrived. Those that can be sold again go back on hand because the product service hears it.
import { ReturnReceived } from "@souk/contracts";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../../deps.ts";
import type { Order, PiecesReceived } from "../../orders/domain/order.ts";
import { factsOf } from "../../orders/order-facts.ts";
import { changeReturn, type ReturnOfOrder } from "./change-return.ts";

export type ReceiveReturn = {
  readonly orderId: string;
  readonly returnId: string;
  readonly lines: readonly PiecesReceived[];
  readonly staffId: string;
};

export async function receiveReturn(deps: Deps, command: ReceiveReturn): Promise<ReturnOfOrder> {
  const { returnId, lines } = command;
  return changeReturn(deps, {
    ...command,
    command: () => ({ type: "receive_return", goods: { returnId, lines } }),
    events: ({ order }) => [
      outboxQuery(ReturnReceived, { ...factsOf(order), returnId, lines: goodsOf(order, lines) }),
    ],
    action: "return.receive",
  });
}

function goodsOf(order: Order, received: readonly PiecesReceived[]) {
  return order.lines.flatMap(({ id, variantId, productId }) =>
    received.filter(({ lineId }) => lineId === id).map((pieces) => ({ ...pieces, variantId, productId })),
  );
}
