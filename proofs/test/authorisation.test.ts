// The authorisation proof in full, and its own parts seen to notice what they are there for.
import { anyone, createHttpApp, machine, mountRoutes, route, signedIn, staff } from "@souk/http";
import { createTelemetry } from "@souk/telemetry";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { proveAuthorisation } from "../src/authorisation.ts";
import { changedTables } from "../src/authorisation/digest.ts";
import { Notes } from "../src/authorisation/findings.ts";
import { createForge } from "../src/authorisation/forge.ts";
import { expectedVerdict, proveMatrix, verdictOf } from "../src/authorisation/matrix.ts";
import { proveMutants } from "../src/authorisation/mutants.ts";
import type { Caller, People } from "../src/authorisation/people.ts";
import { addressOf, validBody } from "../src/authorisation/request.ts";
import type { Stage } from "../src/authorisation/stage.ts";
import { tokenMutants } from "../src/authorisation/token-mutants.ts";
import { holds, report } from "../src/proof.ts";

const TIMEOUT_MS = 240_000;
const MUTANTS_MIN = 60;
const claimsOfAnybody = { sub: "u", sid: "s", jti: "t", roles: [], perms: [], iat: 0, exp: 2 ** 40 };

function recordedTelemetry() {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  return { lines, telemetry: createTelemetry({ service: "test", destination }) };
}

test("authorisation: nobody gets in where they do not belong", { timeout: TIMEOUT_MS }, async () => {
  const result = await proveAuthorisation({ say: () => {} });
  console.log(report(result).join("\n"));
  expect(result.faults).toEqual([]);
  expect(holds(result)).toBe(true);
});

describe("what a declaration means", () => {
  const declared = (access: Parameters<typeof route>[1]["access"]) => ({
    route: route("GET /x", { summary: "x", ownership: "none", access }, () => ({})),
  });
  const caller = (kind: Caller["kind"], ...permissions: readonly string[]): Caller => ({
    name: kind,
    authorization: undefined,
    kind,
    permissions: new Set(permissions),
  });

  test.each([
    ["anyone", declared(anyone()), ["in", "in", "in", "in", "in", "unknown"]],
    ["signed in", declared(signedIn()), ["unknown", "in", "in", "forbidden", "forbidden", "unknown"]],
    [
      "signed in, or a key",
      declared(signedIn({ orKeyWith: "orders:read" })),
      ["unknown", "in", "in", "forbidden", "in", "unknown"],
    ],
    ["staff", declared(staff("orders:read")), ["unknown", "forbidden", "in", "forbidden", "in", "unknown"]],
    ["machine", declared(machine("signature")), ["in", "in", "in", "in", "in", "in"]],
  ])("%s", (_name, target, expected) => {
    const callers = [
      caller("nobody"),
      caller("person", "stock:read"),
      caller("person", "orders:read"),
      caller("api_key", "stock:read"),
      caller("api_key", "orders:read"),
      caller("refused"),
    ];
    expect(callers.map((one) => expectedVerdict(target, one))).toEqual(expected);
  });

  test("and what an answer says: a route's own refusal is no closed door, a fault of ours is none either", () => {
    expect(verdictOf({ status: 401, code: "sign_in_required" })).toBe("unknown");
    expect(verdictOf({ status: 401, code: "credentials_invalid" })).toBe("in");
    expect(verdictOf({ status: 403, code: "permission_required" })).toBe("forbidden");
    expect(verdictOf({ status: 403, code: "reauthentication_required" })).toBe("in");
    expect(verdictOf({ status: 200, code: "" })).toBe("in");
    expect(verdictOf({ status: 500, code: "internal_error" })).toBe("broken");
  });
});

describe("requests", () => {
  test("are built from the declaration alone", () => {
    const body = z.strictObject({
      cartId: z.uuid(),
      email: z.email(),
      amount: z.int().min(5),
      at: z.iso.datetime(),
      kind: z.enum(["a", "b"]),
      lines: z.array(z.strictObject({ quantity: z.int().min(1), note: z.string().optional() })).min(1),
      address: z.strictObject({ country: z.string().regex(/^[A-Z]{2}$/) }),
      way: z.discriminatedUnion("by", [z.strictObject({ by: z.literal("post"), days: z.int() })]),
    });
    const params = z.strictObject({ provider: z.string().regex(/^[a-z]+$/), id: z.uuid() });
    const made = route(
      "POST /x/:provider/:id",
      { summary: "x", ownership: "none", access: anyone(), body, params },
      () => undefined,
    );
    const cartId = crypto.randomUUID();
    expect(validBody(made, { cartId })).toMatchObject({
      cartId,
      amount: 5,
      kind: "a",
      lines: [{ quantity: 1 }],
      address: { country: "DE" },
      way: { by: "post" },
    });
    expect(addressOf(made, { id: "1" }, { cartId: "2" })).toBe("/api/v1/x/example/1?cartId=2");
  });
});

describe("token mutants", () => {
  test("are many, and no two are the same", () => {
    const mutants = tokenMutants(createForge());
    expect(mutants.length).toBeGreaterThanOrEqual(MUTANTS_MIN);
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    expect(new Set(mutants.map(({ send }) => send)).size).toBe(mutants.length);
  });
});

describe("the proof", () => {
  test("fails where nothing was tried", () => {
    expect(new Notes().findings("mutants", []).faults).toEqual(["mutants: no case was tried"]);
  });

  test("notices a door that stands open, and one that lets any token in", async () => {
    const { telemetry, lines } = recordedTelemetry();
    const forge = createForge();
    const declared = { summary: "x", ownership: "none" };
    const open = route("GET /orders", { ...declared, access: anyone() }, () => ({}));
    const guarded = route("GET /orders", { ...declared, access: staff("orders:read") }, () => ({}));
    const app = createHttpApp({ telemetry });
    const trusting = { verify: async () => claimsOfAnybody, recall: () => undefined };
    mountRoutes(app, [open], { telemetry, verifier: trusting, idempotencyDb: undefined });
    const target = { service: "order", app, route: guarded };
    const stage = {
      targets: [target],
      serviceNames: ["order"],
      gateway: app,
      forge,
      logText: () => lines.join(),
    };
    const callers = [
      { name: "anonymous", authorization: undefined, kind: "nobody", permissions: new Set() },
      { name: "customer", authorization: "Bearer x", kind: "person", permissions: new Set() },
    ];
    const matrix = await proveMatrix(
      stage as unknown as Stage,
      { callers, keysFor: new Map() } as unknown as People,
    );
    expect(matrix).toMatchObject({ cases: 2, faults: [expect.any(String), expect.any(String)] });
    const mutants = await proveMutants(stage as unknown as Stage);
    expect(mutants.faults.length).toBeGreaterThan(MUTANTS_MIN);
    await app.close();
  });

  test("notices a table that changed", () => {
    const before = new Map([["user.users", "1"]]);
    expect(changedTables(before, new Map([["user.users", "1"]]))).toEqual([]);
    expect(changedTables(before, new Map([["user.users", "2"]]))).toEqual(["user.users"]);
  });
});
