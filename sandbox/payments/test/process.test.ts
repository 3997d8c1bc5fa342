// The provider as a process of its own, killed and started again.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readConfig } from "../src/config.ts";
import { aPayment, apiKey, caller, newDirectory, removeDirectory, webhookSecret } from "./provider.ts";

const main = new URL("../src/main.ts", import.meta.url).pathname;
let directory: string;
beforeEach(async () => {
  directory = await newDirectory();
});
const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL"); // Those that a failed test left running.
  await removeDirectory(directory);
});

const environment = (): Record<string, string> => ({
  SANDBOX_PAYMENTS_DATA: directory,
  SANDBOX_PAYMENTS_API_KEY: apiKey,
  SANDBOX_PAYMENTS_WEBHOOK_SECRET: webhookSecret,
});

/** With `fileSizeMaxKilobytes` its ledger meets a full disk there. */
async function startProcess(fileSizeMaxKilobytes?: number): Promise<{ child: ChildProcess; url: string }> {
  const limit = fileSizeMaxKilobytes === undefined ? "unlimited" : String(fileSizeMaxKilobytes);
  const command = ["-c", 'ulimit -f "$1" && exec "$2" "$3"', "bash", limit, process.execPath, main];
  const child = spawn("bash", command, { env: environment(), stdio: ["ignore", "pipe", "ignore"] });
  children.push(child);
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return { child, url: (JSON.parse(line) as { url: string }).url };
}

test("killed in the middle of a burst, it has lost nothing that it acknowledged, and the same keys charge nothing twice", async () => {
  for (const killAfter of [1, 60, 250]) {
    const { child, url } = await startProcess();
    const call = caller(url);
    const requests = Array.from({ length: 400 }, (_, index) => ({
      body: aPayment({ token: "tok_visa", reference: `${killAfter}-${index}` }),
      key: `${killAfter}-${index}`,
    }));
    const acknowledged = new Map<string, string>();
    const gone = once(child, "exit");
    await Promise.allSettled(
      requests.map(async (request) => {
        const { body } = await call("POST", "/v1/payments", request);
        acknowledged.set(request.key, body.id);
        if (acknowledged.size === killAfter) child.kill("SIGKILL");
      }),
    );
    await gone;
    expect(acknowledged.size).toBeGreaterThanOrEqual(killAfter);

    const again = await startProcess();
    const callAgain = caller(again.url);
    const answers = await Promise.all(requests.map((request) => callAgain("POST", "/v1/payments", request)));
    for (const [index, { key }] of requests.entries()) {
      const known = acknowledged.get(key);
      if (known !== undefined) expect(answers[index]?.body.id).toBe(known);
    }
    const log = (await callAgain("GET", "/v1/log")).body.items.filter(({ reference }) =>
      reference.startsWith(`${killAfter}-`),
    );
    expect(log).toHaveLength(400);
    again.child.kill("SIGTERM");
    expect(await once(again.child, "exit")).toEqual([0, null]);
  }
});

test("on a full disk it acknowledges nothing more, and keeps what it acknowledged", async () => {
  const { child, url } = await startProcess(16);
  const call = caller(url);
  const acknowledged: string[] = [];
  let refused: string[] = [];
  for (let count = 0; count < 40; count += 1) {
    const { status, body } = await call("POST", "/v1/payments", { body: aPayment({ token: "tok_visa" }) });
    if (status === 201) acknowledged.push(body.id);
    else refused = [...refused, `${status} ${body.error.code}`];
  }
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(new Set(refused)).toEqual(new Set(["500 internal_error"]));
  expect((await call("GET", `/v1/payments/${acknowledged[0]}`)).status).toBe(500);
  child.kill("SIGKILL");
  await once(child, "exit");
  const again = await startProcess();
  const log = (await caller(again.url)("GET", "/v1/log")).body.items.map(({ paymentId }) => paymentId);
  expect(log.slice(0, acknowledged.length)).toEqual(acknowledged);
  again.child.kill("SIGTERM");
  await once(again.child, "exit");
});

test("the configuration names what is missing or wrong, and takes the rest as it is", () => {
  expect(() =>
    readConfig({
      SANDBOX_PAYMENTS_DATA: "x",
      SANDBOX_PAYMENTS_API_KEY: "secret",
      SANDBOX_PAYMENTS_PORT: "70000",
    }),
  ).toThrow("cannot be used: SANDBOX_PAYMENTS_WEBHOOK_SECRET, SANDBOX_PAYMENTS_PORT.");
  expect(readConfig(environment())).toEqual({
    dataDirectory: directory,
    apiKey,
    webhookSecret,
    webhookUrl: undefined,
    host: "127.0.0.1",
    port: 0,
  });
  const full = {
    ...environment(),
    SANDBOX_PAYMENTS_BASE_URL: "https://pay.example",
    SANDBOX_PAYMENTS_WEBHOOK_URL: "https://shop.example/w",
  };
  expect(readConfig(full)).toMatchObject({
    baseUrl: "https://pay.example",
    webhookUrl: "https://shop.example/w",
  });
});
