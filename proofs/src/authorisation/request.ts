// Requests to declared routes, built from nothing but their declarations: addresses, bodies and headers that the schemas accept.
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { type Route, urlOf } from "@souk/http";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { sampleOf } from "./sample.ts";

export type Names = Readonly<Record<string, unknown>>;
export type Target = { readonly service: string; readonly app: FastifyInstance; readonly route: Route };
export type Sent = {
  readonly authorization?: string | undefined;
  /** Ids for the path by the parameter's name; others are made up. */
  readonly params?: Names;
  readonly query?: Names;
  readonly body?: unknown;
};
export type Answer = {
  readonly status: number;
  readonly code: string;
  readonly contentType: string;
  readonly text: string;
  readonly challenge: string;
  readonly pointers: readonly string[];
};

const OVERLOADED = "overloaded";
const BUSY_MS_MAX = 60_000;
const BUSY_PAUSE_MS = 50;

const paramCandidates: readonly string[] = ["example", "sandbox", "a", "1", "en", "2026-01-01"];
const problem = z.object({
  code: z.string().default(""),
  errors: z.array(z.object({ pointer: z.string(), code: z.string() })).default([]),
});

export function nameOf({ method, path, options }: Pick<Route, "method" | "path" | "options">): string {
  return `${method} ${options.absolute === true ? "" : "/api/v1"}${path}`;
}

/** The names behind the colons of a path. */
export function paramNamesOf({ path }: Pick<Route, "path">): readonly string[] {
  return [...path.matchAll(/:(\w+)/g)].flatMap(([, name]) => name ?? []);
}

/** Values that the schema takes, where guessing finds some. */
export function madeUpParams(route: Route): Record<string, string> {
  const names = paramNamesOf(route);
  const { params: schema } = route.options;
  const withAll = (value: string) => Object.fromEntries(names.map((name) => [name, value]));
  const id = withAll(randomUUID());
  if (schema === undefined || schema.safeParse(id).success) return id;
  const shape = schema instanceof z.ZodObject ? schema.shape : {};
  return Object.fromEntries(
    names.map((name) => {
      const field: unknown = shape[name];
      const fits = (value: string) => !(field instanceof z.ZodType) || field.safeParse(value).success;
      return [name, [randomUUID(), ...paramCandidates].find(fits) ?? "example"];
    }),
  );
}

export function addressOf(route: Route, params: Names, query: Names = {}): string {
  const all = { ...madeUpParams(route), ...params };
  const path = urlOf(route).replaceAll(/:(\w+)/g, (_whole, name: string) =>
    encodeURIComponent(String(all[name])),
  );
  const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]));
  return search.size === 0 ? path : `${path}?${search}`;
}

/** A schema that trims before it looks does not say in JSON Schema that it wants an address. */
const addresses: Names = { email: "proofs@souk.example", newEmail: "proofs@souk.example" };
/** Nor does JSON Schema say that of the rates of a tax zone the standard one must be there. */
const records: Names = { rates: { standard: 1900 } };

/** A body that the schema takes, with these values where their names occur; undefined where none was found. */
export function validBody({ options }: Route, names: Names = {}): unknown {
  if (options.body === undefined) return undefined;
  const sample = sampleOf(options.body, { ...addresses, ...records, ...names });
  return options.body.safeParse(sample).success ? sample : undefined;
}

/** A machine that is busy with other things says nothing about who may call; it did nothing either. */
export async function send(target: Pick<Target, "app" | "route">, sent: Sent): Promise<Answer> {
  const deadline = performance.now() + BUSY_MS_MAX;
  for (;;) {
    const answer = await sendOnce(target, sent);
    if (answer.code !== OVERLOADED || performance.now() > deadline) return answer;
    await delay(BUSY_PAUSE_MS);
  }
}

async function sendOnce({ app, route }: Pick<Target, "app" | "route">, sent: Sent): Promise<Answer> {
  const { method, options, idempotency } = route;
  const isRaw = options.rawBody !== undefined && options.rawBody !== false;
  const hasBody = isRaw || options.body !== undefined;
  const payload = typeof sent.body === "string" ? sent.body : JSON.stringify(sent.body ?? {});
  const answer = await app.inject({
    method,
    url: addressOf(route, sent.params ?? {}, sent.query),
    headers: {
      ...(sent.authorization !== undefined && { authorization: sent.authorization }),
      ...(idempotency !== "none" && { "idempotency-key": randomUUID() }),
      ...(method !== "GET" && method !== "POST" && { "if-match": "*" }),
      ...(hasBody && { "content-type": isRaw ? "application/octet-stream" : "application/json" }),
    },
    ...(hasBody && { payload }),
  });
  const contentType = answer.headers["content-type"] ?? "";
  const told = problem.safeParse(contentType.includes("problem+json") ? JSON.parse(answer.body) : {});
  return {
    status: answer.statusCode,
    code: told.data?.code ?? "",
    contentType,
    text: answer.body,
    challenge: String(answer.headers["www-authenticate"] ?? ""),
    pointers: (told.data?.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`),
  };
}
