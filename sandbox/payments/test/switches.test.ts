// The switches that make the provider misbehave.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { aPayment, removeDirectory, startProvider, type Provider } from "./provider.ts";

let provider: Provider;
beforeAll(async () => {
  provider = await startProvider();
});
afterEach(() => setSwitches({}));
afterAll(async () => {
  await provider.close();
  await removeDirectory(provider.directory);
});

const setSwitches = (switches: Record<string, unknown>) =>
  provider.call("PUT", "/v1/switches", { body: switches });
const create = (changes: Record<string, unknown> = {}, key?: string) =>
  provider.call("POST", "/v1/payments", {
    body: aPayment({ token: "tok_visa", ...changes }),
    ...(key !== undefined && { key }),
  });

/** Whether a call is answered before a later one that needs the disk as well. */
async function isAnswered(call: (signal: AbortSignal) => Promise<unknown>): Promise<boolean> {
  const giveUp = new AbortController();
  const answered = call(giveUp.signal).then(
    () => true,
    () => false,
  );
  const later = (async () => {
    await create({ token: undefined });
    await create({ token: undefined });
    giveUp.abort();
  })();
  const result = await answered;
  await later;
  return result;
}

describe("answers", () => {
  test("chargeThenTimeout with a count charges, stays silent that often, and then works", async () => {
    await setSwitches({ chargeThenTimeout: 1 });
    const body = aPayment({ token: "tok_visa" });
    expect(
      await isAnswered((signal) => provider.call("POST", "/v1/payments", { body, key: "silent", signal })),
    ).toBe(false);
    const again = await provider.call("POST", "/v1/payments", { body, key: "silent" });
    expect([again.status, again.body.status]).toEqual([201, "captured"]);
    expect((await create()).status).toBe(201);
    expect((await provider.call("GET", "/v1/switches")).body).toMatchObject({ chargeThenTimeout: 0 });
  });

  test("errorAfterCharge charges and answers 500 until it is switched off; the same key tells the truth", async () => {
    await setSwitches({ errorAfterCharge: true });
    const body = aPayment({ token: "tok_visa" });
    const failed = await provider.call("POST", "/v1/payments", { body, key: "error" });
    expect([failed.status, failed.body.error.code]).toEqual([500, "internal_error"]);
    expect((await create()).status).toBe(500);
    expect((await provider.call("POST", "/v1/payments", { body, key: "error" })).body.status).toBe(
      "captured",
    );
    expect((await create({ token: "tok_declined" })).status).toBe(201);
    await setSwitches({});
    expect((await create()).status).toBe(201);
  });

  test("a capture meets the same faults as a charge", async () => {
    const { id } = (await create({ capture: "manual" })).body;
    await setSwitches({ errorAfterCharge: 1 });
    expect((await provider.call("POST", `/v1/payments/${id}/capture`, { body: {} })).status).toBe(500);
    expect((await provider.call("GET", `/v1/payments/${id}`)).body.status).toBe("captured");
  });

  test("refundThenTimeout and errorAfterRefund refund once and hide it", async () => {
    const { id } = (await create()).body;
    const refund = (reference: string) => ({ body: { amount: 100, reference }, key: reference });
    const path = `/v1/payments/${id}/refunds`;
    await setSwitches({ refundThenTimeout: 1, errorAfterRefund: 1 });
    expect(
      await isAnswered((signal) => provider.call("POST", path, { ...refund("silent-refund"), signal })),
    ).toBe(false);
    expect((await provider.call("POST", path, refund("failed-refund"))).status).toBe(500);
    for (const reference of ["silent-refund", "failed-refund"])
      expect((await provider.call("POST", path, refund(reference))).status).toBe(201);
    expect((await provider.call("GET", `/v1/payments/${id}`)).body.amountRefunded).toBe(200);
  });

  test("declineAll declines good cards", async () => {
    await setSwitches({ declineAll: 1 });
    expect((await create()).body).toMatchObject({ status: "declined", declineCode: "card_declined" });
    expect((await create()).body.status).toBe("captured");
  });

  test("latencyMs delays answers", async () => {
    await setSwitches({ latencyMs: 60 });
    const before = performance.now();
    await create();
    expect(performance.now() - before).toBeGreaterThanOrEqual(59);
  });

  test("offline resets connections of the shop and its shoppers, while switches and the log stay reachable", async () => {
    const { id } = (await create()).body;
    await setSwitches({ offline: true });
    await expect(create()).rejects.toThrow();
    await expect(provider.call("GET", `/v1/payments/${id}`)).rejects.toThrow();
    await expect(fetch(`${provider.url}/pay/${id}`)).rejects.toThrow();
    expect((await provider.call("GET", "/v1/log")).status).toBe(200);
    await setSwitches({ offline: 1 });
    await expect(provider.call("POST", `/v1/payments/${id}/void`)).rejects.toThrow();
    expect((await create()).status).toBe(201);
  });

  test("metadata.switch makes one payment misbehave and no other", async () => {
    expect((await create({ metadata: { switch: "errorAfterCharge" } })).status).toBe(500);
    expect((await create({ metadata: { switch: "declineAll, latencyMs=1" } })).body.status).toBe("declined");
    expect((await create({ metadata: { switch: "errorAfterCharge=0" } })).status).toBe(201);
    expect((await create()).status).toBe(201);
  });

  test("switches that do not exist are refused, and switches survive a restart", async () => {
    expect((await setSwitches({ explode: true })).status).toBe(400);
    expect((await setSwitches({ declineAll: -1 })).status).toBe(400);
    await setSwitches({ declineAll: 3, webhookDelayMs: 20 });
    await create();
    await provider.close();
    provider = await startProvider({ dataDirectory: provider.directory });
    expect((await provider.call("GET", "/v1/switches")).body).toMatchObject({
      declineAll: 2,
      webhookDelayMs: 20,
      offline: false,
    });
  });
});
