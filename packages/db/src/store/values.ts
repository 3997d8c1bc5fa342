// How values travel: from JavaScript into the text that PostgreSQL reads, and back.
// int8 comes as a number (amounts and counters are below 2^53; one that is not is an error, never rounded), numeric, date and
// timestamp as text (a number or a Date would lose digits or shift by a time zone), timestamptz as Date, json parsed.
import { types } from "pg";

/** What a parameter is on the wire: null, text, or bytes. */
export type WireValue = string | Buffer | null;
export type ValueReader = (text: string) => unknown;

/** Turns a parameter into what goes over the wire. An array becomes a PostgreSQL array, any other object JSON: a JSON array must be given as text. */
export function toWire(value: unknown): WireValue {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
    case "boolean":
    case "bigint":
      return String(value);
    case "undefined":
      return null;
    case "object":
      return objectToWire(value);
    default:
      throw new TypeError(`A ${typeof value} cannot be a query parameter.`);
  }
}

function objectToWire(value: object | null): WireValue {
  if (value === null) return null;
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return value;
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (Array.isArray(value)) return arrayText(value);
  return JSON.stringify(value);
}

function arrayText(list: readonly unknown[]): string {
  return `{${list.map(elementText).join(",")}}`;
}

function elementText(element: unknown): string {
  if (Array.isArray(element)) return arrayText(element);
  const wire = toWire(element);
  if (wire === null) return "null";
  const text = typeof wire === "string" ? wire : `\\x${wire.toString("hex")}`;
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

function readSafeInteger(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number))
    throw new RangeError("An int8 of the database is too large for a number.");
  return number;
}

/** Sessions run in UTC: the text is like `2026-01-31 12:00:00.123+00`. Others (infinity, BC) would be misread by Date, not refused. */
function readInstant(text: string): Date {
  if (text[10] !== " " || !text.endsWith("+00"))
    throw new RangeError("A timestamptz of the database is no Date.");
  return new Date(`${text.replace(" ", "T")}:00`);
}

const readJson: ValueReader = (text) => JSON.parse(text);
const readText: ValueReader = (text) => text;
const readBoolean: ValueReader = (text) => text === "t";
const readBytes: ValueReader = (text) => Buffer.from(text.slice(2), "hex");

// oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- the enumeration of pg-types knows no array types
const splitArray: (text: string) => readonly unknown[] = types.getTypeParser(1009 as number); // text[]

// The type of each oid is fixed in PostgreSQL's catalogue (pg_type.dat): [scalar, its array].
const readersByOid: ReadonlyMap<number, ValueReader> = new Map(
  (
    [
      [16, 1000, readBoolean],
      [17, 1001, readBytes],
      [20, 1016, readSafeInteger],
      [21, 1005, Number],
      [23, 1007, Number],
      [26, 1028, Number],
      [114, 199, readJson],
      [700, 1021, Number],
      [701, 1022, Number],
      [1184, 1185, readInstant],
      [3802, 3807, readJson],
      [25, 1009, readText],
      [1042, 1014, readText],
      [1043, 1015, readText],
      [1082, 1182, readText],
      [1114, 1115, readText],
      [1700, 1231, readText],
      [2950, 2951, readText],
    ] as const
  ).flatMap(([oid, arrayOid, read]): [number, ValueReader][] => [
    [oid, read],
    [arrayOid, arrayReader(read)],
  ]),
);

/** All array types are written alike, so the reader of text arrays splits any of them. */
function arrayReader(read: ValueReader): ValueReader {
  const readElement = (element: unknown): unknown =>
    Array.isArray(element) ? element.map(readElement) : typeof element === "string" ? read(element) : null;
  return (text) => splitArray(text).map(readElement);
}

/** The reader for a column's type; types that are not in the table (enumerations, intervals, …) are given as their text. */
export function readerOf(typeOid: number): ValueReader {
  return readersByOid.get(typeOid) ?? readText;
}
