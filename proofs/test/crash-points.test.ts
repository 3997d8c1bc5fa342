// Crash points, a few of them; `npm run proofs -- crash-points --every 1` tries all. And the judge of what belongs to a flow.
import { expect, test } from "vitest";
import { createGate } from "../src/crash-points/gate.ts";
import { MessageReader, rowsOf, StatementTexts } from "../src/crash-points/postgres-messages.ts";
import { isAsking, isHousekeeping, isTelling, labelOf } from "../src/crash-points/statements.ts";
import { prove } from "./prove.ts";

const TIMEOUT_MS = 300_000;

test(
  "a checkout survives faults at some of its effects, whatever kind they are of",
  { timeout: TIMEOUT_MS },
  async () => {
    const parameters = ["--flow", "checkout", "--every", "35", "--seed", "1"];
    const { status, said } = await prove("crash-points", ...parameters);
    expect(said).toMatch(/crash-points: [1-9]\d* cases, holds/);
    expect(said).toMatch(
      /[1-9]\d* × killed, [1-9]\d* × lost, [1-9]\d* × dropped, [1-9]\d* × held, [1-9]\d* × failed/,
    );
    expect(status).toBe(0);
  },
);

test("the gate counts while it is open, and strikes once, at the effect that was planned", () => {
  let kills = 0;
  const gate = createGate(() => (kills += 1));
  expect(gate.begin("early").number).toBe(0);
  gate.open({ at: 2, kind: "killed" });
  const first = gate.begin("first");
  expect([gate.before(first), gate.after(first)]).toEqual(["pass", "pass"]);
  const second = gate.begin("second");
  expect([gate.before(second), gate.after(second)]).toEqual(["pass", "dead"]);
  expect(gate.begin("third").number).toBe(0);
  expect(kills).toBe(1);
  expect(gate.close()).toEqual({ effects: 2, struck: second });
});

test("a lost effect never happens; a failed one counts only where an answer can be replaced", () => {
  const gate = createGate(() => undefined);
  gate.open({ at: 1, kind: "lost" });
  expect(gate.before(gate.begin("gone"))).toBe("lost");
  gate.open({ at: 1, kind: "failed" });
  expect(gate.begin("sql").number).toBe(0);
  const call = gate.begin("http", true);
  expect(gate.after(call)).toBe("failed");
  gate.open({ at: 9, kind: "held" });
  gate.begin("only");
  expect(gate.close()).toEqual({ effects: 1, struck: undefined });
});

test("what goes on in a shop where nothing happens is no effect; looking counts where something was found", () => {
  const ran = (database: string, ...names: readonly string[]) => ({
    database,
    texts: names.map((name) => `/* ${name} */ select 1`),
  });
  expect(isHousekeeping(ran("souk_order", "events_relay_lease"))).toBe(true);
  expect(isHousekeeping(ran("souk_product", "jobs_finish", "jobs_take_due"))).toBe(true);
  expect(isHousekeeping(ran("souk_order", "jobs_finish", "jobs_take_due"))).toBe(false);
  expect(isAsking(ran("souk_order", "jobs_finish", "jobs_take_due", "jobs_find_next_due"))).toBe(true);
  expect(isAsking(ran("souk_order", "insert_order"))).toBe(false);
  expect(isTelling("/* jobs_find_next_due */ select 1")).toBe(false);
  expect(labelOf({ database: "souk_order", texts: ["/* insert_order */ insert", "commit"] })).toBe(
    "souk_order: insert_order + commit",
  );
});

test("messages are cut where they end, however the network cuts them", () => {
  const parse = frame("P", "s1\0/* insert_order */ insert\0\0\0");
  const bind = frame("B", "\0s1\0\0\0");
  const startup = Buffer.concat([Buffer.from([0, 0, 0, 9]), Buffer.from("souk\0")]);
  const reader = new MessageReader({ isClient: true });
  const bytes = Buffer.concat([startup, parse, bind]);
  const messages = [...bytes].flatMap((byte) => reader.read(Buffer.from([byte])));
  expect(messages.map(({ type }) => type)).toEqual(["startup", "P", "B"]);
  const texts = new StatementTexts();
  expect(messages.slice(1).map((message) => texts.runBy(message))).toEqual([
    undefined,
    "/* insert_order */ insert",
  ]);
  const [complete] = new MessageReader({ isClient: false }).read(frame("C", "UPDATE 3\0"));
  expect(complete && rowsOf(complete)).toBe(3);
});

function frame(type: string, text: string): Buffer {
  const body = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
}
