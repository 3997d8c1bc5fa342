// Staff let goods come back.
import { ReturnApproved } from "@souk/contracts";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { factsOf } from "../../orders/order-facts.ts";
import { changeReturn, type ReturnOfOrder } from "./change-return.ts";

export type ApproveReturn = { readonly orderId: string; readonly returnId: string; readonly staffId: string };

export async function approveReturn(deps: Deps, command: ApproveReturn): Promise<ReturnOfOrder> {
  const { returnId } = command;
  return changeReturn(deps, {
    ...command,
    command: () => ({ type: "approve_return", returnId }),
    events: ({ order }) => [outboxQuery(ReturnApproved, { ...factsOf(order), returnId })],
    action: "return.approve",
  });
}
