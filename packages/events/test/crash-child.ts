// A process to be killed: it handles an event, commits the effect, and hangs before the bus learns of it.
import { createDb, inTransaction, statement } from "@souk/db";
import { claimEvent, createConsumer, createPostgresBus, on } from "../src/index.ts";
import { createSilentTelemetry, Stepped } from "./stage-telemetry.ts";

const db = createDb<unknown>({ url: process.env["SERVICE_URL"]!, applicationName: "souk-test" });
const busDb = createDb<unknown>({ url: process.env["BUS_URL"]!, applicationName: "souk-test" });
const telemetry = createSilentTelemetry("shop");
const bus = await createPostgresBus({ db: busDb, telemetry, pollMs: 50, leaseMs: 900 });
const insert = statement<never, readonly [string, number]>(
  "test_effect",
  "insert into effects (thing, step) values ($1, $2)",
);

const subscription = on(Stepped, async ({ thingId, step }, { eventId }) => {
  await inTransaction(db, async (tx) => {
    if (await claimEvent(tx, "effect", eventId)) await insert.rows(tx, [thingId, step]);
  });
  if (step !== 2) return;
  process.stdout.write("handled\n");
  await new Promise(() => undefined);
});

await createConsumer({ service: "shop", db, bus, telemetry, subscriptions: [subscription] }).start();
