// PayPal over HTTP: making, approving, taking, holding and letting go, and what is not known when PayPal falls silent.
import { money } from "@souk/money";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { ProviderSilent } from "../src/providers/payment-provider.ts";
import { aCompleted, adapterOf, aPayment, type PayPal, RETURN_URL, startPayPal } from "./paypal.ts";

let paypal: PayPal;
let adapter: ReturnType<typeof adapterOf>;
let offsetMs = 0;
const now = () => new Date(Date.now() + offsetMs);
const DAY_MS = 86_400_000;

beforeAll(async () => {
  paypal = await startPayPal({ now });
  adapter = adapterOf(paypal, { now });
});
afterEach(async () => {
  offsetMs = 0;
  await paypal.setSwitches();
});
afterAll(() => paypal.close());

const taken = async (paymentId: string) =>
  (await paypal.log()).filter(
    (one) => one.transaction_event_code === "T0006" && one.custom_field === paymentId,
  );

describe("a payment", () => {
  test("waits on PayPal's page, is taken once after the shopper approved, and the shopper comes back with its id", async () => {
    const payment = aPayment();
    const made = await adapter.create(payment);
    expect(made).toMatchObject({
      reference: payment.paymentId,
      orderId: payment.orderId,
      status: "requires_action",
      amount: payment.amount,
      capturedMinor: 0,
    });
    const ids = { paymentId: payment.paymentId, providerPaymentId: made.providerPaymentId };
    expect(await adapter.complete(ids)).toMatchObject({ status: "requires_action" });
    const back = await paypal.approve(made.redirectUrl);
    expect(back).toMatch(`${RETURN_URL}&payment=${payment.paymentId}&token=${made.providerPaymentId}`);
    expect(await taken(payment.paymentId)).toEqual([]);
    expect(await adapter.find(payment.paymentId, made.providerPaymentId)).toMatchObject({
      status: "requires_action",
    });
    const all = await Promise.all([1, 2, 3].map(() => adapter.complete(ids)));
    for (const one of all)
      expect(one).toMatchObject({ status: "captured", capturedMinor: 5590, redirectUrl: null });
    expect(await taken(payment.paymentId)).toHaveLength(1);
    expect(await adapter.find(payment.paymentId, made.providerPaymentId)).toMatchObject({
      status: "captured",
    });
  });

  test("is made once however often it is asked for, within the six hours that PayPal remembers", async () => {
    const payment = aPayment();
    const first = await adapter.create(payment);
    expect(await adapter.create(payment)).toEqual(first);
    offsetMs = 7 * 3_600_000;
    expect((await adapter.create(payment)).providerPaymentId).not.toBe(first.providerPaymentId);
  });

  test("needs no address to come back to", async () => {
    const { redirectUrl, status } = await adapter.create(aPayment({ returnUrl: undefined }));
    expect(status).toBe("requires_action");
    expect(await paypal.approve(redirectUrl)).toBeNull();
  });

  test("whose means of payment is declined stays open, and the shopper may choose another", async () => {
    const payment = aPayment();
    const { redirectUrl, providerPaymentId } = await adapter.create(payment);
    const ids = { paymentId: payment.paymentId, providerPaymentId };
    await paypal.approve(redirectUrl, "declined");
    expect(await adapter.complete(ids)).toMatchObject({
      status: "requires_action",
      redirectUrl,
      failureCode: "instrument_declined",
    });
    await paypal.approve(redirectUrl, "pays");
    expect(await adapter.complete(ids)).toMatchObject({ status: "captured", failureCode: null });
  });

  test("fails where PayPal took the same invoice before: an order is not paid twice", async () => {
    const orderNumber = "SK-ONCE";
    await aCompleted({ paypal, adapter }, { orderNumber });
    const payment = aPayment({ orderNumber });
    const { redirectUrl, providerPaymentId } = await adapter.create(payment);
    await paypal.approve(redirectUrl);
    expect(await adapter.complete({ paymentId: payment.paymentId, providerPaymentId })).toMatchObject({
      status: "failed",
      failureCode: "duplicate_invoice_id",
      redirectUrl: null,
    });
  });

  test.each([
    ["COMPLETED", { status: "captured", capturedMinor: 5590 }],
    ["DECLINED", { status: "failed", failureCode: "payment_declined", capturedMinor: 0 }],
  ])("that clears days later is open until then: %s", async (status, expected) => {
    const payment = aPayment();
    const { redirectUrl, providerPaymentId } = await adapter.create(payment);
    const ids = { paymentId: payment.paymentId, providerPaymentId };
    await paypal.approve(redirectUrl, "pending");
    const open = { status: "requires_action", redirectUrl: null, capturedMinor: 0 };
    expect(await adapter.complete(ids)).toMatchObject(open);
    expect(await adapter.complete(ids)).toMatchObject(open);
    expect(await adapter.cancel(ids)).toMatchObject(open);
    const { items } = await paypal.control<{ items: { event_type: string; resource: { id: string } }[] }>(
      "GET",
      "/events",
    );
    const captureId = items.findLast((event) => event.event_type === "PAYMENT.CAPTURE.PENDING")?.resource.id;
    await paypal.control("POST", `/captures/${captureId}/settle`, { status });
    expect(await adapter.find(payment.paymentId, providerPaymentId)).toMatchObject(expected);
  });

  test.each([
    ["JPY", 5590],
    ["HUF", 559_000],
    ["USD", 5590],
  ])("in %s is the same amount at PayPal and back", async (currency, amount) => {
    const { paymentId, providerPaymentId } = await aCompleted(
      { paypal, adapter },
      { amount: money(amount, currency) },
    );
    expect(await adapter.find(paymentId, providerPaymentId)).toMatchObject({
      amount: { amount, currency },
      capturedMinor: amount,
    });
  });

  test.each([
    ["KWD", 1000, "currency_unsupported"],
    ["TRY", 1000, "currency_unsupported"],
    ["HUF", 1050, "amount_unsupported"],
    ["TWD", 1, "amount_unsupported"],
  ])("in %s of %i is refused before PayPal is asked", async (currency, amount, code) => {
    await paypal.setSwitches({ offline: true });
    await expect(adapter.create(aPayment({ amount: money(amount, currency) }))).rejects.toMatchObject({
      code,
    });
  });
});

describe("letting go", () => {
  test("of an order that nobody approved, or that was approved and not taken, takes nothing", async () => {
    for (const isApproved of [false, true]) {
      const payment = aPayment();
      const { redirectUrl, providerPaymentId } = await adapter.create(payment);
      if (isApproved) await paypal.approve(redirectUrl);
      const ended = await adapter.cancel({ paymentId: payment.paymentId, providerPaymentId });
      expect(ended).toMatchObject({ status: "cancelled", redirectUrl: null, capturedMinor: 0 });
      expect(await taken(payment.paymentId)).toEqual([]);
    }
  });

  test("comes too late for what was taken", async () => {
    expect(await adapter.cancel(await aCompleted({ paypal, adapter }))).toMatchObject({ status: "captured" });
  });

  test("of a payment PayPal never heard of needs no call, for only we could take it", async () => {
    await paypal.setSwitches({ offline: true });
    const payment = aPayment();
    expect(await adapter.find(payment.paymentId, null)).toBeUndefined();
    const prevented = await adapter.prevent({ ...payment, providerPaymentId: null });
    expect(prevented).toMatchObject({
      reference: payment.paymentId,
      orderId: payment.orderId,
      status: "cancelled",
      amount: payment.amount,
    });
    expect(await adapter.prevent({ ...payment, providerPaymentId: "ORDER" })).toMatchObject({
      providerPaymentId: "ORDER",
    });
  });

  test("an order that PayPal forgot is not found", async () => {
    const payment = aPayment();
    const { providerPaymentId } = await adapter.create(payment);
    await paypal.control("POST", `/orders/${providerPaymentId}/forget`);
    expect(await adapter.find(payment.paymentId, providerPaymentId)).toBeUndefined();
    expect(await adapter.complete({ paymentId: payment.paymentId, providerPaymentId })).toBeUndefined();
    await expect(adapter.cancel({ paymentId: payment.paymentId, providerPaymentId })).rejects.toMatchObject({
      code: "invalid_resource_id",
    });
  });
});

describe("an authorization", () => {
  const held = () => aCompleted({ paypal, adapter }, { capture: "manual" });
  const capture = (made: { paymentId: string; providerPaymentId: string }, changes: object = {}) =>
    adapter.capture({
      ...made,
      captureId: crypto.randomUUID(),
      amount: money(2000, "EUR"),
      isFinal: false,
      ...changes,
    });

  test("holds, is taken in parts once for each of our ids, and lets the rest go with the final one", async () => {
    const made = await held();
    const { paymentId, providerPaymentId } = made;
    expect(await adapter.find(paymentId, providerPaymentId)).toMatchObject({
      status: "authorized",
      capturedMinor: 0,
      heldMinor: 5590,
    });
    const captureId = crypto.randomUUID();
    for (let count = 0; count < 3; count += 1) {
      expect(await capture(made, { captureId })).toMatchObject({
        status: "captured",
        capturedMinor: 2000,
        heldMinor: 3590,
      });
    }
    const final = { captureId: crypto.randomUUID(), isFinal: true };
    for (let count = 0; count < 2; count += 1) {
      expect(await capture(made, final)).toMatchObject({
        status: "captured",
        capturedMinor: 4000,
        heldMinor: 0,
      });
    }
    expect(await taken(paymentId)).toHaveLength(2);
    await expect(capture(made)).rejects.toMatchObject({ code: "authorization_already_captured" });
  });

  test("lets go of what was not taken, of all of it or the rest", async () => {
    expect(await adapter.cancel(await held())).toMatchObject({ status: "cancelled", heldMinor: 0 });
    const made = await held();
    await capture(made);
    expect(await adapter.cancel(made)).toMatchObject({
      status: "captured",
      capturedMinor: 2000,
      heldMinor: 0,
    });
    await expect(capture(made)).rejects.toMatchObject({ code: "authorization_voided" });
  });

  test("is not taken beyond what is held", async () => {
    const refused = capture(await held(), { amount: money(5591, "EUR") });
    await expect(refused).rejects.toMatchObject({ code: "max_capture_amount_exceeded" });
  });

  test("is renewed when it is older than three days, and taken all the same", async () => {
    const made = await held();
    offsetMs = 4 * DAY_MS;
    const captureId = crypto.randomUUID();
    expect(await capture(made, { captureId, isFinal: true })).toMatchObject({
      capturedMinor: 2000,
      heldMinor: 0,
    });
    expect(await capture(made, { captureId, isFinal: true })).toMatchObject({ capturedMinor: 2000 });
    expect(await taken(made.paymentId)).toHaveLength(1);
  });

  test("that cannot be renewed again is taken as it is", async () => {
    const made = await held();
    offsetMs = 4 * DAY_MS;
    await expect(capture(made, { amount: money(9999, "EUR") })).rejects.toMatchObject({
      code: "max_capture_amount_exceeded",
    });
    offsetMs = 8 * DAY_MS;
    expect(await capture(made)).toMatchObject({ capturedMinor: 2000, heldMinor: 3590 });
  });

  test("is renewed once, even where the answer to that is lost", async () => {
    const made = await held();
    offsetMs = 4 * DAY_MS;
    await paypal.setSwitches({ errorAfterCapture: 1 });
    const captureId = crypto.randomUUID();
    await expect(capture(made, { captureId })).rejects.toThrow(ProviderSilent);
    expect(await taken(made.paymentId)).toEqual([]);
    expect(await capture(made, { captureId })).toMatchObject({ capturedMinor: 2000, heldMinor: 3590 });
  });

  test("is what a capture needs", async () => {
    const payment = aPayment({ capture: "manual" });
    const { providerPaymentId } = await adapter.create(payment);
    await expect(capture({ paymentId: payment.paymentId, providerPaymentId })).rejects.toMatchObject({
      code: "payment_not_authorized",
    });
  });
});

describe("when PayPal falls silent", () => {
  test("after it made the order, the same request finds the same order", async () => {
    const payment = aPayment();
    await paypal.setSwitches({ createThenTimeout: 1 });
    await expect(adapter.create(payment)).rejects.toThrow(ProviderSilent);
    const found = await adapter.create(payment);
    expect(await adapter.create(payment)).toEqual(found);
  });

  test.each(["captureThenTimeout", "errorAfterCapture"])(
    "after it took the money, it is taken once: %s",
    async (name) => {
      const payment = aPayment();
      const { redirectUrl, providerPaymentId } = await adapter.create(payment);
      const ids = { paymentId: payment.paymentId, providerPaymentId };
      await paypal.approve(redirectUrl);
      await paypal.setSwitches({ [name]: 1 });
      await expect(adapter.complete(ids)).rejects.toThrow(ProviderSilent);
      expect(await adapter.complete(ids)).toMatchObject({ status: "captured" });
      expect(await taken(payment.paymentId)).toHaveLength(1);
    },
  );

  test("or is away, or asks to slow down, nothing is known; a moment later it is", async () => {
    const payment = aPayment();
    for (const name of ["offline", "rateLimit"]) {
      await paypal.setSwitches({ [name]: 1 });
      await expect(adapter.create(payment)).rejects.toThrow(ProviderSilent);
    }
    expect(await adapter.create(payment)).toMatchObject({ status: "requires_action" });
  });

  test("a token that could not be had, or was revoked, is asked for again", async () => {
    const fresh = adapterOf(paypal);
    await paypal.setSwitches({ refuseTokens: 1 });
    await expect(fresh.create(aPayment())).rejects.toThrow(ProviderSilent);
    expect(await fresh.create(aPayment())).toMatchObject({ status: "requires_action" });
    await paypal.setSwitches({ revokeTokens: 1 });
    await expect(fresh.create(aPayment())).rejects.toThrow(ProviderSilent);
    expect(await fresh.create(aPayment())).toMatchObject({ status: "requires_action" });
  });

  test("wrong keys are silence too, and nothing that is thrown holds a secret", async () => {
    const stranger = adapterOf(paypal, { clientSecret: "wrong-secret" });
    const error = await stranger.create(aPayment()).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProviderSilent);
    expect((error as Error).cause).toBeUndefined();
  });

  test("a token is renewed before it ends", async () => {
    const fresh = adapterOf(paypal, { now });
    expect(await fresh.create(aPayment())).toMatchObject({ status: "requires_action" });
    offsetMs = 8.99 * 3_600_000;
    expect(await fresh.create(aPayment())).toMatchObject({ status: "requires_action" });
  });
});
