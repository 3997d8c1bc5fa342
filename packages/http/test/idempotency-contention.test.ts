// Idempotency keys when requests come at the same time, and when processes die.
import { newId } from "@souk/db";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { query } from "./database.ts";
import { createKeyedStage, keyedRoutes, send } from "./keyed-stage.ts";
import { createStage } from "./stage.ts";

const keyed = await createKeyedStage();
const { script, stage, twin, db } = keyed;
afterAll(() => keyed.close());
beforeEach(() => keyed.reset());

const rowOf = (key: string) => query(db, "select xmin::text from idempotency_keys where key = $1", key);
const endLeases = () => query(db, "update idempotency_keys set leased_until = clock_timestamp()");

describe("requests at the same time", () => {
  test("50 with one key run the handler once and get the same body", async () => {
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(stage, { key })));
    expect(script.calls).toHaveLength(1);
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers["idempotent-replayed"] === undefined)).toHaveLength(1);
  });

  test("50 with one key in two processes run the handler once and get the same body", async () => {
    const key = newId();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => send(index % 2 === 0 ? stage : twin, { key })),
    );
    expect(script.calls).toHaveLength(1);
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  });

  test("with one key and other bodies: one runs, the others are refused", async () => {
    const key = newId();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        send(stage, { key, body: { what: "order", options: { index } } }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      201,
      ...Array.from({ length: 9 }, () => 422),
    ]);
    expect(script.calls).toHaveLength(1);
  });

  test("share the failure of the first, which is logged once", async () => {
    const key = newId();
    const before = stage.lines.length;
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(stage, { key, what: "bug" })));
    expect(answers.map(({ status }) => status)).toEqual([500, 500, 500, 500, 500]);
    expect(stage.lines.slice(before).filter(({ msg }) => msg === "request failed")).toHaveLength(1);
    expect(script.calls).toHaveLength(1);
  });

  test("a twin waits for the first one, but not for ever: 409", async () => {
    const key = newId();
    const first = send(twin, { key, what: "wait" });
    await expect.poll(() => script.calls.length).toBe(1);
    const sameProcess = send(twin, { key, what: "wait" });
    const otherProcess = createStage(keyedRoutes(script), { idempotencyDb: db, idempotencyWaitMs: 100 }).then(
      (at) => send(at, { key, what: "wait" }),
    );
    for (const answer of await Promise.all([sameProcess, otherProcess])) {
      expect(answer).toMatchObject({
        status: 409,
        code: "idempotency_key_in_progress",
        headers: { "retry-after": "1" },
      });
    }
    script.gate.resolve();
    expect(await first).toMatchObject({ status: 201 });
    expect(await send(stage, { key, what: "wait" })).toMatchObject({
      status: 201,
      headers: { "idempotent-replayed": "true" },
    });
    expect(script.calls).toHaveLength(1);
  });

  test("a twin in another process gets the answer that it waited for", async () => {
    const key = newId();
    const first = send(stage, { key, what: "wait" });
    await expect.poll(() => script.calls.length).toBe(1);
    const [before] = await rowOf(key);
    const second = send(twin, { key, what: "wait" });
    await expect.poll(() => rowOf(key)).not.toEqual([before]);
    script.gate.resolve();
    expect((await second).text).toBe((await first).text);
    expect((await second).headers["idempotent-replayed"]).toBe("true");
    expect(script.calls).toHaveLength(1);
  });

  test("a twin in another process takes over when the first gives up", async () => {
    const key = newId();
    const first = send(stage, { key, what: "waitFirst" });
    await expect.poll(() => script.calls.length).toBe(1);
    const [before] = await rowOf(key);
    const second = send(twin, { key, what: "waitFirst" });
    await expect.poll(() => rowOf(key)).not.toEqual([before]); // The twin has asked and found it taken.
    script.gate.reject(new Error("boom"));
    expect(await first).toMatchObject({ status: 500 });
    expect(await second).toMatchObject({ status: 201 });
    expect(new Set(script.calls.map(({ resourceId }) => resourceId)).size).toBe(1);
  });
});

describe("a process that dies between beginning and answering", () => {
  test("leaves its key to the retry, with the same resource id, after the lease", async () => {
    const key = newId();
    await send(stage, { key });
    await query(
      db,
      "update idempotency_keys set status = null, headers = null, body = null, completed_at = null where key = $1",
      key,
    );
    await endLeases();
    const retry = await send(stage, { key });
    expect(retry).toMatchObject({ status: 201 });
    expect(script.calls).toHaveLength(2);
    expect(script.calls[0]?.resourceId).toBe(script.calls[1]?.resourceId);
  });

  test("or that outlives its lease cannot write over the answer of who took over", async () => {
    const key = newId();
    const slow = send(stage, { key, what: "wait" });
    await expect.poll(() => script.calls.length).toBe(1);
    await endLeases();
    const takenOver = send(twin, { key, what: "wait" });
    await expect.poll(() => script.calls.length).toBe(2);
    script.gate.resolve();
    const answers = await Promise.all([slow, takenOver]);
    expect(answers[0]?.text).toBe(answers[1]?.text);
    expect(await send(stage, { key, what: "wait" })).toMatchObject({
      text: answers[0]?.text,
      headers: { "idempotent-replayed": "true" },
    });
  });

  test("or cannot reach its database any more still gives the answer it has", async () => {
    const key = newId();
    const answer = send(stage, { key, what: "wait" });
    await expect.poll(() => script.calls.length).toBe(1);
    await query(db, "alter table idempotency_keys rename to away");
    script.gate.resolve();
    expect(await answer).toMatchObject({ status: 201 });
    await query(db, "alter table away rename to idempotency_keys");
    expect(stage.lines.at(-1)).toMatchObject({ msg: "an idempotent answer could not be kept" });
  });
});
