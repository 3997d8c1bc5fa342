// Routes that take idempotency keys, in two processes over one database, and what their handlers were asked to do.
import { Readable } from "node:stream";
import type { Db } from "@souk/db";
import { Refusal } from "@souk/errors";
import { z } from "zod";
import { anyone, json, noContent, redirect, route, signedIn, stream, type Route } from "../src/index.ts";
import { createDatabase } from "./database.ts";
import { createStage, type Stage } from "./stage.ts";

const Body = z.strictObject({ what: z.string(), options: z.record(z.string(), z.int()).optional() });

/** What a handler was called with. */
export type Call = {
  readonly what: string;
  readonly resourceId: string | undefined;
  readonly key: string | undefined;
};
/** Emptied before each test; `gate` holds back handlers that are asked to wait. */
export type Script = { calls: Call[]; gate: PromiseWithResolvers<void> };

const outcomesOf = (script: Script): Record<string, () => unknown> => ({
  order: () => undefined,
  conflict: () => Promise.reject(new Refusal("conflict", "sold_out", "Sold out.", { extra: { left: 2 } })),
  invalid: () => Promise.reject(new Refusal("invalid", "cart_empty", "Empty.")),
  missing: () => Promise.reject(new Refusal("not_found", "cart_not_found", "No cart.")),
  unavailable: () =>
    Promise.reject(new Refusal("unavailable", "stock_unavailable", "Later.", { retryAfterSeconds: 7 })),
  bug: () => Promise.reject(new Error("boom")),
  nothing: () => noContent({ "x-note": "done" }),
  elsewhere: () => redirect("/there"),
  large: () => ({ text: "x".repeat(70_000) }),
  flow: () => stream("text/plain", Readable.from(["a", "b"])),
  bytes: () => stream("text/plain", Buffer.from("bytes")),
  wait: () => script.gate.promise,
  waitFirst: () => (script.calls.length === 1 ? script.gate.promise : undefined),
});

export const keyedRoutes = (script: Script): readonly Route[] => [
  route(
    "POST /orders",
    {
      summary: "Order",
      access: anyone(),
      ownership: "none",
      body: Body,
      status: 201,
      idempotency: "required",
      idempotencyScope: ({ headers }) => headers["x-scope"]?.toString(),
    },
    async ({ body, idempotency }) => {
      script.calls.push({ what: body.what, resourceId: idempotency?.resourceId, key: idempotency?.key });
      const outcome = await outcomesOf(script)[body.what]?.();
      return (
        outcome ??
        json(
          { orderId: idempotency?.resourceId },
          { headers: { location: "/orders/1", "set-cookie": "a=b" } },
        )
      );
    },
  ),
  route(
    "POST /notes",
    { summary: "Note", access: signedIn(), ownership: "own", body: Body },
    ({ idempotency }) => ({ key: idempotency?.key ?? null }),
  ),
  route(
    "POST /notes/:id",
    { summary: "Note", access: anyone(), ownership: "none", params: z.strictObject({ id: z.string() }) },
    ({ params }) => ({ id: params.id }),
  ),
  route("POST /raw", { summary: "Raw", access: anyone(), ownership: "none", rawBody: true }, ({ body }) => ({
    size: body.length,
  })),
  route(
    "POST /sessions",
    { summary: "Sign in", access: anyone(), ownership: "none", body: Body, idempotency: "none" },
    ({ idempotency }) => ({ idempotency: idempotency ?? null }),
  ),
];

type Sent = {
  readonly key?: string;
  readonly what?: string;
  readonly headers?: Record<string, string>;
  readonly url?: string;
  readonly body?: unknown;
};

/** Sends a POST, by default of an order. */
export async function send(
  at: Stage,
  { key, what = "order", headers, url = "/api/v1/orders", body = { what } }: Sent,
) {
  const answer = await at.app.inject({
    method: "POST",
    url,
    headers: {
      "content-type": "application/json",
      ...(key !== undefined && { "idempotency-key": key }),
      ...headers,
    },
    payload: Buffer.isBuffer(body) ? body : JSON.stringify(body),
  });
  return {
    status: answer.statusCode,
    text: answer.body,
    headers: answer.headers,
    code: answer.body.startsWith("{") ? answer.json().code : undefined,
  };
}

export type KeyedStage = {
  readonly script: Script;
  readonly stage: Stage;
  readonly twin: Stage;
  readonly db: Db<never>;
  reset(): void;
  close(): Promise<void>;
};

/** `stage` and `twin` are two processes: they share nothing but the database. */
export async function createKeyedStage(): Promise<KeyedStage> {
  const script: Script = { calls: [], gate: Promise.withResolvers() };
  const database = await createDatabase();
  const options = { idempotencyDb: database.db, logLevel: "error" };
  const stage = await createStage(keyedRoutes(script), { ...options, idempotencyWaitMs: 5_000 });
  const twin = await createStage(keyedRoutes(script), { ...options, idempotencyWaitMs: 300 });
  return {
    script,
    stage,
    twin,
    db: database.db,
    reset: () => {
      script.calls = [];
      script.gate = Promise.withResolvers();
    },
    close: async () => {
      await stage.app.close();
      await twin.app.close();
      await database.drop();
    },
  };
}
