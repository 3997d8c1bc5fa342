// Log lines: what they carry and what never gets into them.
import { describe, expect, test } from "vitest";
import { continueTrace, createTelemetry, currentTraceId } from "../src/index.ts";
import { createLines } from "./lines.ts";

const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

function loggerWithLines(logLevel?: string) {
  const { lines, destination } = createLines();
  const { log } = createTelemetry({ service: "order", destination, logLevel });
  return { log, lines };
}

describe("a log line", () => {
  test("names the service, its level and its time", () => {
    const { log, lines } = loggerWithLines();
    log.info({ orderId: "1" }, "order placed");
    expect(lines[0]).toMatchObject({ level: "info", service: "order", orderId: "1", msg: "order placed" });
    expect(lines[0]).toHaveProperty("time", expect.stringMatching(/^\d{4}-\d\d-\d\dT/));
    expect(lines[0]).not.toHaveProperty("traceId");
    expect(lines[0]).not.toHaveProperty("requestId");
  });

  test("carries the trace and the request it belongs to, also after an await", async () => {
    const { log, lines } = loggerWithLines();
    await continueTrace({ traceparent, requestId: "request-1" }, async () => {
      await Promise.resolve();
      log.info("done");
    });
    expect(lines[0]).toMatchObject({ traceId: "4bf92f3577b34da6a3ce929d0e0e4736", requestId: "request-1" });
  });

  test("keeps one trace id for the whole of a trace that began here", () => {
    const { log, lines } = loggerWithLines();
    const traceId = continueTrace({}, () => {
      log.info("one");
      log.info("two");
      return currentTraceId();
    });
    expect(lines.map((line) => line.traceId)).toEqual([traceId, traceId]);
  });

  test("is not written below the level", () => {
    const { log, lines } = loggerWithLines("warn");
    log.info("quiet");
    log.warn("loud");
    expect(lines.map((line) => line.msg)).toEqual(["loud"]);
  });

  test("goes to standard output where no destination is given", () => {
    expect(createTelemetry({ service: "order", logLevel: "silent" }).log.level).toBe("silent");
  });
});

describe("secrets and personal data", () => {
  test("are redacted by the name of their field, however it is written and however deep", () => {
    const { log, lines } = loggerWithLines();
    const headers = {
      authorization: "Bearer x",
      Cookie: "a=b",
      "x-order-token": "t",
      "set-cookie": ["a"],
      host: "souk",
    };
    log.info({
      refreshToken: "r",
      user: { newPassword: "p", emails: 2, email: "a@b.c", shipping_address: {} },
      items: [{ phone: "1", sku: "S" }],
      headers,
    });
    expect(lines[0]).toMatchObject({
      refreshToken: "[redacted]",
      user: { newPassword: "[redacted]", emails: 2, email: "[redacted]", shipping_address: "[redacted]" },
      items: [{ phone: "[redacted]", sku: "S" }],
      headers: {
        authorization: "[redacted]",
        Cookie: "[redacted]",
        "x-order-token": "[redacted]",
        "set-cookie": "[redacted]",
        host: "souk",
      },
    });
  });

  test("are redacted in the bindings of a child logger", () => {
    const { log, lines } = loggerWithLines();
    log.child({ apiKey: "k", jobId: "j" }).child({ email: "a@b.c" }).info("x");
    expect(lines[0]).toMatchObject({
      apiKey: "[redacted]",
      jobId: "j",
      email: "[redacted]",
      service: "order",
    });
  });

  test("stay away with what drivers hang on their errors", () => {
    const { log, lines } = loggerWithLines();
    const cause = Object.assign(new Error("duplicate key"), {
      code: "23505",
      detail: "Key (email)=(a@b.c) already exists.",
      parameters: ["a@b.c"],
    });
    const error = Object.assign(new Error("not inserted", { cause }), { kind: "conflict" });
    log.error({ err: error }, "failed");
    expect(JSON.stringify(lines[0])).not.toContain("a@b.c");
    expect(lines[0]?.err).toMatchObject({
      type: "Error",
      message: "not inserted",
      kind: "conflict",
      cause: { message: "duplicate key", code: "23505" },
    });
    expect(lines[0]?.err).toHaveProperty("stack");
  });

  test("are redacted in a cause that is no error, and chains of causes end", () => {
    const { log, lines } = loggerWithLines();
    log.error(new Error("odd", { cause: { password: "p", code: 7 } }));
    expect(lines[0]?.err).toMatchObject({ cause: { password: "[redacted]", code: 7 } });
    const endless = new Error("endless");
    endless.cause = endless;
    log.error(Object.assign(endless, { code: 42 }));
    expect(lines[1]?.err).toMatchObject({ code: 42, cause: { message: "endless" } });
  });
});

describe("large values", () => {
  test("are cut: depth, length and bytes", () => {
    const { log, lines } = loggerWithLines();
    const deep = { a: { b: { c: { d: { e: { f: { g: 1 } } } } } } };
    log.info({ deep, many: Array.from({ length: 80 }, (_, index) => index), bytes: Buffer.from("abc") });
    expect(JSON.stringify(lines[0]?.deep)).toContain("[too deep]");
    expect(lines[0]?.many).toHaveLength(50);
    expect(lines[0]?.bytes).toBe("[3 bytes]");
  });

  test("with a form of their own are shown in it", () => {
    const { log, lines } = loggerWithLines();
    log.info({ at: new Date(0), url: new URL("https://souk.test/a"), none: null, amount: 12n.toString() });
    expect(lines[0]).toMatchObject({
      at: "1970-01-01T00:00:00.000Z",
      url: "https://souk.test/a",
      none: null,
      amount: "12",
    });
  });

  test("with ever new field names do not fill the memory of names", () => {
    const { log, lines } = loggerWithLines();
    log.info(Object.fromEntries(Array.from({ length: 1_500 }, (_, index) => [`field${index}`, index])));
    log.info({ field0: 1, field0Token: "t" });
    expect(lines[1]).toMatchObject({ field0: 1, field0Token: "[redacted]" });
  });
});
