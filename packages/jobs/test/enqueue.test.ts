// Promising work, moving it, taking it back.
import { inTransaction, runBatch } from "@souk/db";
import { continueTrace, currentTraceparent } from "@souk/telemetry";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cancelJob, cancelJobQuery, enqueue, enqueueQuery, runDueJobs } from "../src/index.ts";
import { query } from "./database.ts";
import { createStage, remembering, Work, type Stage } from "./stage.ts";

const trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.close());

/** Seconds until each job is due, by the database's clock. */
async function dueIn(): Promise<readonly number[]> {
  const rows = await query<{ seconds: number }>(
    stage.db,
    "select round(extract(epoch from run_at - now()))::int as seconds from jobs order by 1",
  );
  return rows.map(({ seconds }) => seconds);
}

test("a job is done with its data and then forgotten", async () => {
  const { steps, handler } = remembering();
  await enqueue(stage.db, Work, { data: { step: 1 } });
  expect(await runDueJobs(stage.worker(handler))).toBe(1);
  expect(steps).toEqual([1]);
  expect(await query(stage.db, "select from jobs")).toHaveLength(0);
});

test("a job of a transaction that was undone is never done", async () => {
  const undone = inTransaction(stage.db, async (tx) => {
    await enqueue(tx, Work, { data: { step: 1 } });
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  expect(await runDueJobs(stage.worker(remembering().handler))).toBe(0);
});

test("a job waits for its time, by the database's clock", async () => {
  const { steps, handler } = remembering();
  await enqueue(stage.db, Work, { data: { step: 1 }, afterMs: 60_000 });
  await enqueue(stage.db, Work, { data: { step: 2 }, runAt: new Date(Date.now() + 120_000) });
  await enqueue(stage.db, Work, { data: { step: 3 }, runAt: new Date(Date.now() - 120_000) });
  expect(await runDueJobs(stage.worker(handler))).toBe(1);
  expect(steps).toEqual([3]);
  expect(await dueIn()).toEqual([60, 120]);
});

test("a second request with the same key is ignored, also when both come at once; other keys and names are not touched", async () => {
  const { steps, handler } = remembering();
  await Promise.all(
    [1, 2, 3].map((step) => inTransaction(stage.db, (tx) => enqueue(tx, Work, { key: "a", data: { step } }))),
  );
  await enqueue(stage.db, Work, { key: "b", data: { step: 4 } });
  await enqueue(stage.db, Work, { data: { step: 5 } });
  await enqueue(stage.db, Work, { data: { step: 6 } });
  expect(await runDueJobs(stage.worker(handler))).toBe(4);
  expect(steps.filter((step) => step <= 3)).toHaveLength(1);
  expect(steps.filter((step) => step > 3).toSorted((a, b) => a - b)).toEqual([4, 5, 6]);
  await enqueue(stage.db, Work, { key: "a", data: { step: 7 } });
  expect(await runDueJobs(stage.worker(handler))).toBe(1);
});

test("a request that replaces gives a waiting job its data and its time, and its tries begin anew", async () => {
  const { steps, handler } = remembering();
  await enqueue(stage.db, Work, { key: "a", data: { step: 1 }, afterMs: 60_000 });
  await query(stage.db, "update jobs set attempts = 2");
  await enqueue(stage.db, Work, { key: "a", data: { step: 2 }, replace: true, afterMs: 120_000 });
  expect(await query(stage.db, "select attempts, data from jobs")).toEqual([
    { attempts: 0, data: { step: 2 } },
  ]);
  expect(await dueIn()).toEqual([120]);
  await enqueue(stage.db, Work, { key: "a", data: { step: 3 }, replace: true });
  await runDueJobs(stage.worker(handler));
  expect(steps).toEqual([3]);
});

test("a job that is replaced while it runs, runs once more with the new data", async () => {
  const { steps, handler } = remembering(async ({ step }) => {
    if (step === 1) await enqueue(stage.db, Work, { key: "a", data: { step: 2 }, replace: true });
    return "done";
  });
  await enqueue(stage.db, Work, { key: "a", data: { step: 1 } });
  expect(await runDueJobs(stage.worker(handler))).toBe(2);
  expect(steps).toEqual([1, 2]);
  expect(await query(stage.db, "select from jobs")).toHaveLength(0);
});

test.each([
  ["fails", () => Promise.reject(new Error("cannot"))],
  ["wants to come back", async () => ({ retryAfterMs: 600_000 })],
] as const)("a job that is replaced while it runs and then %s, waits for its new time", async (_how, end) => {
  const { handler } = remembering(async () => {
    await enqueue(stage.db, Work, { key: "a", data: { step: 2 }, replace: true, afterMs: 60_000 });
    return end();
  });
  await enqueue(stage.db, Work, { key: "a", data: { step: 1 } });
  await query(stage.db, "update jobs set attempts = 2");
  await runDueJobs(stage.worker(handler));
  expect(await dueIn()).toEqual([60]);
  expect(await query(stage.db, "select attempts, is_running, died_at, data from jobs")).toEqual([
    { attempts: 0, is_running: false, died_at: null, data: { step: 2 } },
  ]);
});

test("a job that was cancelled is not done, and cancelling what is not there does nothing", async () => {
  const { steps, handler } = remembering();
  await enqueue(stage.db, Work, { key: "a", data: { step: 1 } });
  await enqueue(stage.db, Work, { key: "b", data: { step: 2 } });
  await cancelJob(stage.db, Work, "a");
  await cancelJob(stage.db, Work, "a");
  await runDueJobs(stage.worker(handler));
  expect(steps).toEqual([2]);
});

test("a job that is cancelled while it runs is not tried again", async () => {
  const { steps, handler } = remembering(async () => {
    await cancelJob(stage.db, Work, "a");
    throw new Error("cannot");
  });
  await enqueue(stage.db, Work, { key: "a", data: { step: 1 } });
  await runDueJobs(stage.worker(handler));
  expect(steps).toEqual([1]);
  expect(await query(stage.db, "select from jobs")).toHaveLength(0);
  expect(await stage.metric(/souk_job_runs_total.*end="lost"/)).toBe(1);
});

test("enqueue and cancel go into a batch, and are undone with it", async () => {
  await runBatch(stage.db, [enqueueQuery(Work, { key: "a", data: { step: 1 } })]);
  const failing = { sql: "select 1 / 0", parameters: [] };
  await expect(
    runBatch(stage.db, [
      cancelJobQuery(Work, "a"),
      enqueueQuery(Work, { key: "b", data: { step: 2 } }),
      failing,
    ]),
  ).rejects.toThrow("division");
  expect(await query(stage.db, "select key from jobs")).toEqual([{ key: "a" }]);
  await runBatch(stage.db, [cancelJobQuery(Work, "a")]);
  expect(await query(stage.db, "select from jobs")).toHaveLength(0);
});

test("a job is part of the trace that asked for it, and knows its id, its try and its key", async () => {
  const heard: unknown[] = [];
  const { handler } = remembering(async (_task, meta) => {
    heard.push({ ...meta, trace: currentTraceparent()?.split("-")[1] });
    return "done";
  });
  await continueTrace({ traceparent: trace }, () => enqueue(stage.db, Work, { key: "a", data: { step: 1 } }));
  const [row] = await query<{ id: string }>(stage.db, "select id from jobs");
  await runDueJobs(stage.worker(handler));
  expect(heard).toEqual([{ jobId: row?.id, attempt: 1, key: "a", trace: trace.split("-")[1] }]);
});
