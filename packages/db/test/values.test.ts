// Values come back from the database as they went in, in the types that were promised.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRefusal } from "@souk/errors";
import { sql } from "kysely";
import { statement } from "../src/index.ts";
import { useServer } from "./server.ts";

const server = useServer();

async function echo(type: string, value: unknown): Promise<unknown> {
  const db = server.open({ connectionsMax: 1 });
  const row = await statement<{ value: unknown }, [unknown]>("echo", `select $1::${type} as value`).first(
    db,
    [value],
  );
  return row?.value;
}

describe("a value", () => {
  it.each([
    ["int8", 9_007_199_254_740_991],
    ["int8", -1],
    ["int4", 42],
    ["int2", -7],
    ["oid", 3],
    ["float8", 1.5],
    ["float4", -0.25],
    ["bool", true],
    ["bool", false],
    ["text", "naïve 🙂 'quoted' \\ \"double\" {}"],
    ["text", ""],
    ["varchar", "v"],
    ["uuid", "0198c2f4-0000-7000-8000-000000000000"],
    ["numeric", "12345678901234567890.123456789"],
    ["date", "2026-02-28"],
    ["timestamp", "2026-02-28 12:30:00"],
    ["timestamptz", new Date("2026-02-28T12:30:45.678Z")],
    ["jsonb", { a: [1, "two", null], b: { c: true } }],
    ["json", { a: 1 }],
    ["bytea", Buffer.from([0, 1, 254, 255])],
    ["text[]", ["a", 'quo"te', "back\\slash", "com,ma", "null", "", null, "{}"]],
    ["int8[]", [1, null, -3]],
    [
      "int4[]",
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ["int4[]", []],
    ["bool[]", [true, false]],
    ["numeric[]", ["1.10"]],
    ["uuid[]", ["0198c2f4-0000-7000-8000-000000000000"]],
    ["timestamptz[]", [new Date("2026-01-01T00:00:00Z")]],
    ["jsonb[]", [{ a: 1 }, { b: [2] }]],
    ["bytea[]", [Buffer.from("x")]],
    ["text", null],
  ])("of type %s survives: %j", async (type, value) => {
    expect(await echo(type, value)).toEqual(value);
  });

  it("of any text, number or time survives", async () => {
    const db = server.open<never>({ connectionsMax: 1 });
    const row = statement<
      { t: string; n: number; at: Date; list: string[] },
      [string, number, Date, string[]]
    >("echo all", "select $1::text as t, $2::int8 as n, $3::timestamptz as at, $4::text[] as list");
    const aText = fc.string({ unit: "binary" }).map((text) => text.replaceAll("\0", ""));
    const aTime = fc.date({
      min: new Date("0001-01-01T00:00:00Z"),
      max: new Date("9999-12-31T23:59:59Z"),
      noInvalidDate: true,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.record({ t: aText, n: fc.maxSafeInteger(), at: aTime, list: fc.array(aText) }),
        async (value) => {
          const { t, n, at, list } = value;
          expect(await row.first(db, [t, n, at, list])).toEqual(value);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("may be given as bigint, as bytes of any array, or not at all", async () => {
    expect(await echo("int8", 5n)).toBe(5);
    expect(await echo("bytea", new Uint8Array([1, 2, 3]).subarray(1))).toEqual(Buffer.from([2, 3]));
    expect(await echo("text", undefined)).toBeNull();
  });

  it("that is a JSON array is given as text", async () => {
    expect(await echo("jsonb", JSON.stringify([1, { a: 2 }]))).toEqual([1, { a: 2 }]);
    expect(await echo("jsonb", JSON.stringify("text"))).toBe("text");
  });

  it("of a type without a reader comes as text", async () => {
    expect(await echo("interval", "1 day 2 hours")).toBe("1 day 02:00:00");
    expect(await echo("int4range", "[1,5)")).toBe("[1,5)");
  });

  it("is read in UTC, whatever the server's time zone", async () => {
    const db = server.open<never>();
    const { rows } = await sql<{ day: string; zone: string }>`
      select '2026-03-29T23:30:00Z'::timestamptz::date as day, current_setting('timezone') as zone`.execute(
      db,
    );
    expect(rows).toEqual([{ day: "2026-03-29", zone: "UTC" }]);
  });
});

describe("what cannot be represented", () => {
  it("is an error, never rounded: an int8 beyond 2^53, a time at infinity", async () => {
    await expect(echo("int8", "9007199254740992")).rejects.toThrow(RangeError);
    await expect(echo("int8[]", "{1,-9007199254740993}")).rejects.toThrow(RangeError);
    await expect(echo("timestamptz", "infinity")).rejects.toThrow(RangeError);
    await expect(echo("timestamptz", new Date(Number.NaN))).rejects.toThrow(RangeError);
    await expect(echo("text", Symbol("no"))).rejects.toThrow("symbol cannot be a query parameter");
  });

  it("does not disturb the connection's next query", async () => {
    const db = server.open<never>({ connectionsMax: 1 });
    const unsafe = statement<{ n: number }>(
      "unsafe",
      "select 9007199254740993::int8 as n from generate_series(1, 3)",
    );
    await expect(unsafe.rows(db, [])).rejects.toThrow(RangeError);
    expect(await statement<{ n: number }>("safe", "select 1::int8 as n").first(db, [])).toEqual({ n: 1 });
  });

  it("is refused as the caller's fault when a text holds U+0000", async () => {
    for (const [type, value] of [
      ["text", "a\0b"],
      ["jsonb", JSON.stringify({ a: "\0" })],
    ]) {
      const error = await echo(String(type), value).catch((error: unknown) => error);
      expect(isRefusal(error) && error).toMatchObject({ kind: "invalid", code: "text_not_storable" });
    }
  });
});
