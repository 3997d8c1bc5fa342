// What happens to money after it was paid, through the Stripe adapter: refunds, disputes, kept methods, and the account's books.
import { newId } from "@souk/db";
import { money } from "@souk/money";
import { describe, expect, test } from "vitest";
import type { ProviderMovement } from "../src/providers/payment-provider.ts";
import { aPayment, payOnPage, SECRET_KEY, stripeWorld } from "./stripe.ts";

const world = stripeWorld({ exchangeRates: { jpy: 0.61 } });

async function paid(payment = aPayment()) {
  const { providerPaymentId, status } = await world.provider().create(payment);
  expect(status).toBe("captured");
  return { paymentId: payment.paymentId, orderId: payment.orderId, providerPaymentId };
}

async function refund(payment: Awaited<ReturnType<typeof paid>>, amountMinor: number, refundId = newId()) {
  const amount = money(amountMinor, "EUR");
  return world.provider().refund({ ...payment, refundId, amount, reason: "Came back" });
}

/** As the bank, or somebody in the dashboard, does it. */
async function atStripe(method: string, path: string, body: Record<string, unknown> = {}) {
  const isForm = path.startsWith("/v1/");
  const response = await fetch(`${world.sandbox().url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${SECRET_KEY}`,
      ...(!isForm && { "content-type": "application/json" }),
    },
    body: isForm ? new URLSearchParams(body as Record<string, string>) : JSON.stringify(body),
  });
  return response.json();
}

describe("refunds", () => {
  test("give money back once for each id, up to what was taken", async () => {
    const payment = await paid();
    const refundId = newId();
    const first = await refund(payment, 1590, refundId);
    expect(first).toEqual({
      providerRefundId: expect.stringMatching(/^re_/),
      refundId,
      amount: money(1590, "EUR"),
      status: "succeeded",
    });
    expect(await refund(payment, 1590, refundId)).toEqual(first);
    await expect(refund(payment, 4001)).rejects.toMatchObject({ kind: "unprocessable" });
    await refund(payment, 4000);
    await expect(refund(payment, 1)).rejects.toMatchObject({ code: "charge_already_refunded" });
    const found = await world.provider().find(payment.paymentId, payment.providerPaymentId);
    expect(found).toMatchObject({ status: "captured", refundedMinor: 5590 });
  });

  test("are not made a second time when Stripe has forgotten their key", async () => {
    const payment = await paid();
    const refundId = newId();
    const first = await refund(payment, 1000, refundId);
    world.passHours(48);
    expect(await refund(payment, 1000, refundId)).toEqual(first);
    expect(await refund(payment, 1000)).not.toEqual(first);
  });

  test("of the dashboard are listed beside ours, and one that the bank sent back has failed", async () => {
    const payment = await paid();
    const ours = await refund(payment, 1000);
    const theirs = await atStripe("POST", "/v1/refunds", {
      payment_intent: payment.providerPaymentId,
      amount: "500",
    });
    await atStripe("POST", `/sandbox/refunds/${ours.providerRefundId}/fail`);
    expect(await world.provider().refunds(payment)).toEqual([
      {
        providerRefundId: theirs.id,
        refundId: null,
        amount: money(500, "EUR"),
        status: "succeeded",
      },
      { ...ours, status: "failed" },
    ]);
  });

  test.each([
    ["requires_action", "pending"],
    ["canceled", "failed"],
  ])("that Stripe calls %s are %s", async (atProvider, status) => {
    const payment = await paid();
    const { providerRefundId } = await refund(payment, 1000);
    Object.assign(world.sandbox().account.refunds.get(providerRefundId) ?? {}, { status: atProvider });
    expect(await world.provider().refunds(payment)).toMatchObject([{ status }]);
  });

  test("of an account with very many refunds are all found", async () => {
    const payment = await paid(aPayment({ amount: money(20_000, "EUR") }));
    for (let count = 0; count < 120; count += 1)
      await atStripe("POST", "/v1/refunds", { payment_intent: payment.providerPaymentId, amount: "1" });
    expect(await world.provider().refunds(payment)).toHaveLength(120);
  });
});

describe("disputes", () => {
  const all = async () => {
    const found = [];
    for await (const dispute of world.provider().disputes(world.now())) found.push(dispute);
    return found;
  };

  test("say what is asked, of which payment of ours, and until when", async () => {
    const payment = await paid(aPayment({ token: "pm_card_createDispute" }));
    const mine = (await all()).filter(({ paymentId }) => paymentId === payment.paymentId);
    expect(mine).toEqual([
      {
        disputeId: expect.stringMatching(/^du_/),
        paymentId: payment.paymentId,
        amount: money(5590, "EUR"),
        reason: "fraudulent",
        status: "needs_response",
        evidenceDueAt: expect.any(Date),
      },
    ]);
  });

  test("are answered with evidence, once, and end one way or the other", async () => {
    const payment = await paid(aPayment({ token: "pm_card_createDispute" }));
    const [dispute] = (await all()).filter(({ paymentId }) => paymentId === payment.paymentId);
    const disputeId = dispute?.disputeId ?? "";
    const evidence = {
      customerEmail: "leyla@example.com",
      customerName: "Leyla Demir",
      shippingAddress: "Hauptstraße 1, 10827 Berlin, DE",
      carrier: "DHL",
      trackingNumber: "00340434161094042557",
      shippedAt: new Date("2026-11-12T23:30:00Z"),
      goods: "1 × Lantern",
      explanation: "The parcel was delivered and signed for.",
    };
    const answered = await world.provider().submitEvidence({ disputeId, evidence });
    expect(answered).toMatchObject({ disputeId, paymentId: payment.paymentId, status: "under_review" });
    expect(world.sandbox().account.dispute(disputeId).evidence).toEqual({
      customer_email_address: "leyla@example.com",
      customer_name: "Leyla Demir",
      shipping_address: "Hauptstraße 1, 10827 Berlin, DE",
      shipping_carrier: "DHL",
      shipping_tracking_number: "00340434161094042557",
      shipping_date: "2026-11-12",
      product_description: "1 × Lantern",
      uncategorized_text: "The parcel was delivered and signed for.",
    });
    const unshipped = { ...evidence, carrier: null, trackingNumber: null, shippedAt: null };
    const again = world.provider().submitEvidence({ disputeId, evidence: unshipped });
    await expect(again).rejects.toMatchObject({ kind: "unprocessable", code: "dispute_closed" });
    await atStripe("POST", `/sandbox/disputes/${disputeId}/decide`, { outcome: "won" });
    expect((await all()).find((found) => found.disputeId === disputeId)?.status).toBe("won");
  });

  test("leave out inquiries, and payments that the shop did not make", async () => {
    const asked = await paid();
    await atStripe("POST", "/sandbox/disputes", {
      payment_intent: asked.providerPaymentId,
      status: "warning_needs_response",
    });
    const foreign = await atStripe("POST", "/v1/payment_intents", {
      amount: "900",
      currency: "eur",
      confirm: "true",
      payment_method: "pm_card_createDispute",
    });
    const found = await all();
    expect(found.filter(({ paymentId }) => paymentId === asked.paymentId)).toEqual([]);
    expect(found.every(({ paymentId }) => paymentId !== "")).toBe(true);
    const [dispute] = [...world.sandbox().account.disputes.values()].filter(
      ({ payment_intent: intent }) => intent === foreign.id,
    );
    const evidence = {
      customerEmail: "",
      customerName: "",
      shippingAddress: "",
      carrier: null,
      trackingNumber: null,
      shippedAt: null,
      goods: "",
      explanation: "",
    };
    const refused = world.provider().submitEvidence({ disputeId: dispute?.id ?? "", evidence });
    await expect(refused).rejects.toMatchObject({ code: "dispute_not_ours" });
  });
});

describe("kept methods", () => {
  test("a card that the customer lets us keep pays the next order without its page", async () => {
    const saveFor = { customerId: newId(), providerCustomerId: undefined };
    const first = await world.provider().create(aPayment({ token: undefined, saveFor }));
    await payOnPage(world.sandbox().url, first);
    const found = await world.provider().find(first.reference, first.providerPaymentId);
    expect(found?.method).toEqual({
      providerCustomerId: expect.stringMatching(/^cus_/),
      providerMethodId: expect.stringMatching(/^pm_/),
      brand: "visa",
      last4: "4242",
      expires: "2039-12",
    });
    const method = found?.method ?? { providerCustomerId: "", providerMethodId: "" };
    const next = await world.provider().create(aPayment({ token: undefined, method }));
    expect(next).toMatchObject({ status: "captured" });
    expect(next.method).toBeUndefined();
  });

  test("one customer of ours is one of theirs, and forgetting a method makes it unusable", async () => {
    const saveFor = { customerId: newId(), providerCustomerId: undefined };
    const first = await world.provider().create(aPayment({ saveFor }));
    const second = await world.provider().create(aPayment({ saveFor }));
    const { method } = first;
    expect(second.method?.providerCustomerId).toBe(method?.providerCustomerId);
    const known = { customerId: saveFor.customerId, providerCustomerId: method?.providerCustomerId };
    const third = await world.provider().create(aPayment({ saveFor: known }));
    expect(third.method?.providerCustomerId).toBe(method?.providerCustomerId);
    const kept = method ?? { providerCustomerId: "", providerMethodId: "" };
    await world.provider().forgetMethod(kept);
    await world.provider().forgetMethod(kept);
    await world.provider().forgetMethod({ ...kept, providerMethodId: "pm_of_nobody" });
    expect(world.sandbox().account.method(kept.providerMethodId).customer).toBeNull();
  });

  test("a kept card whose bank asks is declined where no shopper is there to answer", async () => {
    const token = "pm_card_authenticationRequired";
    const method = { providerCustomerId: "", providerMethodId: token };
    const { account } = world.sandbox();
    const customer = await atStripe("POST", "/v1/customers");
    const alone = aPayment({ token: undefined, method: { ...method, providerCustomerId: customer.id } });
    expect(await world.provider().create(alone)).toMatchObject({
      status: "failed",
      failureCode: "authentication_required",
    });
    expect(account.customers.has(customer.id)).toBe(true);
  });
});

describe("the account's books", () => {
  async function since(date: Date): Promise<readonly ProviderMovement[]> {
    const movements: ProviderMovement[] = [];
    for await (const movement of world.provider().movements(date)) movements.push(movement);
    return movements;
  }

  test("tell every movement, the oldest first, with the fee beside it", async () => {
    world.passHours(100);
    const start = world.now();
    const payment = await paid();
    const refundId = newId();
    await refund(payment, 1000, refundId);
    const foreign = await atStripe("POST", "/v1/refunds", {
      payment_intent: payment.providerPaymentId,
      amount: "500",
    });
    const disputed = await paid(aPayment({ token: "pm_card_createDispute" }));
    const [dispute] = [...world.sandbox().account.disputes.values()].filter(
      ({ payment_intent: intent }) => intent === disputed.providerPaymentId,
    );
    await atStripe("POST", `/sandbox/disputes/${dispute?.id}/decide`, { outcome: "won" });
    world.passHours(8);
    await atStripe("POST", "/v1/payouts", { amount: "2000", currency: "eur" });
    expect(foreign.id).toMatch(/^re_/);

    const { paymentId, providerPaymentId } = payment;
    const of = { paymentId, providerPaymentId, refundId: null };
    const ofDisputed = {
      paymentId: disputed.paymentId,
      providerPaymentId: disputed.providerPaymentId,
      refundId: null,
    };
    const nobody = { paymentId: null, providerPaymentId: null, refundId: null };
    expect((await since(start)).map(({ id: _id, at: _at, ...movement }) => movement)).toEqual([
      { kind: "capture", ...of, amount: money(5590, "EUR") },
      { kind: "fee", ...of, amount: money(103, "EUR") },
      { kind: "refund", ...of, refundId, amount: money(1000, "EUR") },
      { kind: "refund", ...of, amount: money(500, "EUR") },
      { kind: "capture", ...ofDisputed, amount: money(5590, "EUR") },
      { kind: "fee", ...ofDisputed, amount: money(103, "EUR") },
      { kind: "dispute", ...ofDisputed, amount: money(5590, "EUR") },
      { kind: "dispute_won", ...ofDisputed, amount: money(5590, "EUR") },
      { kind: "payout", ...nobody, amount: money(2000, "EUR") },
    ]);
  });

  test("are in the shopper's currency where the account is kept in another, and what a bank sent back has moved twice", async () => {
    world.passHours(300);
    const start = world.now();
    const payment = await paid(aPayment({ amount: money(9000, "JPY"), token: "pm_card_createDispute" }));
    const second = await paid(aPayment({ amount: money(7000, "JPY") }));
    const amount = money(7000, "JPY");
    const back = await world.provider().refund({ ...second, refundId: newId(), amount, reason: "" });
    const failed = await paid();
    const { providerRefundId } = await refund(failed, 300);
    await atStripe("POST", `/sandbox/refunds/${providerRefundId}/fail`);
    const movements = (await since(start)).filter(({ kind }) => kind !== "fee");
    expect(back.status).toBe("succeeded");
    expect(movements.map(({ kind, paymentId, amount: moved }) => ({ kind, paymentId, moved }))).toEqual([
      { kind: "capture", paymentId: payment.paymentId, moved: money(9000, "JPY") },
      { kind: "dispute", paymentId: payment.paymentId, moved: money(9000, "JPY") },
      { kind: "capture", paymentId: second.paymentId, moved: money(7000, "JPY") },
      { kind: "refund", paymentId: second.paymentId, moved: money(7000, "JPY") },
      { kind: "capture", paymentId: failed.paymentId, moved: money(5590, "EUR") },
      { kind: "refund", paymentId: failed.paymentId, moved: money(300, "EUR") },
      { kind: "refund_reversed", paymentId: failed.paymentId, moved: money(300, "EUR") },
    ]);
  });

  test("name no payment of ours where the account was charged by somebody else", async () => {
    world.passHours(500);
    const start = world.now();
    const foreign = await atStripe("POST", "/v1/payment_intents", {
      amount: "900",
      currency: "eur",
      confirm: "true",
      payment_method: "pm_card_visa",
    });
    const [capture] = await since(start);
    expect(capture).toMatchObject({ kind: "capture", paymentId: null, providerPaymentId: foreign.id });
  });

  test("cannot be read while Stripe is away", async () => {
    world.faults({ offline: true });
    await expect(since(world.now())).rejects.toThrow("no usable answer");
  });
});
