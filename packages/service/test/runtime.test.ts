// One service at work: what it does by itself while it runs, what it finishes before it stops, and what it says of broken connections.
import { closeDb, createDb, statement } from "@souk/db";
import { enqueue, onJob } from "@souk/jobs";
import { expect, test, vi } from "vitest";
import { aStage, Ring, started } from "./stage.ts";

const patience = { timeout: 20_000, interval: 20 };
const keyInsert = statement<unknown, [string, string]>(
  "key_insert",
  `insert into idempotency_keys (principal, route, key, fingerprint, resource_id, lease_token, leased_until, created_at)
   values ('anonymous', 'POST /carts', $1, sha256('x'), gen_random_uuid(), gen_random_uuid(), now(), now() - $2::interval)`,
);
const keysLeft = statement<{ key: string }>("keys_left", "select key from idempotency_keys");
const makeDue = statement("make_due", "update jobs set run_at = now()");

test("idempotency keys that nobody will ask for again are forgotten, every hour", async () => {
  const stage = await aStage(["order"]);
  const services = await started(stage.options([{ name: "order" }]));
  const runtime = services.runtimes[0]!;
  const { db } = runtime.host;
  await keyInsert.rows(db, ["old", "30 days"]);
  await keyInsert.rows(db, ["new", "1 minute"]);
  await makeDue.rows(db, []);
  await vi.waitFor(async () => {
    await runtime.runDueJobs();
    expect((await keysLeft.rows(db, [])).map(({ key }) => key)).toEqual(["new"]);
  }, patience);
  await vi.waitFor(async () => expect(await services.isSettled()).toBe(true), patience); // It waits for the next hour.
});

test("a job that runs is finished before the service closes; what is not due stays for the next start", async () => {
  const stage = await aStage(["order"]);
  const ringing = Promise.withResolvers<void>();
  const services = await started(
    stage.options([
      {
        name: "order",
        more: () => ({
          jobs: [
            onJob(Ring, async ({ bell }) => {
              stage.events.push(`${bell} begins`);
              await ringing.promise;
              stage.events.push(`${bell} ends`);
              return "done";
            }),
          ],
        }),
      },
    ]),
  );
  const { db } = services.runtimes[0]!.host;
  await enqueue(db, Ring, { data: { bell: "today's bell" } });
  await enqueue(db, Ring, { data: { bell: "tomorrow's bell" }, afterMs: 86_400_000 });
  await vi.waitFor(() => expect(stage.events).toContain("today's bell begins"), patience);
  const stopped = services.stop();
  ringing.resolve();
  await stopped;
  expect(stage.events.slice(-2)).toEqual(["today's bell ends", "order closed"]);
  expect(stage.events).not.toContain("tomorrow's bell begins");
});

test("connections that break are told, and replaced", async () => {
  const stage = await aStage(["order"]);
  const options = stage.options([{ name: "order" }]);
  const services = await started(options);
  const idle = (): Promise<number> => stage.connections();
  await vi.waitFor(async () => expect(await idle()).toBeGreaterThan(1), patience);
  for (const name of ["order", "bus"] as const) {
    const db = createDb<unknown>({
      url: options.databaseUrl(name),
      applicationName: "axe",
      connectionsMax: 1,
    });
    const cut = statement(
      "cut",
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    await cut.rows(db, []);
    await closeDb(db);
  }
  await vi.waitFor(() => {
    const lines = stage.logLines.join("");
    expect(lines).toContain("a connection to the database broke");
    expect(lines).toContain("a connection to the bus broke");
  }, patience);
  await vi.waitFor(async () => expect(await services.isSettled()).toBe(true), patience);
});
