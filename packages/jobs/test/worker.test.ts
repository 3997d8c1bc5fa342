// The worker: failures, crashes, leases, time.
import { closeDb, createDb } from "@souk/db";
import { Refusal } from "@souk/errors";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  cancelJob,
  createWorker,
  defineJob,
  enqueue,
  listDeadJobs,
  onJob,
  reviveDeadJobs,
  runDueJobs,
  type JobOutcome,
} from "../src/index.ts";
import { takeDueJobs } from "../src/store/jobs.ts";
import { query } from "./database.ts";
import { createStage, eventually, remembering, Work, type Stage } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.close());

const jobs = (): Promise<readonly Record<string, unknown>[]> =>
  query(
    stage.db,
    "select name, key, is_running, attempts, reason, died_at is not null as is_dead from jobs order by created_at",
  );

test("a job that fails is tried again after a while, and its data is kept", async () => {
  let failures = 2;
  const { steps, handler } = remembering(async () => {
    if (failures-- > 0) throw new Error("cannot");
    return "done";
  });
  const worker = await stage.started(handler);
  await enqueue(stage.db, Work, { key: "a", data: { step: 7 } });
  await eventually(async () => expect(await jobs()).toEqual([]));
  expect(steps).toEqual([7, 7, 7]);
  expect(await worker.isIdle()).toBe(true);
  expect(await stage.metric(/souk_job_runs_total.*end="failed"/)).toBe(2);
  expect(stage.lines.join("")).toContain("a job failed");
});

test("after the last try a job is dead, with the reason; its key is free, and it can be revived", async () => {
  let isHealed = false;
  const { steps, handler } = remembering(async () => {
    if (!isHealed) throw new Refusal("conflict", "provider_down", "The provider is down.");
    return "done";
  });
  const worker = await stage.started(handler);
  await enqueue(stage.db, Work, { key: "a", data: { step: 1 } });
  await eventually(async () => expect(await listDeadJobs(stage.db)).toHaveLength(1));
  expect(steps).toEqual([1, 1, 1]);
  const [dead] = await listDeadJobs(stage.db);
  expect(dead).toMatchObject({
    name: "work",
    key: "a",
    data: { step: 1 },
    attempts: 3,
    reason: expect.stringContaining("The provider is down."),
  });
  expect(await stage.metric(/souk_job_runs_total.*end="dead"/)).toBe(1);
  isHealed = true;
  await enqueue(stage.db, Work, { key: "a", data: { step: 2 }, afterMs: 60_000 });
  expect(await reviveDeadJobs(stage.db, [dead!.id])).toBe(0);
  await cancelJob(stage.db, Work, "a");
  expect(await reviveDeadJobs(stage.db, [dead!.id])).toBe(1);
  await eventually(async () => expect(await jobs()).toEqual([]));
  expect(steps).toEqual([1, 1, 1, 1]);
  expect(await worker.isIdle()).toBe(true);
});

test("only the taking of a job is not flushed to disk; the connection's next changes are", async () => {
  const alone = createDb<unknown>({ url: stage.url, applicationName: "test", connectionsMax: 1 });
  try {
    await query(alone, "set synchronous_commit = on");
    await enqueue(alone, Work, { data: { step: 1 } });
    expect(await takeDueJobs.rows(alone, [["work"], [1_000], 10])).toMatchObject([{ attempts: 1 }]);
    expect(await query(alone, "show synchronous_commit")).toEqual([{ synchronous_commit: "on" }]);
  } finally {
    await closeDb(alone);
  }
});

test("a job that wants to come back has not failed, and its tries begin anew", async () => {
  const attempts: number[] = [];
  const { handler } = remembering(async (_task, { attempt }) => {
    attempts.push(attempt);
    return attempts.length < 6 ? { retryAfterMs: 0 } : "done";
  });
  await enqueue(stage.db, Work, { data: { step: 1 } });
  expect(await runDueJobs(stage.worker(handler))).toBe(6);
  expect(attempts).toEqual([1, 1, 1, 1, 1, 1]);
  expect(await stage.metric(/souk_job_runs_total.*end="continued"/)).toBe(5);
});

test("a job that takes too long has failed", async () => {
  const never = defineJob<null>({ name: "never", attemptsMax: 1, timeoutMs: 20 });
  const worker = stage.worker(onJob(never, () => new Promise(() => undefined)));
  await enqueue(stage.db, never, { data: null });
  await runDueJobs(worker);
  expect(await listDeadJobs(stage.db, 1)).toMatchObject([
    { reason: "Error: The job took more than 20 ms.", key: undefined },
  ]);
});

test("a job whose worker died is taken over when its lease ends", async () => {
  const { steps, handler } = remembering();
  await enqueue(stage.db, Work, { data: { step: 1 } });
  await query(
    stage.db,
    "update jobs set is_running = true, attempts = 1, token = 1, run_at = now() + interval '300 milliseconds'",
  );
  const worker = await stage.started(handler, { pollMs: 60_000 });
  expect(await worker.isIdle()).toBe(false);
  await eventually(() => expect(steps).toEqual([1]));
  await eventually(async () => expect(await worker.isIdle()).toBe(true));
  expect(await stage.metric(/souk_job_takeovers_total\{/)).toBe(1);
});

test("a job that kills its worker each time dies in the end", async () => {
  const { steps, handler } = remembering();
  await enqueue(stage.db, Work, { data: { step: 1 } });
  await query(stage.db, "update jobs set is_running = true, attempts = 3, token = 3");
  await runDueJobs(stage.worker(handler));
  expect(steps).toEqual([]);
  expect(await listDeadJobs(stage.db)).toMatchObject([{ reason: "The worker died during the last try." }]);
});

test("while a long job runs its lease is renewed, and no other worker takes it", async () => {
  const mayEnd = Promise.withResolvers<void>();
  const long = defineJob<null>({ name: "long", leaseMs: 300 });
  let runs = 0;
  const handler = onJob(long, async () => {
    runs += 1;
    await mayEnd.promise;
    return "done";
  });
  await stage.started(handler);
  await stage.started(handler);
  await enqueue(stage.db, long, { data: null });
  const leaseOf = async (): Promise<number> => {
    const [row] = await query<{ lease: number }>(
      stage.db,
      "select extract(epoch from run_at)::float8 as lease from jobs where is_running",
    );
    return row!.lease;
  };
  await eventually(() => expect(runs).toBe(1));
  const first = await leaseOf();
  await eventually(async () => expect(await leaseOf()).toBeGreaterThan(first + 0.6));
  expect(runs).toBe(1);
  mayEnd.resolve();
  await eventually(async () => expect(await jobs()).toEqual([]));
});

test.each([
  ["done", async (): Promise<JobOutcome> => "done"],
  ["failed", (): Promise<JobOutcome> => Promise.reject(new Error("cannot"))],
  ["to come back", async (): Promise<JobOutcome> => ({ retryAfterMs: 0 })],
])("what a stalled worker says of a job that another has taken (%s) is refused", async (_what, end) => {
  const { steps, handler } = remembering(async (): Promise<JobOutcome> => {
    // What happens while a worker is stopped for longer than the lease.
    await query(
      stage.db,
      "update jobs set token = token + 1, attempts = attempts + 1, run_at = now() + interval '1 minute'",
    );
    return end();
  });
  await enqueue(stage.db, Work, { key: "a", data: { step: 1 } });
  await runDueJobs(stage.worker(handler));
  expect(steps).toEqual([1]);
  expect(await jobs()).toEqual([
    { name: "work", key: "a", is_running: true, attempts: 2, reason: null, is_dead: false },
  ]);
  expect(await stage.metric(/souk_job_runs_total.*end="lost"/)).toBe(1);
});

test("several workers share the jobs, and none is done twice", async () => {
  const { steps, handler } = remembering();
  const workers = [await stage.started(handler), await stage.started(handler), await stage.started(handler)];
  await Promise.all(Array.from({ length: 300 }, (_, step) => enqueue(stage.db, Work, { data: { step } })));
  await eventually(async () => expect(await jobs()).toEqual([]));
  expect(steps.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, step) => step));
  expect(await workers[0]!.isIdle()).toBe(true);
});

test("no more jobs run at a time than allowed", async () => {
  let [running, runningMax] = [0, 0];
  const { handler } = remembering(async () => {
    runningMax = Math.max(runningMax, ++running);
    await query(stage.db, "select pg_sleep(0.002)");
    running -= 1;
    return "done";
  });
  for (let step = 0; step < 20; step += 1) await enqueue(stage.db, Work, { data: { step } });
  await stage.started(handler, { concurrency: 2, pollMs: 60_000 });
  await eventually(async () => expect(await jobs()).toEqual([]));
  expect(runningMax).toBe(2);
});

test("a worker wakes for a job that was enqueued here, by a call from elsewhere, by hand, and at the time of a timer", async () => {
  const { steps, handler } = remembering();
  const worker = await stage.started(handler, { pollMs: 60_000, url: stage.url });
  await enqueue(stage.db, Work, { data: { step: 1 } });
  await eventually(() => expect(steps).toEqual([1]));
  await enqueue(stage.db, Work, { data: { step: 2 }, afterMs: 80 });
  await enqueue(stage.db, Work, { data: { step: 3 }, runAt: new Date(Date.now() + 160) });
  await eventually(() => expect(steps).toEqual([1, 2, 3]));
  const insert = "insert into jobs (id, name, data, run_at) values (gen_random_uuid(), 'work', $1, now())";
  await query(stage.db, insert, { step: 4 });
  await query(stage.db, "select pg_notify('jobs', '')");
  await eventually(() => expect(steps).toEqual([1, 2, 3, 4]));
  await query(stage.db, insert, { step: 5 });
  worker.wake();
  await eventually(() => expect(steps).toEqual([1, 2, 3, 4, 5]));
});

test("without any call the poll finds a job", async () => {
  const { steps, handler } = remembering();
  await stage.started(handler);
  await query(
    stage.db,
    `insert into jobs (id, name, data, run_at) values (gen_random_uuid(), 'work', '{"step": 1}', now())`,
  );
  await eventually(() => expect(steps).toEqual([1]));
});

test("a worker that stops waits for what runs and takes nothing more", async () => {
  const [began, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const { steps, handler } = remembering(async () => {
    began.resolve();
    await mayEnd.promise;
    return "done";
  });
  const worker = createWorker({
    db: stage.db,
    telemetry: stage.telemetry,
    handlers: [handler],
    concurrency: 1,
  });
  await worker.start();
  await enqueue(stage.db, Work, { key: "a", data: { step: 1 } });
  await began.promise;
  await enqueue(stage.db, Work, { key: "b", data: { step: 2 } });
  const stopped = worker.stop();
  mayEnd.resolve();
  await stopped;
  expect(steps).toEqual([1]);
  expect(await jobs()).toMatchObject([{ key: "b", is_running: false }]);
});

test("a worker without jobs to do starts, is idle and stops", async () => {
  const worker = createWorker({ db: stage.db, telemetry: stage.telemetry, handlers: [] });
  await worker.start();
  expect(await worker.isIdle()).toBe(true);
  await worker.stop();
});

test("a worker does several kinds of jobs, each by its own handler", async () => {
  const other = defineJob<{ name: string }>({ name: "other" });
  const names: string[] = [];
  const otherHandler = onJob(other, async ({ name }) => {
    names.push(name);
    return "done";
  });
  const { steps, handler } = remembering();
  await stage.started(handler, { handlers: [handler, otherHandler], pollMs: 60_000 });
  await stage.started(remembering().handler, { handlers: [otherHandler] });
  await enqueue(stage.db, Work, { data: { step: 1 } });
  await enqueue(stage.db, other, { data: { name: "a" } });
  await eventually(() => expect([steps, names]).toEqual([[1], ["a"]]));
});

test("jobs that nobody here knows are left alone", async () => {
  await enqueue(stage.db, defineJob<null>({ name: "other" }), { data: null });
  expect(await runDueJobs(stage.worker(remembering().handler))).toBe(0);
  expect(await jobs()).toMatchObject([{ name: "other", attempts: 0 }]);
});

test("while the database cannot be written, ends are kept and told later, or the lease brings the job again", async () => {
  let isFirst = true;
  const { steps, handler } = remembering(async ({ step }) => {
    if (isFirst) await query(stage.db, "alter table jobs rename to away");
    isFirst = false;
    if (step === 2) throw new Error("cannot");
    return "done";
  });
  await enqueue(stage.db, Work, { data: { step: 1 } });
  await enqueue(stage.db, Work, { data: { step: 2 } });
  await stage.started(handler);
  await eventually(() => expect(stage.lines.join("")).toContain("a job's end could not be written"));
  await eventually(() => expect(stage.lines.join("")).toContain("the jobs could not be read or ended"));
  await query(stage.db, "alter table away rename to jobs");
  await eventually(async () => expect(await jobs()).toMatchObject([{ is_dead: true }]));
  expect(steps.filter((step) => step === 1)).toEqual([1]);
  expect(steps.filter((step) => step === 2).length).toBeGreaterThan(1);
});
