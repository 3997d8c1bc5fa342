// A purchase in every shape, one call after the other: what `main.ts` does at Stripe itself with a shop owner's test keys.
import { isDeepStrictEqual } from "node:util";
import { newId } from "@souk/db";
import { money } from "@souk/money";
import type { NewProviderPayment, PaymentProvider } from "../../payment-provider.ts";

export type CheckStep = { readonly name: string; readonly problem: string | null };
type Provider = Pick<
  PaymentProvider,
  "create" | "find" | "capture" | "cancel" | "prevent" | "refund" | "refunds" | "movements"
>;
type Step = readonly [name: string, expected: unknown, act: () => Promise<unknown>];

const AMOUNT_MINOR = 2590;
const PART_MINOR = 1000;
const CURRENCY = "EUR";
const MOVEMENTS_HOURS = 1;
const MS_PER_HOUR = 3_600_000;

/** Every step is done, whatever became of those before it. */
export async function* checkSteps(provider: Provider, now: Date): AsyncIterable<CheckStep> {
  for (const [name, expected, act] of [
    ...purchase(provider, now),
    ...answers(provider),
    ...endings(provider),
  ]) {
    yield { name, problem: await problemOf(expected, act) };
  }
}

async function problemOf(expected: unknown, act: () => Promise<unknown>): Promise<string | null> {
  try {
    const found = await act();
    if (isDeepStrictEqual(found, expected)) return null;
    return `expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`;
  } catch (error) {
    return String(error);
  }
}

function aPayment(choice: Partial<NewProviderPayment> = {}): NewProviderPayment {
  const amount = money(AMOUNT_MINOR, CURRENCY);
  const about = { paymentId: newId(), orderId: newId(), orderNumber: "CHECK", amount };
  return { ...about, token: "pm_card_visa", returnUrl: undefined, capture: "automatic", ...choice };
}

function purchase(provider: Provider, now: Date): readonly Step[] {
  const payment = aPayment();
  const { paymentId } = payment;
  const refundId = newId();
  const amount = money(PART_MINOR, CURRENCY);
  let providerPaymentId = "";
  const refundOnce = () =>
    provider.refund({ refundId, paymentId, providerPaymentId, amount, reason: "check" });
  return [
    [
      "a card pays at once",
      "captured",
      async () => {
        const made = await provider.create(payment);
        ({ providerPaymentId } = made);
        return made.status;
      },
    ],
    [
      "the same id charges nothing more",
      true,
      async () => (await provider.create(payment)).providerPaymentId === providerPaymentId,
    ],
    [
      "it is found by our id alone",
      true,
      async () => (await provider.find(paymentId, null))?.providerPaymentId === providerPaymentId,
    ],
    [
      "a part goes back, once for each id",
      true,
      async () => isDeepStrictEqual(await refundOnce(), await refundOnce()),
    ],
    [
      "the refund is listed under our id",
      [refundId],
      async () => (await provider.refunds({ paymentId, providerPaymentId })).map((refund) => refund.refundId),
    ],
    [
      "the account's books have the charge and the refund",
      ["capture", "refund"],
      () => movementsOf(provider, paymentId, now),
    ],
  ];
}

async function movementsOf(provider: Provider, paymentId: string, now: Date): Promise<readonly string[]> {
  const kinds: string[] = [];
  const since = new Date(now.getTime() - MOVEMENTS_HOURS * MS_PER_HOUR);
  for await (const movement of provider.movements?.(since) ?? []) {
    if (movement.paymentId === paymentId && movement.kind !== "fee") kinds.push(movement.kind);
  }
  return kinds;
}

function answers(provider: Provider): readonly Step[] {
  const held = aPayment({ capture: "manual" });
  const asked = aPayment({ token: "pm_card_authenticationRequired", returnUrl: "https://example.com/" });
  return [
    [
      "held money is taken in two parts",
      [PART_MINOR, AMOUNT_MINOR],
      async () => {
        const { providerPaymentId } = await provider.create(held);
        const about = { paymentId: held.paymentId, providerPaymentId };
        const take = async (amountMinor: number, isFinal: boolean) =>
          provider.capture({ ...about, captureId: newId(), amount: money(amountMinor, CURRENCY), isFinal });
        const first = await take(PART_MINOR, false);
        const rest = await take(AMOUNT_MINOR - PART_MINOR, true);
        return [first.capturedMinor, rest.capturedMinor];
      },
    ],
    [
      "a declined card is an answer",
      ["failed", "insufficient_funds"],
      async () => {
        const token = "pm_card_visa_chargeDeclinedInsufficientFunds";
        const { status, failureCode } = await provider.create(aPayment({ token }));
        return [status, failureCode];
      },
    ],
    [
      "a bank that asks gives an address to go to",
      ["requires_action", true],
      async () => {
        const { status, redirectUrl } = await provider.create(asked);
        return [status, redirectUrl !== null];
      },
    ],
  ];
}

function endings(provider: Provider): readonly Step[] {
  const open = aPayment({ token: undefined });
  const prevented = aPayment();
  return [
    [
      "an open payment is cancelled",
      "cancelled",
      async () => {
        const made = await provider.create(open);
        return (await provider.cancel({ ...open, ...made })).status;
      },
    ],
    [
      "a prevented payment takes nothing when its request comes late",
      ["cancelled", "cancelled"],
      async () => {
        const ended = await provider.prevent({ ...prevented, providerPaymentId: null });
        return [ended.status, (await provider.create(prevented)).status];
      },
    ],
  ];
}
