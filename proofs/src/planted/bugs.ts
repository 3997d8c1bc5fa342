// Bugs that are planted into a copy of the product, one at a time: for each promise one that breaks it, and the proof that has to notice.

export type Bug = {
  readonly name: string;
  /** What must never happen and would. */
  readonly breaks: string;
  /** A file of the tree; in a folder of migrations, the newest that has the text. */
  readonly in: string;
  /** Stands there exactly once. */
  readonly text: string;
  readonly becomes: string;
  /** How `npm run proofs --` is called to find it. */
  readonly proof: readonly [name: string, ...options: string[]];
  /** What that must say: red for another reason is no catch. */
  readonly expects: RegExp;
};

const model = ["model", "--sequences", "300", "--shrink", "0", "--differences", "1"] as const;
const contention = ["contention", "--rounds", "2", "--buyers", "20", "--units", "20"] as const;
const webhooks = ["webhooks", "--orders", "40"] as const;
const calls = ["--fault", "failed"] as const;

export const bugs: readonly Bug[] = [
  {
    name: "webhook-unsigned",
    breaks: "a webhook is trusted only with its signature",
    in: "services/payment/src/providers/signature.ts",
    text: "  if (!isSigned)\n",
    becomes: '  if (!isSigned && time === "never")\n',
    proof: webhooks,
    expects: /answered by 204, not 401/,
  },
  {
    name: "webhook-of-any-time",
    breaks: "a recorded webhook cannot be played again",
    in: "services/payment/src/providers/signature.ts",
    text: "const TOLERANCE_SECONDS = 300;",
    becomes: "const TOLERANCE_SECONDS = 300_000;",
    proof: webhooks,
    expects: /answered by 204, not 401/,
  },
  {
    name: "webhook-of-any-amount",
    breaks: "a payment's news count only for its own amount, currency and order",
    in: "services/payment/src/payments/domain/payment.ts",
    text: "  if (isSamePayment(payment, news)) return;\n  throw",
    becomes: '  if (isSamePayment(payment, news) || news.status !== "pending") return;\n  throw',
    proof: webhooks,
    expects: /ended as|does not sum to zero|FAILED/,
  },
  {
    name: "capture-with-new-key",
    breaks: "a capture that is tried again takes nothing twice",
    in: "services/payment/src/providers/sandbox-provider.ts",
    text: "/capture`, captureId, {",
    becomes: "/capture`, crypto.randomUUID(), {",
    proof: ["crash-points", "--flow", "capture", ...calls],
    expects: /FAILED/,
  },
  {
    name: "refund-with-new-key",
    breaks: "a refund that is tried again gives nothing twice",
    in: "services/payment/src/providers/sandbox-provider.ts",
    text: "key: refundId, answer: refundBody",
    becomes: "key: crypto.randomUUID(), answer: refundBody",
    proof: ["crash-points", "--flow", "refund", ...calls],
    expects: /I7|I10|I3/,
  },
  {
    name: "refund-without-limit",
    breaks: "no more goes back than an order cost",
    in: "services/order/src/orders/domain/refund-plan.ts",
    text: "  if (amount.amount > left.amount) throw exceedsTotal(left);\n",
    becomes: "",
    proof: model,
    expects: /expected 409 refund_exceeds_total|I7/,
  },
  {
    name: "total-not-compared",
    breaks: "nobody pays another total than they saw",
    in: "services/order/src/checkout/agree-terms.ts",
    text: "  if (expectedTotal && !equalMoney(expectedTotal, totals.total)) {",
    becomes: "  if (expectedTotal && expectedTotal.currency !== totals.total.currency) {",
    proof: model,
    expects: /answered 201, expected 409 price_changed/,
  },
  {
    name: "cancelled-keeps-money",
    breaks: "the money of a cancelled order goes back",
    in: "services/order/src/orders/commands/cancel-order.ts",
    text: "    enqueueQuery(ReturnMoney, { key: orderId, data: { orderId } }),\n",
    becomes: "",
    proof: model,
    expects: /"refundedMinor":0.* expected |I2/,
  },
  {
    name: "cancelled-keeps-goods",
    breaks: "the goods of a cancelled order are on sale again",
    in: "services/order/src/orders/commands/cancel-order.ts",
    text: "    outboxQuery(OrderCancelled, { ...factsOf(after), reason, wasConfirmed }),\n",
    becomes: "",
    proof: model,
    expects: /"available":.* expected /,
  },
  {
    name: "cancelled-keeps-credits",
    breaks: "what a gift card or store credit paid for a cancelled order goes back to it",
    in: "services/order/src/orders/commands/cancel-order.ts",
    text: "    ...returnAllQueries({ orderId, credits, at }),\n",
    becomes: "",
    proof: model,
    expects: /"credits":.* expected |I6/,
  },
  {
    name: "order-read-by-anybody",
    breaks: "an order is shown to whoever may see it",
    in: "services/order/src/orders/visible-order.ts",
    text: "  if (isStaff || isCustomerOf(deps, order, visitor)) return order;",
    becomes: "  if (isStaff || isCustomerOf(deps, order, visitor) || order.id === orderId) return order;",
    proof: model,
    expects: /"stranger".*expected 404 order_not_found/,
  },
  {
    name: "tokens-of-any-audience",
    breaks: "a token that was made for somebody else opens nothing",
    in: "packages/http/src/tokens.ts",
    text: "    audience,\n    clockTolerance,",
    becomes: '    ...(audience === "" && { audience }),\n    clockTolerance,',
    proof: ["authorisation"],
    expects: /FAILED/,
  },
  {
    name: "key-for-any-body",
    breaks: "a key stands for one request",
    in: "packages/http/src/idempotency.ts",
    text: "      if (!state.fingerprint.equals(call.fingerprint)) throw reused();\n",
    becomes: "",
    proof: model,
    expects: /expected 422 idempotency_key_reused/,
  },
  {
    name: "order-of-two-minds",
    breaks: "of two changes of an order at once, one sees the other",
    in: "services/order/src/orders/store/orders.ts",
    text: "where id = $1 and version = $2",
    becomes: "where id = $1 and $2::integer is not null",
    proof: contention,
    expects: /refunds? .*were granted|I7|I11|500/,
  },
  {
    name: "stock-sold-twice",
    breaks: "what is reserved for one is not sold to another",
    in: "services/product/migrations/",
    text: "on_hand - reserved as free",
    becomes: "on_hand as free",
    proof: contention,
    expects: /the last unit|I5/,
  },
  {
    name: "coupon-without-limit",
    breaks: "a coupon is used no more often than it may be",
    in: "services/order/migrations/",
    text: " set uses = promotion_counts.uses + 1 where promotion_counts.uses < p_uses_max;",
    becomes: " set uses = promotion_counts.uses + 1;",
    proof: contention,
    expects: /orders have a coupon for|I6/,
  },
  {
    name: "inbox-that-forgets",
    breaks: "an event that comes again has no second effect",
    in: "packages/events/src/store/inbox.ts",
    text: "  `insert into inbox (consumer, event_id) values ($1, $2)`,",
    becomes:
      "  `insert into inbox (consumer, event_id) select $1::text, gen_random_uuid() where $2::uuid is not null`,",
    proof: ["crash-points", "--flow", "checkout,cancel", "--fault", "dropped", "--every", "1"],
    expects: /FAILED/,
  },
  {
    name: "capture-missing-unseen",
    breaks: "reconciliation finds every kind of difference",
    in: "services/payment/src/reconciliation/compare-payment.ts",
    text: '  return thereMinor < hereMinor ? find("capture_missing") : [];',
    becomes: '  return thereMinor < hereMinor - hereMinor ? find("capture_missing") : [];',
    proof: ["trade-day", "--hours", "2", "--orders", "10"],
    expects: /not found: capture_missing/,
  },
];
