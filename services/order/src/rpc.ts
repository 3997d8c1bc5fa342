// gRPC of the order service: what payment and notification need to know of an order.
import type { AddressBody } from "@souk/contracts";
import { OrderService, type PromiseRefundRequest } from "@souk/contracts/rpc";
import { isRefusal } from "@souk/errors";
import { type Money, zeroMoney } from "@souk/money";
import type { RpcImplementations } from "@souk/rpc";
import { cancelUnpaid } from "./checkout/commands/cancel-unpaid.ts";
import { loadOrder } from "./orders/commands/change-order.ts";
import type { Deps } from "./deps.ts";
import { promiseRefund } from "./orders/commands/promise-refund.ts";
import type { Order, Pieces } from "./orders/domain/order.ts";
import { worthOf } from "./orders/domain/refund-plan.ts";
import { findRefund } from "./orders/domain/refunding.ts";
import { listOrderStates, type OrderState } from "./orders/store/order-states.ts";
import { hasBought } from "./orders/store/purchases.ts";

export function rpc(deps: Deps): RpcImplementations {
  return (router) => {
    router.service(OrderService, {
      hasBought: async ({ userId, productId }) => ({
        bought: await hasBought(deps.db, { userId, productId }),
      }),
      getOrder: async ({ orderId }) => toMessage(deps, await loadOrder(deps, orderId)),
      quoteRefund: async ({ orderId, lines, includeShipping }) =>
        toMoney(
          worthOf(await loadOrder(deps, orderId), {
            amountMinor: undefined,
            lines: lines.length > 0 ? lines.map(toPieces) : undefined,
            includeShipping,
            returnId: undefined,
          }).amount,
        ),
      promiseRefund: async (asked) => promiseForPayment(deps, asked),
      listOrderStates: async (request) => ({
        orders: (await listOrderStates(deps.db, request)).map(toStateMessage),
      }),
      cancelOrder: async ({ orderId, reason }) => ({
        status: (await cancelUnpaid(deps, { orderId, reason })).status,
      }),
      authorizeAccess: async ({ orderId, userId, guestToken }) => {
        const order = await findOrRefuse(deps, orderId);
        const isOwn = order !== undefined && userId !== "" && order.customerId === userId;
        const hasToken = guestToken !== "" && deps.guestTokens.isTokenFor(orderId, guestToken);
        if (!order || !(isOwn || hasToken)) return { allowed: false };
        const { amount, currency } = order.amountDue;
        return {
          allowed: true,
          status: order.status,
          currency,
          totalMinor: BigInt(amount),
          number: order.number,
        };
      },
    });
  };
}

/** The payment service, which was asked, says who of the staff asked it. */
async function promiseForPayment(
  deps: Deps,
  { refundId, orderId, amountMinor, lines, reason }: PromiseRefundRequest,
) {
  const order = await promiseRefund(deps, {
    orderId,
    staffId: undefined,
    request: {
      refundId,
      amountMinor: amountMinor === 0n ? undefined : Number(amountMinor),
      lines: lines.length > 0 ? lines.map(toPieces) : undefined,
      includeShipping: false,
      returnId: undefined,
      to: "original",
      paymentOnly: true,
      reason,
    },
  });
  return toMoney(promisedAmount(order, refundId));
}

async function findOrRefuse(deps: Deps, orderId: string): Promise<Order | undefined> {
  try {
    return await loadOrder(deps, orderId);
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

function toPieces({ lineId, quantity }: Pieces): Pieces {
  return { lineId, quantity };
}

function toMoney({ amount, currency }: Money) {
  return { amountMinor: BigInt(amount), currency };
}

function promisedAmount(order: Order, refundId: string): Money {
  return findRefund(order, refundId)?.amount ?? zeroMoney(order.totals.total.currency);
}

function toStateMessage({ amountDueMinor, updatedAt, ...state }: OrderState) {
  return { ...state, amountDueMinor: BigInt(amountDueMinor), updatedAt };
}

/** Messages know no `undefined`: what is missing takes the default of its field. */
function definedFields(address: AddressBody): Partial<Record<keyof AddressBody, string>> {
  return Object.fromEntries(Object.entries(address).filter(([, value]) => value !== undefined));
}

function toMessage(deps: Deps, order: Order) {
  const { totals } = order;
  return {
    orderId: order.id,
    number: order.number,
    status: order.status,
    currency: totals.total.currency,
    totalMinor: BigInt(totals.total.amount),
    customerId: order.customerId ?? "",
    email: order.email,
    firstName: order.shippingAddress.firstName,
    lines: order.lines.map((line) => ({
      lineId: line.id,
      productName: line.productName,
      variantName: line.variantName,
      sku: line.sku,
      quantity: line.quantity,
      unitPriceMinor: BigInt(line.unitPrice.amount),
      totalMinor: BigInt(line.total.amount),
      imagePath: line.image ?? "",
    })),
    subtotalMinor: BigInt(totals.subtotal.amount),
    discountMinor: BigInt(totals.discount.amount),
    shippingMinor: BigInt(totals.shipping.amount),
    taxMinor: BigInt(totals.tax.amount),
    shippingMethodName: order.shippingMethod.name,
    shippingAddress: { street2: "", state: "", phone: "", ...definedFields(order.shippingAddress) },
    orderPath: `/orders/${order.id}?token=${deps.guestTokens.tokenFor(order.id)}`,
    placedAt: order.placedAt.toISOString(),
    shipments: order.shipments.map(({ carrier, trackingNumber, shippedAt, deliveredAt }) => ({
      carrier: carrier ?? "",
      trackingNumber: trackingNumber ?? "",
      shippedAt,
      deliveredAt: deliveredAt ?? "",
    })),
  };
}
