// Asks the payment service to collect an order's money, or to let go of it.
import { type PaymentChoice, PaymentStatus } from "@souk/contracts";
import { PaymentService, type PaymentResponse } from "@souk/contracts/rpc";
import { money, type Money } from "@souk/money";
import type { Rpc } from "@souk/rpc";

export type OrderPayment = {
  readonly id: string;
  readonly status: PaymentStatus;
  readonly captured: Money;
  readonly clientSecret: string | undefined;
  readonly redirectUrl: string | undefined;
  readonly failureCode: string | undefined;
};

export type CreatePayment = {
  readonly paymentId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly amount: Money;
  readonly choice: PaymentChoice;
};

export type PaymentsClient = {
  /** Makes the payment with this id, or gives back the one that has it. */
  create(payment: CreatePayment): Promise<OrderPayment>;
  get(paymentId: string): Promise<OrderPayment>;
  /** The order's live payment after the provider was asked about it. */
  resolveOfOrder(orderId: string): Promise<OrderPayment | undefined>;
  /** Lets go of all the order's money; true when nothing is held or in doubt any more. */
  cancelOfOrder(orderId: string, reason: string): Promise<boolean>;
};

/** A provider may need its whole time-out before the outcome is known to be unknown. */
const PROVIDER_DEADLINE_MS = 15_000;

export function createPaymentsClient(rpc: Rpc): PaymentsClient {
  const client = rpc.client(PaymentService);
  return {
    async create({ paymentId, orderId, orderNumber, amount, choice }) {
      const answer = await client.createPayment(
        {
          paymentId,
          orderId,
          orderNumber,
          amountMinor: BigInt(amount.amount),
          currency: amount.currency,
          provider: choice.provider,
          token: choice.token ?? "",
          returnUrl: choice.returnUrl ?? "",
        },
        { timeoutMs: PROVIDER_DEADLINE_MS },
      );
      return fromMessage(answer);
    },
    async get(paymentId) {
      return fromMessage(await client.getPayment({ paymentId }));
    },
    async resolveOfOrder(orderId) {
      const { payment } = await client.findPaymentOfOrder({ orderId });
      if (!payment) return undefined;
      const { paymentId } = payment;
      return fromMessage(await client.resolvePayment({ paymentId }, { timeoutMs: PROVIDER_DEADLINE_MS }));
    },
    async cancelOfOrder(orderId, reason) {
      const { settled } = await client.cancelPayments(
        { orderId, reason },
        { timeoutMs: PROVIDER_DEADLINE_MS },
      );
      return settled;
    },
  };
}

function fromMessage(payment: PaymentResponse): OrderPayment {
  return {
    id: payment.paymentId,
    status: PaymentStatus.parse(payment.status),
    captured: money(Number(payment.capturedMinor), payment.currency),
    clientSecret: payment.clientSecret === "" ? undefined : payment.clientSecret,
    redirectUrl: payment.redirectUrl === "" ? undefined : payment.redirectUrl,
    failureCode: payment.failureCode === "" ? undefined : payment.failureCode,
  };
}
