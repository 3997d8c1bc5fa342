// PayPal over HTTP: refunds, disputes, and the books that are compared with ours.
import { randomUUID } from "node:crypto";
import { money } from "@souk/money";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  type ProviderDispute,
  type ProviderMovement,
  ProviderSilent,
} from "../src/providers/payment-provider.ts";
import { aCompleted, adapterOf, type Made, type PayPal, startPayPal } from "./paypal.ts";

let paypal: PayPal;
let adapter: ReturnType<typeof adapterOf>;
beforeAll(async () => {
  paypal = await startPayPal();
  adapter = adapterOf(paypal);
});
afterEach(() => paypal.setSwitches());
afterAll(() => paypal.close());

const eur = (amount: number) => money(amount, "EUR");
const aPaid = () => aCompleted({ paypal, adapter });
const refund = (made: Made, amountMinor: number, refundId: string = randomUUID()) =>
  adapter.refund({ ...made, refundId, amount: eur(amountMinor), reason: "came broken" });
const given = async ({ paymentId }: Made) =>
  (await paypal.log()).filter(
    (one) => one.transaction_event_code === "T1107" && one.custom_field?.startsWith(paymentId),
  );
/** The ids of what was taken for it, oldest first. */
const capturesOf = async ({ paymentId }: Made) =>
  (await paypal.log()).flatMap((one) =>
    one.transaction_event_code === "T0006" && one.custom_field === paymentId ? [one.transaction_id] : [],
  );

/** Held, and taken in two captures of 20.00 and 35.90. */
async function aPaidInParts(): Promise<Made> {
  const made = await aCompleted({ paypal, adapter }, { capture: "manual" });
  await adapter.capture({ ...made, captureId: randomUUID(), amount: eur(2000), isFinal: false });
  await adapter.capture({ ...made, captureId: randomUUID(), amount: eur(3590), isFinal: true });
  return made;
}

async function listed<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe("a refund", () => {
  test("is given once for each of our ids, in part and in full, and never beyond what was taken", async () => {
    const made = await aPaid();
    const refundId = randomUUID();
    for (let count = 0; count < 3; count += 1) {
      const part = await refund(made, 590, refundId);
      expect(part).toMatchObject({ refundId, amount: eur(590), status: "succeeded" });
    }
    expect(await refund(made, 5000)).toMatchObject({ status: "succeeded" });
    await expect(refund(made, 1)).rejects.toMatchObject({ code: "capture_fully_refunded" });
    expect(await given(made)).toHaveLength(2);
    expect(await adapter.find(made.paymentId, made.providerPaymentId)).toMatchObject({ refundedMinor: 5590 });
  });

  test.each(["refundThenTimeout", "errorAfterRefund"])(
    "whose answer is lost is given once: %s",
    async (name) => {
      const made = await aPaid();
      const refundId = randomUUID();
      await paypal.setSwitches({ [name]: 1 });
      await expect(refund(made, 590, refundId)).rejects.toThrow(ProviderSilent);
      expect(await refund(made, 590, refundId)).toMatchObject({ status: "succeeded" });
      expect(await given(made)).toHaveLength(1);
    },
  );

  test("beyond what was taken is refused", async () => {
    await expect(refund(await aPaid(), 5591)).rejects.toMatchObject({ code: "refund_amount_exceeded" });
  });

  test.each([
    ["COMPLETED", "succeeded", 5590],
    ["FAILED", "failed", 0],
  ])("that takes days is pending until it is %s", async (end, status, refundedMinor) => {
    const made = await aPaid();
    const refundId = randomUUID();
    await paypal.setSwitches({ pendingRefunds: 1 });
    const { providerRefundId, status: first } = await refund(made, 5590, refundId);
    expect(first).toBe("pending");
    expect(await refund(made, 5590, refundId)).toMatchObject({ providerRefundId, status: "pending" });
    await paypal.control("POST", `/refunds/${providerRefundId}/settle`, { status: end });
    expect(await refund(made, 5590, refundId)).toMatchObject({ providerRefundId, status });
    expect(await adapter.refunds(made)).toMatchObject([{ providerRefundId, refundId, status }]);
    expect(await adapter.find(made.paymentId, made.providerPaymentId)).toMatchObject({ refundedMinor });
  });

  test("of money that was taken in parts is one refund of ours and several of PayPal's", async () => {
    const made = await aPaidInParts();
    const refundId = randomUUID();
    await refund(made, 500);
    const whole = await refund(made, 4000, refundId);
    expect(whole).toMatchObject({ refundId, amount: eur(4000), status: "succeeded" });
    expect(await refund(made, 4000, refundId)).toEqual(whole);
    const values = (await given(made)).map((one) => one.transaction_amount.value);
    expect(values).toEqual(["-5.00", "-15.00", "-25.00"]);
    expect(await adapter.refunds(made)).toMatchObject([
      { amount: eur(500) },
      { refundId, amount: eur(4000) },
    ]);
    await expect(refund(made, 1091)).rejects.toMatchObject({ code: "refund_amount_exceeded" });
  });

  test("that was cut off in the middle goes on where it was, and has not failed where the rest is refused", async () => {
    const made = await aPaidInParts();
    const refundId = randomUUID();
    await paypal.setSwitches({ refundThenTimeout: 1 });
    await expect(refund(made, 4000, refundId)).rejects.toThrow(ProviderSilent);
    expect(await given(made)).toHaveLength(1);
    expect(await refund(made, 4000, refundId)).toMatchObject({ amount: eur(4000), status: "succeeded" });
    await expect(refund(await aPaidInParts(), 5591)).rejects.toThrow(ProviderSilent);
  });

  test("of which a part failed has failed, and what went back all the same stands for itself", async () => {
    const made = await aPaidInParts();
    const refundId = randomUUID();
    await paypal.setSwitches({ pendingRefunds: 1 });
    const { providerRefundId } = await refund(made, 4000, refundId);
    const [first, second] = providerRefundId.split(",");
    await paypal.control("POST", `/refunds/${first}/settle`, { status: "FAILED" });
    expect(await refund(made, 4000, refundId)).toMatchObject({ status: "failed" });
    expect(await adapter.refunds(made)).toMatchObject([
      { providerRefundId: first, refundId, status: "failed" },
      { providerRefundId: second, refundId: null, amount: eur(2000), status: "succeeded" },
    ]);
  });

  test("that the seller made by hand is listed without an id of ours", async () => {
    const made = await aPaid();
    const [captureId] = await capturesOf(made);
    const amount = { currency_code: "EUR", value: "1.00" };
    await paypal.control("POST", `/captures/${captureId}/refund-by-hand`, { amount });
    expect(await adapter.refunds(made)).toMatchObject([
      { refundId: null, amount: eur(100), status: "succeeded" },
    ]);
    expect(await refund(made, 5490)).toMatchObject({ status: "succeeded" });
  });
});

describe("a dispute", () => {
  const since = new Date(Date.now() - 60_000);
  const all = async (): Promise<readonly ProviderDispute[]> => listed(adapter.disputes(since));
  const disputeOf = async ({ paymentId }: Made) => (await all()).find((one) => one.paymentId === paymentId);
  const evidence = {
    customerEmail: "leyla@example.com",
    customerName: "Leyla Demir",
    shippingAddress: "1 Market Street, Izmir",
    carrier: "DHL",
    trackingNumber: "JD014600",
    shippedAt: new Date("2026-03-01T08:00:00Z"),
    goods: "2 × copper pot",
    explanation: "It was delivered on 3 March.",
  };
  async function aDisputed(): Promise<Made> {
    const made = await aPaid();
    const [captureId] = await capturesOf(made);
    await paypal.control("POST", `/captures/${captureId}/dispute`);
    return made;
  }

  test("is listed with our payment, why, how much and until when, and answered with evidence", async () => {
    const made = await aDisputed();
    const opened = await disputeOf(made);
    expect(opened).toMatchObject({ reason: "unauthorised", status: "needs_response", amount: eur(5590) });
    expect(opened?.evidenceDueAt?.getTime()).toBeGreaterThan(Date.now());
    const disputeId = opened?.disputeId ?? "";
    expect(await adapter.submitEvidence({ disputeId, evidence })).toMatchObject({
      disputeId,
      status: "under_review",
    });
    const { items } = await paypal.control<{ items: { event_type: string; resource: unknown }[] }>(
      "GET",
      "/events",
    );
    const told = JSON.stringify(items.findLast((event) => event.event_type === "CUSTOMER.DISPUTE.UPDATED"));
    for (const part of ["PROOF_OF_FULFILLMENT", "JD014600", "2 × copper pot", "2026-03-01", "Izmir"])
      expect(told).toContain(part);
    await expect(adapter.submitEvidence({ disputeId, evidence })).rejects.toMatchObject({
      code: "action_not_allowed_in_current_dispute_state",
    });
  });

  test("is answered without a parcel, too", async () => {
    const disputeId = (await disputeOf(await aDisputed()))?.disputeId ?? "";
    const untracked = { ...evidence, carrier: null, trackingNumber: null, shippedAt: null };
    expect(await adapter.submitEvidence({ disputeId, evidence: untracked })).toMatchObject({
      status: "under_review",
    });
  });

  test.each([
    ["RESOLVED_SELLER_FAVOUR", "won"],
    ["CANCELED_BY_BUYER", "won"],
    ["RESOLVED_BUYER_FAVOUR", "lost"],
    ["ACCEPTED", "lost"],
  ])("that ends with %s is %s", async (outcome, status) => {
    const made = await aDisputed();
    const disputeId = (await disputeOf(made))?.disputeId ?? "";
    await paypal.control("POST", `/disputes/${disputeId}/close`, { outcome });
    expect(await disputeOf(made)).toMatchObject({ status });
  });

  test("of money that is not ours is passed over, and a list of many pages is read to its end", async () => {
    const before = (await all()).length;
    const { paymentId: stranger } = await aCompleted({ paypal, adapter }, { paymentId: "not-one-of-ours" });
    const [foreign] = await capturesOf({ paymentId: stranger, providerPaymentId: "" });
    await paypal.control("POST", `/captures/${foreign}/dispute`);
    const [captureId] = await capturesOf(await aPaid());
    for (let count = 0; count < 55; count += 1)
      await paypal.control("POST", `/captures/${captureId}/dispute`);
    expect(await all()).toHaveLength(before + 55);
  });

  test("an unknown one is refused, and silence is silence", async () => {
    await expect(adapter.submitEvidence({ disputeId: "PP-D-NONE", evidence })).rejects.toMatchObject({
      code: "invalid_resource_id",
    });
    await paypal.setSwitches({ offline: true });
    await expect(all()).rejects.toThrow(ProviderSilent);
  });
});

describe("the books", () => {
  const listOf = async (made: Made, since: Date): Promise<readonly ProviderMovement[]> =>
    (await listed(adapter.movements(since))).filter((one) => one.paymentId === made.paymentId);

  test("list what was taken, kept as fees, given back, disputed and paid out, each once", async () => {
    const since = new Date(Date.now() - 3 * 86_400_000);
    const made = await aPaid();
    const refundId = randomUUID();
    await refund(made, 590, refundId);
    const [captureId] = await capturesOf(made);
    const { dispute_id: id } = await paypal.control<{ dispute_id: string }>(
      "POST",
      `/captures/${captureId}/dispute`,
    );
    await paypal.control("POST", `/disputes/${id}/close`, { outcome: "RESOLVED_SELLER_FAVOUR" });
    const found = await listOf(made, since);
    expect(found.map(({ kind, amount, refundId: of }) => [kind, amount.amount, of])).toEqual([
      ["capture", 5590, null],
      ["fee", 206, null],
      ["refund", 590, refundId],
      ["dispute", 5590, null],
      ["dispute_won", 5590, null],
    ]);
    expect(new Set(found.map((movement) => movement.id)).size).toBe(5);
    const payout = await paypal.control<{ id: string }>("POST", "/payouts", {
      currency: "EUR",
      hundredths: 12_345,
    });
    expect(await listed(adapter.movements(since))).toContainEqual({
      id: payout.id,
      kind: "payout",
      paymentId: null,
      providerPaymentId: null,
      refundId: null,
      amount: eur(12_345),
      at: expect.any(Date),
    });
  });

  test("are read page after page", async () => {
    const since = new Date();
    for (let count = 0; count < 505; count += 1)
      await paypal.control("POST", "/payouts", { currency: "USD", hundredths: 100 });
    const found = await listed(adapter.movements(since));
    expect(found.filter(({ amount }) => amount.currency === "USD")).toHaveLength(505);
  });
});
