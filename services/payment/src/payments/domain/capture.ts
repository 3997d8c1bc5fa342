// What a capture is, and how it moves its payment: promised first, then taken or freed again.
import { Refusal } from "@souk/errors";
import { type Money, money } from "@souk/money";
import { heldMinorOf, type Payment } from "./payment.ts";

export type Capture = {
  readonly id: string;
  readonly paymentId: string;
  readonly amountMinor: number;
  /** What is still held afterwards is let go. */
  readonly isFinal: boolean;
  readonly status: "pending" | "succeeded" | "failed";
  readonly failureCode: string | null;
  readonly createdAt: Date;
};

/** What is held and not promised to a capture yet. Captures made in a provider's dashboard count as well. */
export function capturableOf(payment: Payment): Money {
  const { amount, capturedMinor, capturePromisedMinor } = payment;
  const isHolding = heldMinorOf(payment) > 0 && payment.givenUpReason === null;
  return money(
    isHolding ? amount.amount - Math.max(capturedMinor, capturePromisedMinor) : 0,
    amount.currency,
  );
}

/** Sets the amount aside; refused where less is held, whoever else is capturing at the same time. */
export function afterCapturePromise(payment: Payment, amountMinor: number, at: Date): Payment {
  const capturable = capturableOf(payment);
  if (amountMinor > capturable.amount || amountMinor === 0) {
    throw new Refusal("conflict", "capture_exceeds_authorized", "Less than that is held.", {
      extra: { capturable },
    });
  }
  const capturePromisedMinor = payment.amount.amount - capturable.amount + amountMinor;
  return { ...payment, version: payment.version + 1, capturePromisedMinor, updatedAt: at };
}

export function afterRefusedCapture(payment: Payment, capture: Capture, at: Date): Payment {
  const capturePromisedMinor = payment.capturePromisedMinor - capture.amountMinor;
  return { ...payment, version: payment.version + 1, capturePromisedMinor, updatedAt: at };
}
