// Which payments this process is making at the moment. A provider tells by webhook what it is about to answer, and is often faster: whoever hears
// the webhook waits a little for the answer, which is then written once instead of by both.
import { setTimeout as delay } from "node:timers/promises";

/** A provider that answers later than this is heard by its webhook. */
const WAIT_MS_MAX = 500;

export type PaymentsUnderWay = {
  /** Gives what `make` gives. */
  during<Made>(paymentId: string, make: () => Promise<Made>): Promise<Made>;
  /** Resolves when this process is not making this payment any more, and in any case after a short time. */
  pass(paymentId: string): Promise<void>;
};

export function createPaymentsUnderWay(): PaymentsUnderWay {
  const underWay = new Map<string, Promise<unknown>>();
  return {
    async during(paymentId, make) {
      const made = make();
      underWay.set(paymentId, Promise.allSettled([made]));
      try {
        return await made;
      } finally {
        underWay.delete(paymentId); // A twin request's too, whose webhook then does not wait: that costs a write and changes nothing.
      }
    },
    async pass(paymentId) {
      const end = underWay.get(paymentId);
      if (!end) return;
      const timer = new AbortController();
      await Promise.race([end, delay(WAIT_MS_MAX, undefined, { ref: false, signal: timer.signal })]);
      timer.abort();
    },
  };
}
