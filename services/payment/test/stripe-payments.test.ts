// Payments through the Stripe adapter, over HTTP against the stand-in: made once, found again, captured, cancelled, prevented.
import { newId } from "@souk/db";
import { isRefusal } from "@souk/errors";
import { money } from "@souk/money";
import { describe, expect, test } from "vitest";
import { ProviderSilent } from "../src/providers/payment-provider.ts";
import { createStripeProvider } from "../src/providers/stripe/stripe-provider.ts";
import { answerChallenge, aPayment, payOnPage, SECRET_KEY, stripeWorld, WEBHOOK_SECRET } from "./stripe.ts";

const world = stripeWorld();
const chargesOf = async (paymentId: string) =>
  (await world.witness()).filter(
    ({ reporting_category, metadata }) =>
      reporting_category === "charge" && metadata["payment_id"] === paymentId,
  );

describe("paying with a method that is there", () => {
  test("takes the money at once and says of whom and for what", async () => {
    const payment = aPayment();
    expect(await world.provider().create(payment)).toEqual({
      providerPaymentId: expect.stringMatching(/^pi_/),
      reference: payment.paymentId,
      orderId: payment.orderId,
      status: "captured",
      amount: payment.amount,
      capturedMinor: 5590,
      refundedMinor: 0,
      redirectUrl: null,
      clientSecret: null,
      failureCode: null,
    });
    expect(await chargesOf(payment.paymentId)).toMatchObject([
      { amount: 5590, metadata: { order_id: payment.orderId, order_number: payment.orderNumber } },
    ]);
  });

  test("asked ten times at once it charges once, and all hear the same", async () => {
    const payment = aPayment();
    const made = await Promise.all(Array.from({ length: 10 }, () => world.provider().create(payment)));
    expect(new Set(made.map(({ providerPaymentId }) => providerPaymentId)).size).toBe(1);
    expect(await chargesOf(payment.paymentId)).toHaveLength(1);
  });

  test.each([
    ["pm_card_visa_chargeDeclined", "card_declined"],
    ["pm_card_visa_chargeDeclinedInsufficientFunds", "insufficient_funds"],
  ])("%s is an answer, not an exception, and its intent is closed at Stripe", async (token, failureCode) => {
    const payment = aPayment({ token });
    const declined = await world.provider().create(payment);
    expect(declined).toMatchObject({ status: "failed", failureCode, capturedMinor: 0, clientSecret: null });
    expect(world.sandbox().account.intent(declined.providerPaymentId).status).toBe("canceled");
    expect(await world.provider().create(payment)).toEqual(declined);
    const later = await world.provider().find(payment.paymentId, declined.providerPaymentId);
    expect(later).toMatchObject({ status: "failed", failureCode });
  });

  test("a declined card whose intent could not be closed yet is closed by whoever looks next", async () => {
    const payment = aPayment({ token: "pm_card_visa_chargeDeclined" });
    const { providerPaymentId } = await world.provider().create(payment);
    const { account } = world.sandbox();
    account.intent(providerPaymentId).status = "requires_payment_method"; // As it stands when the process dies in between.
    world.passHours(48);
    const found = await world.provider().find(payment.paymentId, providerPaymentId);
    expect(found).toMatchObject({ status: "failed", failureCode: "card_declined" });
    expect(account.intent(providerPaymentId).status).toBe("canceled");
  });

  test("a method that Stripe does not know is refused for good", async () => {
    const refused = world.provider().create(aPayment({ token: "pm_of_nobody" }));
    await expect(refused).rejects.toMatchObject({ kind: "unprocessable", code: "resource_missing" });
  });

  test("a confirmation token of Stripe's own script pays as well", async () => {
    const paid = await world.provider().create(aPayment({ token: "ctoken_card_visa" }));
    expect(paid.status).toBe("captured");
  });

  test("a card whose bank asks leads the shopper to the bank and back, and then it is paid", async () => {
    const payment = aPayment({
      token: "pm_card_authenticationRequired",
      returnUrl: "http://shop.test/back",
    });
    const asked = await world.provider().create(payment);
    expect(asked).toMatchObject({ status: "requires_action", capturedMinor: 0 });
    expect(await answerChallenge(asked.redirectUrl ?? "", "approve")).toContain("redirect_status=succeeded");
    const found = await world.provider().find(payment.paymentId, asked.providerPaymentId);
    expect(found).toMatchObject({ status: "captured", redirectUrl: null });
  });

  test("a shopper whom the bank does not know has not paid", async () => {
    const payment = aPayment({
      token: "pm_card_authenticationRequired",
      returnUrl: "http://shop.test/back",
    });
    const asked = await world.provider().create(payment);
    await answerChallenge(asked.redirectUrl ?? "", "reject");
    const found = await world.provider().find(payment.paymentId, asked.providerPaymentId);
    expect(found).toMatchObject({ status: "failed", failureCode: "authentication_failed" });
  });
});

describe("paying on the page", () => {
  test("gives the page a secret; a decline there is not an end, and the next card pays", async () => {
    const payment = aPayment({ token: undefined });
    const open = await world.provider().create(payment);
    expect(open).toMatchObject({ status: "requires_action", redirectUrl: null });
    expect(open.clientSecret).toContain(`${open.providerPaymentId}_secret_`);
    const { url } = world.sandbox();
    const declined = await payOnPage(url, { clientSecret: open.clientSecret, number: "4000000000000002" });
    expect(declined.status).toBe(402);
    expect(await world.provider().find(payment.paymentId, open.providerPaymentId)).toMatchObject({
      status: "requires_action",
      failureCode: "card_declined",
      clientSecret: open.clientSecret,
    });
    expect(await payOnPage(url, { clientSecret: open.clientSecret })).toMatchObject({ status: 200 });
    expect(await world.provider().find(payment.paymentId, open.providerPaymentId)).toMatchObject({
      status: "captured",
      clientSecret: null,
    });
  });

  test("takes nothing any more once it was cancelled", async () => {
    const payment = aPayment({ token: undefined });
    const open = await world.provider().create(payment);
    const ended = await world.provider().cancel({ ...payment, ...open });
    expect(ended.status).toBe("cancelled");
    expect(await payOnPage(world.sandbox().url, open)).toMatchObject({ status: 400 });
    expect(await world.provider().cancel({ ...payment, ...open })).toEqual(ended);
  });

  test("cancelling what was paid meanwhile answers that it was paid", async () => {
    const payment = aPayment({ token: undefined });
    const open = await world.provider().create(payment);
    await payOnPage(world.sandbox().url, open);
    expect(await world.provider().cancel({ ...payment, ...open })).toMatchObject({ status: "captured" });
  });
});

describe("holding money and taking it later", () => {
  const held = async (token = "pm_card_visa") => {
    const payment = aPayment({ token, capture: "manual" });
    const { providerPaymentId, status } = await world.provider().create(payment);
    expect(status).toBe("authorized");
    const { paymentId } = payment;
    const capture = (amountMinor: number, isFinal: boolean, captureId = newId()) =>
      world.provider().capture({
        captureId,
        paymentId,
        providerPaymentId,
        amount: money(amountMinor, "EUR"),
        isFinal,
      });
    return { paymentId, providerPaymentId, capture };
  };

  test("takes all of it", async () => {
    const { capture } = await held();
    expect(await capture(5590, true)).toMatchObject({ status: "captured", capturedMinor: 5590 });
  });

  test("takes it in parts, each once however often it is asked for, and lets go of the rest", async () => {
    const { paymentId, capture, providerPaymentId } = await held();
    const first = newId();
    expect(await capture(1000, false, first)).toMatchObject({ status: "captured", capturedMinor: 1000 });
    expect(await capture(1000, false, first)).toMatchObject({ capturedMinor: 1000 });
    expect(await capture(2000, true)).toMatchObject({ capturedMinor: 3000 });
    expect(world.sandbox().account.intent(providerPaymentId).status).toBe("succeeded");
    expect((await chargesOf(paymentId)).map(({ amount }) => amount)).toEqual([1000, 2000]);
  });

  test("a part that was taken two days ago is not taken again when Stripe has forgotten its key", async () => {
    const { capture, paymentId } = await held();
    const first = newId();
    await capture(1000, false, first);
    world.passHours(48);
    expect(await capture(1000, false, first)).toMatchObject({ capturedMinor: 1000 });
    expect(await chargesOf(paymentId)).toHaveLength(1);
  });

  test("a card whose network takes money once only says so before anything is let go", async () => {
    const { capture } = await held("pm_card_mastercard");
    await expect(capture(1000, false)).rejects.toMatchObject({ code: "capture_only_once" });
    expect(await capture(1000, true)).toMatchObject({ capturedMinor: 1000 });
    await expect(capture(1000, true)).rejects.toMatchObject({ code: "payment_not_authorized" });
  });

  test("more than is held is refused", async () => {
    const { capture } = await held();
    await expect(capture(5591, true)).rejects.toMatchObject({ code: "amount_too_large" });
  });

  test("what is cancelled is let go and cannot be taken, and nobody is told that it was", async () => {
    const { capture, ...payment } = await held();
    expect(await world.provider().cancel(payment)).toMatchObject({ status: "cancelled", capturedMinor: 0 });
    await expect(capture(5590, true)).rejects.toMatchObject({ code: "payment_not_authorized" });
  });
});

describe("nobody knows what happened", () => {
  test("an answer that never came is found by asking again under the same id", async () => {
    const payment = aPayment();
    world.faults({ successThenTimeout: 1 });
    const impatient = createStripeProvider({
      apiUrl: world.sandbox().url,
      secretKey: SECRET_KEY,
      webhookSecret: WEBHOOK_SECRET,
      timeoutMs: 500,
      now: world.now,
    });
    await expect(impatient.create(payment)).rejects.toBeInstanceOf(ProviderSilent);
    expect(await world.provider().find(payment.paymentId, null)).toMatchObject({ status: "captured" });
    expect(await world.provider().create(payment)).toMatchObject({ status: "captured" });
    expect(await chargesOf(payment.paymentId)).toHaveLength(1);
  });

  test("a failure that hid a charge stays the answer under its key, and asking finds the charge", async () => {
    const payment = aPayment();
    world.faults({ errorAfterSuccess: 1 });
    await expect(world.provider().create(payment)).rejects.toBeInstanceOf(ProviderSilent);
    await expect(world.provider().create(payment)).rejects.toBeInstanceOf(ProviderSilent);
    expect(await world.provider().find(payment.paymentId, null)).toMatchObject({ status: "captured" });
    expect(await chargesOf(payment.paymentId)).toHaveLength(1);
  });

  test("what search does not know yet is found in the list of the newest", async () => {
    const payment = aPayment();
    const { providerPaymentId } = await world.provider().create(payment);
    world.faults({ searchLags: true });
    expect(await world.provider().find(payment.paymentId, null)).toMatchObject({ providerPaymentId });
    expect(await world.provider().find(newId(), null)).toBeUndefined();
    expect(await world.provider().find("4dbb1fb6-7d3c-4c41-9b5b-0d6f3e5a8f00", null)).toBeUndefined();
  });

  test("an intent that Stripe does not have any more is not found", async () => {
    expect(await world.provider().find(newId(), "pi_of_nobody")).toBeUndefined();
  });

  test.each(["offline", "errorBefore", "rateLimited"] as const)(
    "%s is silence, not a refusal",
    async (fault) => {
      const payment = aPayment();
      world.faults({ [fault]: true });
      await expect(world.provider().create(payment)).rejects.toBeInstanceOf(ProviderSilent);
      await expect(world.provider().find(payment.paymentId, null)).rejects.toBeInstanceOf(ProviderSilent);
      const known = { ...payment, providerPaymentId: "pi_of_before" };
      await expect(world.provider().find(payment.paymentId, "pi_of_before")).rejects.toBeInstanceOf(
        ProviderSilent,
      );
      await expect(world.provider().cancel(known)).rejects.toBeInstanceOf(ProviderSilent);
    },
  );

  test("a provider that is not there, or does not let us in, is silent", async () => {
    const { now } = world;
    const about = { webhookSecret: WEBHOOK_SECRET, timeoutMs: 2_000, now };
    const nowhere = createStripeProvider({ ...about, apiUrl: "http://127.0.0.1:9", secretKey: SECRET_KEY });
    await expect(nowhere.create(aPayment())).rejects.toBeInstanceOf(ProviderSilent);
    const stranger = createStripeProvider({
      ...about,
      apiUrl: world.sandbox().url,
      secretKey: "sk_test_of_a_stranger",
    });
    await expect(stranger.create(aPayment())).rejects.toBeInstanceOf(ProviderSilent);
  });

  test("a payment whose id Stripe knows, but which it does not show, may have been charged", async () => {
    const payment = aPayment();
    const { providerPaymentId } = await world.provider().create(payment);
    const { intents } = world.sandbox().account;
    const hidden = intents.get(providerPaymentId)!;
    intents.delete(providerPaymentId);
    await expect(world.provider().prevent({ ...payment, providerPaymentId: null })).rejects.toBeInstanceOf(
      ProviderSilent,
    );
    intents.set(providerPaymentId, hidden);
  });

  test("an id that is older than Stripe's memory of keys is looked for before it is used", async () => {
    const payment = aPayment();
    const made = await world.provider().create(payment);
    world.passHours(48);
    expect(await world.provider().create({ ...payment, token: "pm_card_mastercard" })).toMatchObject({
      providerPaymentId: made.providerPaymentId,
      status: "captured",
    });
    const fresh = aPayment();
    world.passHours(48);
    expect(await world.provider().create(fresh)).toMatchObject({ status: "captured" });
    expect(await chargesOf(payment.paymentId)).toHaveLength(1);
  });
});

describe("preventing a payment that nobody waits for", () => {
  test("uses its id up: the request that comes late charges nothing", async () => {
    const payment = aPayment();
    const prevented = await world.provider().prevent({ ...payment, providerPaymentId: null });
    expect(prevented).toMatchObject({ status: "cancelled", capturedMinor: 0 });
    expect(await world.provider().create(payment)).toMatchObject({ status: "cancelled", capturedMinor: 0 });
    expect(await chargesOf(payment.paymentId)).toHaveLength(0);
  });

  test("comes too late where it was paid", async () => {
    const payment = aPayment();
    await world.provider().create(payment);
    const now = await world.provider().prevent({ ...payment, providerPaymentId: null });
    expect(now).toMatchObject({ status: "captured", capturedMinor: 5590 });
  });

  test("closes the page of one that was only begun", async () => {
    const payment = aPayment({ token: undefined });
    const open = await world.provider().create(payment);
    const ended = await world.provider().prevent({ ...payment, providerPaymentId: null });
    expect(ended).toMatchObject({ status: "cancelled" });
    expect(await payOnPage(world.sandbox().url, open)).toMatchObject({ status: 400 });
  });
});

describe("currencies", () => {
  test.each([
    [money(5000, "JPY"), 5000],
    [money(5000, "UGX"), 500_000],
    [money(5000, "ISK"), 500_000],
    [money(5000, "MGA"), 50],
    [money(5000, "KWD"), 5000],
    [money(5000, "EUR"), 5000],
  ])("%o is %i at Stripe and comes back as it went", async (amount, atStripe) => {
    const made = await world.provider().create(aPayment({ amount }));
    expect(made).toMatchObject({ amount, capturedMinor: amount.amount });
    expect(world.sandbox().account.intent(made.providerPaymentId).amount).toBe(atStripe);
  });

  test.each([money(5001, "KWD"), money(5001, "MGA")])(
    "%o cannot be paid exactly and is refused",
    async (amount) => {
      const refused = world.provider().create(aPayment({ amount }));
      await expect(refused).rejects.toMatchObject({ code: "amount_not_payable" });
      await expect(refused).rejects.toSatisfy(isRefusal);
    },
  );
});
