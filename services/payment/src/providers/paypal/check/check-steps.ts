// What a shop owner runs against PayPal's own test environment: every call of this folder once, with what was expected of it.
import { randomUUID } from "node:crypto";
import { money } from "@souk/money";
import type { ProviderPayment } from "../../../payments/domain/payment.ts";
import type { CaptureMode } from "../../payment-provider.ts";
import type { PayPalProvider } from "../create-paypal-provider.ts";

const APPROVALS_MAX = 120;
const AMOUNT = money(1_000, "EUR");
const PART = money(300, "EUR");
const BOOKS_OF_MS = 7 * 86_400_000;

export type Check = {
  readonly provider: PayPalProvider;
  readonly say: (line: string) => void;
  /** Waits a moment; the owner is asked to approve on PayPal's page meanwhile. */
  readonly wait: () => Promise<void>;
  readonly now: () => Date;
};
type Ids = { readonly paymentId: string; readonly providerPaymentId: string };

/** Says of each call `ok` or `PROBLEM`; true where all were ok. */
export async function checkPayPal(check: Check): Promise<boolean> {
  let isWell = true;
  const step = async (title: string, run: () => Promise<boolean>): Promise<void> => {
    const outcome = await run().catch((error: unknown) => String(error));
    if (outcome !== true) isWell = false;
    const found = typeof outcome === "string" ? `: ${outcome}` : "";
    check.say(`${outcome === true ? "ok     " : "PROBLEM"} ${title}${found}`);
  };
  await checkTaken(check, step);
  await checkHeld(check, step);
  await step("the account's books can be read", async () => {
    const since = new Date(check.now().getTime() - BOOKS_OF_MS);
    return readToEnd(check.provider.movements(since));
  });
  await step("disputes can be listed", async () => {
    const since = new Date(check.now().getTime() - BOOKS_OF_MS);
    return readToEnd(check.provider.disputes(since));
  });
  return isWell;
}

type Step = (title: string, run: () => Promise<boolean>) => Promise<void>;

async function checkTaken(check: Check, step: Step): Promise<void> {
  const { provider } = check;
  const refund = async (ids: Ids, refundId: string, amount = PART) =>
    provider.refund({ ...ids, refundId, amount, reason: "check" });
  await step("an order is made once, approved by hand, and captured", async () => {
    const ids = await approved(check, "automatic");
    const taken = await provider.complete(ids);
    const again = await provider.complete(ids);
    if (taken?.status !== "captured" || again?.capturedMinor !== AMOUNT.amount) return false;
    await step("a part is refunded, once for one id", async () => {
      const refundId = randomUUID();
      const first = await refund(ids, refundId);
      return first.providerRefundId === (await refund(ids, refundId)).providerRefundId;
    });
    await step("refunds are listed with our ids", async () => {
      const [found] = await provider.refunds(ids);
      return found?.refundId !== null && found?.amount.amount === PART.amount;
    });
    await step("more than is left is refused", async () =>
      refund(ids, randomUUID(), AMOUNT).then(
        () => false,
        () => true,
      ),
    );
    return true;
  });
}

async function checkHeld(check: Check, step: Step): Promise<void> {
  const { provider } = check;
  await step("an order is authorized, captured in part, and the rest let go", async () => {
    const ids = await approved(check, "manual");
    const held = await provider.complete(ids);
    if (held?.status !== "authorized") return false;
    const captured = await provider.capture({
      ...ids,
      captureId: randomUUID(),
      amount: PART,
      isFinal: false,
    });
    const ended = await provider.cancel(ids);
    return captured.capturedMinor === PART.amount && ended.status === "captured" && ended.heldMinor === 0;
  });
}

async function approved({ provider, say, wait }: Check, capture: CaptureMode): Promise<Ids> {
  const about = {
    paymentId: randomUUID(),
    orderId: randomUUID(),
    orderNumber: `CHECK-${randomUUID().slice(0, 8)}`,
  };
  const payment = { ...about, amount: AMOUNT, token: undefined, returnUrl: "https://example.com/", capture };
  const made = await provider.create(payment);
  const again = await provider.create(payment);
  if (again.providerPaymentId !== made.providerPaymentId) throw new Error("the same request made two orders");
  say(`Approve this as a test buyer: ${made.redirectUrl}`);
  const ids = { paymentId: about.paymentId, providerPaymentId: made.providerPaymentId };
  for (let count = 0; count < APPROVALS_MAX; count += 1) {
    await wait();
    const now = await provider.complete(ids);
    if (now && isBegun(now)) return ids;
  }
  throw new Error("nobody approved it");
}

function isBegun({ status }: ProviderPayment): boolean {
  return status !== "requires_action";
}

async function readToEnd(items: AsyncIterable<unknown>): Promise<boolean> {
  const iterator = items[Symbol.asyncIterator]();
  for (let next = await iterator.next(); next.done !== true;) next = await iterator.next();
  return true;
}
