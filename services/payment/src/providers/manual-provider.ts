// Money that no provider moves: a transfer to the shop's bank, or cash at the door. Staff say when it came and when it went back, so
// nothing is called here; all that must be known of a payment later is written into the id it gets.
import { Refusal } from "@souk/errors";
import { type Money, money } from "@souk/money";
import type { ProviderPayment } from "../payments/domain/payment.ts";
import type { PaymentProvider, PaymentToMake } from "./payment-provider.ts";

export type ManualOptions = {
  readonly name: "bank_transfer" | "cash_on_delivery";
  /** What the shopper reads; the order's number is added. */
  readonly instructions: string;
  /** Cash counts as promised when the order is placed, for the goods leave before it comes. */
  readonly isPromised: boolean;
};

const ID = /^hand\.(?<orderId>[0-9a-f-]{36})\.(?<amount>\d{1,16})\.(?<currency>[A-Z]{3})$/;

export function createManualProvider({ name, instructions, isPromised }: ManualOptions): PaymentProvider {
  const openStatus = isPromised ? "authorized" : "requires_action";
  const standing = (paymentId: string, providerPaymentId: string): ProviderPayment => ({
    ...nothingTaken,
    ...partsOf(providerPaymentId),
    providerPaymentId,
    reference: paymentId,
    status: openStatus,
  });
  return {
    name,
    settlesByHand: true,
    async create({ paymentId, orderNumber, ...payment }) {
      const open = standing(paymentId, idOf(payment));
      return { ...open, instructions: `${instructions}\n${orderNumber}` };
    },
    find: async (paymentId, providerPaymentId) =>
      providerPaymentId === null ? undefined : standing(paymentId, providerPaymentId),
    cancel: async ({ paymentId, providerPaymentId }) => ({
      ...standing(paymentId, providerPaymentId),
      status: "cancelled",
    }),
    prevent: async (payment) => ({ ...standing(payment.paymentId, idOf(payment)), status: "cancelled" }),
    capture: async () => {
      throw new Refusal("unprocessable", "payment_by_hand", "Staff say when this money has come.");
    },
    refund: async ({ refundId, amount }) => ({
      providerRefundId: `hand-${refundId}`,
      refundId,
      amount,
      status: "pending",
    }),
    refunds: async () => [],
    readWebhook: async () => noNews(),
    newsOf: () => noNews(),
  };
}

const nothingTaken = { capturedMinor: 0, redirectUrl: null, clientSecret: null, failureCode: null } as const;

function idOf({ orderId, amount }: Pick<PaymentToMake, "orderId" | "amount">): string {
  return `hand.${orderId}.${amount.amount}.${amount.currency}`;
}

function partsOf(providerPaymentId: string): { readonly orderId: string; readonly amount: Money } {
  const { orderId = "", amount = "", currency = "" } = ID.exec(providerPaymentId)?.groups ?? {};
  return { orderId, amount: money(Number(amount), currency) };
}

function noNews(): never {
  throw new Refusal("unauthenticated", "webhook_signature_invalid", "Nobody sends news of these payments.");
}
