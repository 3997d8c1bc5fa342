// What callers and the edge may rely on in a refusal.
import { describe, expect, it } from "vitest";
import { assertNever, isRefusal, OutcomeUnknown, Refusal } from "../src/index.ts";

describe("Refusal", () => {
  it("is an error that carries its kind and code", () => {
    const refusal = new Refusal("conflict", "sold_out", "Nothing is left.");
    expect(refusal).toBeInstanceOf(Error);
    expect(refusal).toMatchObject({
      name: "Refusal",
      kind: "conflict",
      code: "sold_out",
      message: "Nothing is left.",
      details: {},
    });
    expect("cause" in refusal).toBe(false);
  });

  it("keeps wrong fields, extra members and the time to wait", () => {
    const details = {
      fields: [{ pointer: "/a", code: "required", message: "Missing." }],
      extra: { left: 2 },
      retryAfterSeconds: 3,
    };
    expect(new Refusal("invalid", "wrong", "Wrong.", details).details).toEqual(details);
  });

  it("passes its cause on as an error's cause", () => {
    const cause = new Error("below");
    expect(new Refusal("unavailable", "down", "Down.", { cause }).cause).toBe(cause);
  });

  it("is told from a bug", () => {
    expect(isRefusal(new Refusal("gone", "gone", "Gone."))).toBe(true);
    expect(isRefusal(new Error("bug"))).toBe(false);
    expect(isRefusal(undefined)).toBe(false);
  });
});

describe("OutcomeUnknown", () => {
  it("names method, reason and cause, and is no refusal", () => {
    const cause = new Error("below");
    const unknown = new OutcomeUnknown("connection_lost", "souk.x.v1.X.Y", cause);
    expect(unknown).toMatchObject({
      name: "OutcomeUnknown",
      reason: "connection_lost",
      method: "souk.x.v1.X.Y",
      cause,
    });
    expect(unknown.message).toBe("The outcome of souk.x.v1.X.Y is not known: connection_lost.");
    expect(isRefusal(unknown)).toBe(false);
    expect("cause" in new OutcomeUnknown("cancelled", "souk.x.v1.X.Y")).toBe(false);
  });
});

describe("assertNever", () => {
  it("throws what the compiler did not expect", () => {
    expect(() => assertNever("surprise" as never)).toThrow('Unexpected value: "surprise"');
  });
});
