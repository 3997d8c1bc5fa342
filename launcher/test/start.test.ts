// `npm start` as people use it: the first start and the next ones, every way to stop it, and what must not work.
import { chownSync, existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@souk/embedded-postgres";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { aFolder, asNobody, isOpenToOthers, NOBODY } from "./folders.ts";
import { killAll, launch, nothingLeftOf, processesOf, run, startFile, type ShopProcess } from "./shop.ts";

const STOP_MS_MAX = 10_000;
const PATIENCE_MS = 20_000;
/** New data folders take their time on a busy machine. */
vi.setConfig({ testTimeout: 90_000 });

/** One data folder for all that can share it: the first start is slow. */
let data: string;
let env: Readonly<Record<string, string>>;
let firstWords: string;
let password: string;

beforeAll(async () => {
  data = realpathSync(mkdtempSync(join(tmpdir(), "souk-start-")));
  env = { PORT: "0", SOUK_DATA: data };
  const shop = launch({ env, command: ["npm", "start"] });
  const url = await shop.opened();
  // The address may be read before the rest of the welcome has come through the pipe.
  password = await vi.waitFor(() => {
    firstWords = shop.said();
    const [, shown] = /Password +(\S+) +\(shown this once\)/.exec(firstWords) ?? [];
    if (shown === undefined) throw new Error("The password is not shown yet.");
    return shown;
  }, PATIENCE_MS);
  await signIn(url, { email: "admin@souk.example", password });
  shop.signalGroup("SIGTERM");
  await shop.ended();
  await nothingLeftOf(data);
}, 120_000);
afterEach(killAll);
afterAll(() => rmSync(data, { recursive: true, force: true, maxRetries: 20 }));

const BUSY = 503;

/** A shop that has just opened on a busy machine may turn requests away before anything is done: then it is asked again, as clients do. */
async function api(
  url: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: Record<string, never> }> {
  const request = body !== undefined && {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  };
  const ask = async (): Promise<Response> => {
    const answer = await fetch(`${url}${path}`, { ...request });
    expect(answer.status).not.toBe(BUSY);
    return answer;
  };
  const answer = await vi.waitFor(ask, { timeout: PATIENCE_MS, interval: 200 });
  return { status: answer.status, body: (await answer.json()) as Record<string, never> };
}

async function signIn(url: string, body: { email: string; password: string }): Promise<void> {
  expect((await api(url, "/api/v1/users/login", body)).status).toBe(200);
}

/** Ends within its time, says that all is well, and leaves no process behind. */
async function endsWell(shop: ShopProcess, signal: () => void): Promise<void> {
  const before = performance.now();
  signal();
  expect(await shop.ended(), shop.said()).toMatchObject({ status: 0, signal: null });
  expect(performance.now() - before).toBeLessThan(STOP_MS_MAX);
  await nothingLeftOf(data);
}

test("the first start says where everything is and shows the administrator's password, and it is the right one", () => {
  for (const word of ["Shop ", "API reference", "Mailbox", "Payment sandbox", data, "admin@souk.example"]) {
    expect(firstWords).toContain(word);
  }
  expect(password).toMatch(/^[\w-]{20}$/);
  expect(existsSync(join(data, "administrator-password"))).toBe(false);
});

test("later starts do not show it; it can sell, with pages, reference and mailbox; SIGTERM ends it", async () => {
  const shop = launch({ env });
  const url = await shop.opened();
  expect(shop.said()).not.toContain("Password");
  expect(shop.said()).not.toContain(password);
  expect(await api(url, "/readyz")).toMatchObject({ status: 200 });
  const { body } = await api(url, "/api/v1/products?limit=1");
  expect(body["items"]).toHaveLength(1);
  for (const path of ["/", "/api/docs", "/dev/mailbox/"])
    expect((await fetch(`${url}${path}`)).status).toBe(200);
  await signIn(url, { email: "admin@souk.example", password });
  await endsWell(shop, () => shop.child.kill("SIGTERM"));
});

test("while it is open nobody else gets its data or its port; killed, it opens again at once and has lost nothing", async () => {
  const shop = launch({ env });
  const url = await shop.opened();
  const [sameData, samePort] = await Promise.all([
    run({ env }),
    run({ env: { ...env, PORT: new URL(url).port, SOUK_DATA: aFolder() } }),
  ]);
  expect(sameData.status).toBe(1);
  expect(sameData.said).toMatch(
    new RegExp(`The data in ${data}/postgres is in use by process ${shop.child.pid}`),
  );
  expect(samePort.status).toBe(1);
  expect(samePort.said).toMatch(/^Port \d+ is taken.*PORT=\d+ npm start\nMore: npm run doctor$/m);
  for (const { said } of [sameData, samePort]) expect(said).not.toContain("    at ");

  const cart = await api(url, "/api/v1/carts", {});
  shop.child.kill("SIGKILL");
  expect((await shop.ended()).signal).toBe("SIGKILL");

  const again = launch({ env });
  const urlAgain = await again.opened();
  expect(await api(urlAgain, `/api/v1/carts/${cart.body["id"]}`)).toMatchObject({
    status: 200,
    body: { id: cart.body["id"] },
  });
  await endsWell(again, () => again.signalGroup("SIGINT"));
});

test("a terminal that is closed closes the shop", async () => {
  const shop = launch({ env });
  await shop.opened();
  await endsWell(shop, () => shop.signalGroup("SIGHUP"));
});

test("told to stop while it starts, it stops", async () => {
  const shop = launch({ env });
  await expect.poll(() => processesOf(data).length, { timeout: 20_000, interval: 5 }).toBeGreaterThan(1);
  await endsWell(shop, () => shop.signalGroup("SIGINT"));
  expect(shop.said()).not.toContain("Souk is open");
});

describe("with settings", () => {
  test("no demo goods, an administrator of one's own, orders in another PostgreSQL", async () => {
    const elsewhere = await startEmbeddedPostgres({ dataDirectory: aFolder(), durable: false });
    onTestFinished(() => elsewhere.stop());
    await elsewhere.ensureDatabase("orders_elsewhere");
    const orders = elsewhere.url("orders_elsewhere");
    const administrator = { email: "leyla@shop.example", password: "kept in my head alone" };
    const shop = launch({
      env: {
        PORT: "0",
        SOUK_DATA: aFolder(),
        SOUK_SEED: "none",
        SOUK_ADMIN_EMAIL: administrator.email,
        SOUK_ADMIN_PASSWORD: administrator.password,
        DATABASE_URL_ORDER: orders,
      },
    });
    const url = await shop.opened();
    expect(shop.said()).not.toContain(administrator.password);
    expect((await api(url, "/api/v1/products")).body["items"]).toEqual([]);
    await signIn(url, administrator);
    const { body } = await api(url, "/api/v1/carts", {});
    const client = new Client({ connectionString: orders });
    await client.connect();
    const { rows } = await client.query("select id from carts");
    await client.end();
    expect(rows).toEqual([{ id: body["id"] }]);
    shop.child.kill("SIGTERM");
    expect((await shop.ended()).status).toBe(0);
  });

  test("wrong ones are named, and nothing is left running", async () => {
    const own = await run({ env: { ...env, PORT: "http", SOUK_SEED: "some" } });
    expect(own).toMatchObject({ status: 1 });
    expect(own.said).toMatch(/^These settings cannot be used:\n {2}PORT: .*\n {2}SOUK_SEED: /);
    const ofService = await run({ env: { ...env, ORDER_PAYMENT_WINDOW_SECONDS: "soon" } });
    expect(ofService).toMatchObject({ status: 1 });
    expect(ofService.said).toContain("ORDER_PAYMENT_WINDOW_SECONDS");
    await nothingLeftOf(data);
  });

  test("a sandbox elsewhere is used, and none is started here", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void taken.close());
    const sandboxUrl = `http://127.0.0.1:${(taken.address() as AddressInfo).port}`;
    const keys = {
      PAYMENT_SANDBOX_API_KEY: "sk_of_the_tests_0123456789",
      PAYMENT_SANDBOX_WEBHOOK_SECRET: "whsec_of_the_tests_0123",
    };
    const shop = launch({ env: { ...env, PAYMENT_SANDBOX_URL: sandboxUrl, ...keys } });
    await shop.opened();
    expect(shop.said()).toContain(sandboxUrl);
    await endsWell(shop, () => shop.child.kill("SIGTERM"));
  });
});

test.runIf(process.getuid?.() === 0 && isOpenToOthers())(
  "an ordinary user opens a shop in a folder of their own",
  async () => {
    const folder = aFolder();
    chownSync(folder, NOBODY, NOBODY);
    const shop = launch({
      env: { PORT: "0", SOUK_DATA: join(folder, "data"), SOUK_SEED: "none", HOME: folder },
      command: [...asNobody, process.execPath, startFile],
    });
    const url = await shop.opened();
    expect(await api(url, "/readyz")).toMatchObject({ status: 200 });
    shop.child.kill("SIGTERM");
    expect((await shop.ended()).status).toBe(0);
    await nothingLeftOf(folder);
  },
);
