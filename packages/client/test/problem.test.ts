// How failed answers are read.
import { expect, test } from "vitest";
import { ApiProblem, isApiProblem } from "../src/index.ts";
import { parseProblem } from "../src/problem.ts";

const headers = (values: Record<string, string> = {}) => new Headers(values);

test("the title stands in for a missing detail, and the status for both", () => {
  expect(parseProblem(404, { title: "Not found", code: "product_not_found" }, headers()).message).toBe(
    "Not found",
  );
  expect(parseProblem(404, { code: "product_not_found" }, headers()).message).toBe(
    "The server answered 404.",
  );
});

test("a document without a code is unexpected", () => {
  expect(parseProblem(500, {}, headers())).toMatchObject({
    code: "unexpected_answer",
    errors: [],
    requestId: undefined,
  });
});

test("field errors that are incomplete are filled in, others are left out", () => {
  const { errors } = parseProblem(
    400,
    { code: "invalid", errors: [{ pointer: "/email" }, "noise", null] },
    headers(),
  );
  expect(errors).toEqual([{ pointer: "/email", code: "invalid", message: "" }]);
});

test("a date in Retry-After is not guessed at", () => {
  expect(
    parseProblem(503, null, headers({ "retry-after": "Fri, 20 Nov 2026 09:00:00 GMT" })).retryAfterSeconds,
  ).toBeUndefined();
});

test("a problem can be told from a bug, and from another problem", () => {
  const problem = new ApiProblem({ status: 409, code: "sold_out", message: "Sold out." });
  expect(isApiProblem(problem)).toBe(true);
  expect(isApiProblem(problem, "sold_out")).toBe(true);
  expect(isApiProblem(problem, "price_changed")).toBe(false);
  expect(isApiProblem(new Error("bug"))).toBe(false);
});
