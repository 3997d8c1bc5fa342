// Whatever could be guessed at is declared so: the gateway counts it in its strict limit (docs/flows/rate-limits.md).
import { z } from "zod";
import { expect, test } from "vitest";
import type { Deps } from "../src/deps.ts";
import { routes } from "../src/routes.ts";

/** Fields that hold what somebody may try to guess. Refresh tokens, flow tokens and challenges are 256 random bits that are looked up. */
const guessedFields = ["password", "currentPassword", "code", "token"];

/** Declaring asks for nothing; what handlers need is not there. */
const declared = routes({} as Deps);
const fieldsOf = (body: unknown): readonly string[] =>
  body instanceof z.ZodObject ? Object.keys(body.shape) : [];

test("a route that takes a password, a code or a mailed token is guessable", () => {
  const taking = declared.filter(({ options }) =>
    fieldsOf(options.body).some((name) => guessedFields.includes(name)),
  );
  expect(taking.length).toBeGreaterThan(7);
  const forgotten = taking.filter(({ options }) => options.guessable !== true);
  expect(forgotten.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});
