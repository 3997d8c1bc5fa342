// A process to be killed while it runs a job.
import { Writable } from "node:stream";
import { createDb } from "@souk/db";
import { createTelemetry } from "@souk/telemetry";
import { createWorker, defineJob, onJob } from "../src/index.ts";

const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
const db = createDb<unknown>({ url: process.env["SERVICE_URL"]!, applicationName: "souk-test" });
const handler = onJob(defineJob({ name: "work", leaseMs: 900 }), async () => {
  process.stdout.write("running\n");
  return new Promise(() => undefined);
});
await createWorker({
  db,
  handlers: [handler],
  telemetry: createTelemetry({ service: "shop", destination: silence }),
}).start();
