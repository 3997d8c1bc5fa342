// Webhooks of Stripe: what is proven, what each says in the words of the house, and every forgery that was thought of.
import { createHmac, randomUUID } from "node:crypto";
import { newId } from "@souk/db";
import { money } from "@souk/money";
import { signWebhook } from "@souk/sandbox-stripe";
import { describe, expect, test } from "vitest";
import { createStripeProvider } from "../src/providers/stripe/stripe-provider.ts";
import { answerChallenge, aPayment, SECRET_KEY, stripeWorld, WEBHOOK_SECRET } from "./stripe.ts";

const world = stripeWorld();

/** The events that Stripe made since, in their order. */
function eventsOf<Answer>(act: () => Promise<Answer>) {
  const { events } = world.sandbox().account;
  const before = events.size;
  return act().then(() => [...events.values()].slice(before));
}

const signed = (body: string, at = world.now(), secret = WEBHOOK_SECRET) =>
  signWebhook(body, { secrets: [secret], at });
const read = (body: string | Buffer, signature: string | string[] | undefined) =>
  world
    .provider()
    .readWebhook(
      Buffer.from(body),
      signature === undefined ? {} : ({ "stripe-signature": signature } as never),
    );
const news = async (event: unknown) => {
  const body = JSON.stringify(event);
  return read(body, signed(body));
};

describe("what an event says", () => {
  test("of a payment: how it stands, as asking would say it", async () => {
    const payment = aPayment();
    const events = await eventsOf(() => world.provider().create(payment));
    expect(events.map(({ type }) => type)).toEqual([
      "payment_intent.created",
      "payment_intent.succeeded",
      "charge.succeeded",
    ]);
    const [created, succeeded, charged] = await Promise.all(events.map(news));
    expect(created?.payment).toMatchObject({ status: "requires_action", capturedMinor: 0 });
    expect(succeeded).toEqual({
      eventId: events[1]?.id,
      type: "payment_intent.succeeded",
      payment: expect.objectContaining({
        reference: payment.paymentId,
        orderId: payment.orderId,
        status: "captured",
        amount: payment.amount,
        capturedMinor: 5590,
      }),
    });
    expect(succeeded?.payment).not.toHaveProperty("refundedMinor");
    expect(charged).toEqual({ eventId: events[2]?.id, type: "charge.succeeded" });
  });

  test("of a held payment, a question of the bank, and an end", async () => {
    const held = aPayment({ capture: "manual" });
    const { providerPaymentId } = await world.provider().create(held);
    const cancelling = await eventsOf(() => world.provider().cancel({ ...held, providerPaymentId }));
    expect(await news(cancelling[0])).toMatchObject({ payment: { status: "cancelled" } });
    const asked = aPayment({ token: "pm_card_authenticationRequired", returnUrl: "http://shop.test/" });
    const [, asking] = await eventsOf(() => world.provider().create(asked));
    const { payment } = await news(asking);
    expect(payment?.redirectUrl).toContain("/challenge/");
    const [failing] = await eventsOf(() => answerChallenge(payment?.redirectUrl ?? "", "reject"));
    expect(await news(failing)).toMatchObject({ payment: { status: "failed" } });
  });

  test("of a payment whose method is kept: that there is more to be asked for", async () => {
    const saveFor = { customerId: newId(), providerCustomerId: undefined };
    const payment = aPayment({ saveFor });
    const events = await eventsOf(() => world.provider().create(payment));
    expect(await news(events.find(({ type }) => type === "payment_intent.succeeded"))).toEqual({
      eventId: expect.any(String),
      type: "payment_intent.succeeded",
      ask: payment.paymentId,
    });
  });

  test("of a refund: which of ours it is, or of which payment where we did not ask for it", async () => {
    const payment = aPayment();
    const { providerPaymentId } = await world.provider().create(payment);
    const refundId = newId();
    const amount = money(1000, "EUR");
    const { paymentId } = payment;
    const ours = await eventsOf(() =>
      world.provider().refund({ refundId, paymentId, providerPaymentId, amount, reason: "" }),
    );
    expect(await news(ours[0])).toMatchObject({
      type: "refund.created",
      refund: { refundId, paymentId, amount, status: "succeeded" },
    });
    expect(await news(ours[1])).toMatchObject({ type: "charge.refunded", ask: paymentId });
    const theirs = await eventsOf(() =>
      fetch(`${world.sandbox().url}/v1/refunds`, {
        method: "POST",
        headers: { authorization: `Bearer ${SECRET_KEY}` },
        body: new URLSearchParams({ payment_intent: providerPaymentId, amount: "500" }),
      }),
    );
    expect(await news(theirs[0])).toMatchObject({
      refund: { refundId: null, paymentId, amount: money(500, "EUR") },
    });
  });

  test("of a dispute: of which payment, and what became of it", async () => {
    const payment = aPayment({ token: "pm_card_createDispute" });
    const events = await eventsOf(() => world.provider().create(payment));
    const dispute = events.find(({ type }) => type === "charge.dispute.created");
    expect(await news(dispute)).toMatchObject({
      dispute: { paymentId: payment.paymentId, status: "needs_response", amount: money(5590, "EUR") },
    });
    expect(await world.provider().newsOf(JSON.parse(JSON.stringify(dispute)))).toEqual(await news(dispute));
  });

  test("of a payment in the shapes that Stripe gives where an object stands for its id", async () => {
    const reference = randomUUID();
    const intent = {
      object: "payment_intent",
      id: "pi_x",
      status: "requires_capture",
      amount: 100,
      amount_received: 0,
      currency: "eur",
      metadata: { payment_id: reference },
      setup_future_usage: "off_session",
      customer: { id: "cus_x" },
      payment_method: { id: "pm_x", card: { brand: "visa", last4: "4242", exp_month: 3, exp_year: 2031 } },
    };
    const event = { id: "evt_x", type: "payment_intent.amount_capturable_updated" };
    expect(await news({ ...event, data: { object: intent } })).toMatchObject({
      payment: {
        reference,
        orderId: "",
        status: "authorized",
        method: { providerCustomerId: "cus_x", providerMethodId: "pm_x", expires: "2031-03" },
      },
    });
    const link = { ...intent, payment_method: { id: "pm_y" }, last_payment_error: {} };
    const { payment } = await news({ ...event, data: { object: link } });
    expect(payment).toMatchObject({ failureCode: "declined" });
    expect(payment).not.toHaveProperty("method");
    const dispute = {
      object: "dispute",
      id: "du_x",
      amount: 100,
      currency: "eur",
      reason: "general",
      status: "lost",
    };
    const object = { ...dispute, payment_intent: { id: "pi_x", metadata: intent.metadata } };
    expect(await news({ ...event, data: { object } })).toMatchObject({
      dispute: { paymentId: reference, status: "lost", evidenceDueAt: null },
    });
    expect(await news({ ...event, data: { object: dispute } })).not.toHaveProperty("dispute");
  });

  test("of what is not ours: its name only", async () => {
    const foreign = { id: "evt_foreign", type: "payment_intent.succeeded", data: {} };
    const intent = {
      object: "payment_intent",
      id: "pi_x",
      status: "succeeded",
      amount: 1,
      amount_received: 1,
    };
    const object = { ...intent, currency: "eur", metadata: {} };
    expect(await news({ ...foreign, data: { object } })).toEqual({
      eventId: "evt_foreign",
      type: foreign.type,
    });
    const customer = { object: "customer", id: "cus_x" };
    expect(await news({ ...foreign, type: "customer.created", data: { object: customer } })).toEqual({
      eventId: "evt_foreign",
      type: "customer.created",
    });
    const refund = { object: "refund", id: "re_x", amount: 1, currency: "eur", status: "succeeded" };
    expect(await news({ ...foreign, data: { object: refund } })).not.toHaveProperty("refund");
    const charge = { object: "charge", metadata: {} };
    expect(await news({ ...foreign, type: "charge.refunded", data: { object: charge } })).not.toHaveProperty(
      "ask",
    );
  });
});

describe("what is genuine", () => {
  const body = JSON.stringify({ id: "evt_1", type: "ping", data: { object: { object: "balance" } } });

  test("is read while a secret is exchanged, whichever of the two signed", async () => {
    const both = createStripeProvider({
      apiUrl: world.sandbox().url,
      secretKey: SECRET_KEY,
      webhookSecret: `whsec_the_new_one_0123456789, ${WEBHOOK_SECRET}`,
      timeoutMs: 1_000,
      now: world.now,
    });
    for (const secret of ["whsec_the_new_one_0123456789", WEBHOOK_SECRET]) {
      const headers = { "stripe-signature": signed(body, world.now(), secret) };
      expect(await both.readWebhook(Buffer.from(body), headers)).toMatchObject({ eventId: "evt_1" });
    }
  });

  test("and readable by nobody is refused as such", async () => {
    for (const text of ["{", "[]", '{"id":"","type":"x","data":{"object":{"object":"x"}}}', "null"])
      await expect(read(text, signed(text))).rejects.toMatchObject({
        kind: "invalid",
        code: "webhook_unreadable",
      });
    const thin = JSON.stringify({ object: "v2.core.event", id: "evt_thin", type: "v1.x" });
    await expect(read(thin, signed(thin))).rejects.toMatchObject({ code: "webhook_unreadable" });
  });

  test("and in a currency that nobody knows is refused", async () => {
    const object = {
      object: "payment_intent",
      id: "pi_x",
      status: "succeeded",
      amount: 1,
      amount_received: 1,
      currency: "zzz",
      metadata: { payment_id: randomUUID() },
    };
    const strange = JSON.stringify({ id: "evt_2", type: "payment_intent.succeeded", data: { object } });
    await expect(read(strange, signed(strange))).rejects.toMatchObject({ code: "currency_unknown" });
  });
});

describe("forgeries", () => {
  const body = JSON.stringify({
    id: "evt_1",
    type: "ping",
    amount: 10,
    data: { object: { object: "balance" } },
  });
  const minutes = (count: number) => new Date(world.now().getTime() + count * 60_000);
  const parts = () => {
    const [time = "", signature = ""] = signed(body).split(",");
    return { time, signature, hex: signature.slice("v1=".length) };
  };
  const hmac = (text: string, secret = WEBHOOK_SECRET) =>
    createHmac("sha256", secret).update(text).digest("hex");
  type Forgery = () => readonly [string | Buffer, string | string[] | undefined];
  const forgeries: Readonly<Record<string, Forgery>> = {
    "no header": () => [body, undefined],
    "an empty header": () => [body, ""],
    "two headers": () => [body, [signed(body), signed(body)]],
    "another secret": () => [body, signed(body, world.now(), "whsec_of_somebody_else_012345")],
    "an empty secret": () => [body, `${parts().time},v1=${hmac(`${parts().time.slice(2)}.${body}`, "")}`],
    "an altered amount": () => [body.replace("10", "11"), signed(body)],
    "a space more": () => [`${body} `, signed(body)],
    "a line break more": () => [`${body}\n`, signed(body)],
    "the same meaning in another order": () => [
      JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(body)).toReversed())),
      signed(body),
    ],
    "a mark of byte order before it": () => [
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(body)]),
      signed(body),
    ],
    "no body": () => ["", signed(body)],
    "half of the body": () => [body.slice(0, 20), signed(body)],
    "a signature that was cut": () => [body, signed(body).slice(0, -1)],
    "a signature with one digit changed": () => {
      const { time, hex } = parts();
      return [body, `${time},v1=${hex.slice(0, -1)}${hex.endsWith("0") ? "1" : "0"}`];
    },
    "a signature in capitals": () => [body, `${parts().time},v1=${parts().hex.toUpperCase()}`],
    "a signature of the body alone": () => [body, `${parts().time},v1=${hmac(body)}`],
    "a signature without its time": () => [body, parts().signature],
    "a time without a signature": () => [body, parts().time],
    "another time than was signed": () => [
      body,
      `t=${Math.floor(minutes(1).getTime() / 1000)},${parts().signature}`,
    ],
    "the old scheme": () => [body, `${parts().time},v0=${parts().hex}`],
    "an unsigned word for a time": () => [body, `t=now,${parts().signature}`],
    "a message of six minutes ago": () => [body, signed(body, minutes(-6))],
    "a message of last year": () => [body, signed(body, minutes(-60 * 24 * 365))],
    "only the word": () => [body, "v1"],
    "a header of another provider": () => [body, signed(body).replaceAll(",", ";")],
    "the signature of another message": () => [body, signed(body.replace("evt_1", "evt_2"))],
    "the secret itself": () => [body, `${parts().time},v1=${WEBHOOK_SECRET}`],
  };

  test.each(Object.keys(forgeries))("%s is refused", async (name) => {
    const [text, signature] = forgeries[name]!();
    await expect(read(text, signature)).rejects.toMatchObject({
      kind: "unauthenticated",
      code: "webhook_signature_invalid",
    });
  });

  test("the genuine one beside them is read", async () => {
    expect(Object.keys(forgeries).length).toBeGreaterThanOrEqual(20);
    expect(await read(body, signed(body))).toMatchObject({ eventId: "evt_1" });
    expect(await read(body, signed(body, minutes(-4)))).toMatchObject({ eventId: "evt_1" });
  });
});
