// Opaque cursors of keyset-paged lists: the sort values of the last item, versioned, checked when they come back.
import { Refusal } from "@souk/errors";
import { z } from "zod";

const CURSOR_VERSION = 1;
const CURSOR_LENGTH_MAX = 500;
const Envelope = z.tuple([z.literal(CURSOR_VERSION), z.array(z.union([z.string(), z.number(), z.null()]))]);

export type CursorValues = readonly (string | number | null)[];

/** Turns the sort values of the last item on a page into the text of `nextCursor`. */
export function encodeCursor(values: CursorValues): string {
  return Buffer.from(JSON.stringify([CURSOR_VERSION, values])).toString("base64url");
}

/** The values again, checked by `schema` (a `z.tuple`); anything else is refused with 400 `cursor_invalid`. */
export function decodeCursor<Values extends CursorValues>(text: string, schema: z.ZodType<Values>): Values {
  const envelope = Envelope.safeParse(parseJson(text));
  const values = envelope.success ? schema.safeParse(envelope.data[1]) : undefined;
  if (values?.success) return values.data;
  throw new Refusal("invalid", "cursor_invalid", "The cursor is not one that this list gave out.", {
    fields: [
      { pointer: "/cursor", code: "cursor_invalid", message: "must be the nextCursor of an earlier page" },
    ],
  });
}

function parseJson(text: string): unknown {
  const bytes = Buffer.from(text, "base64url");
  // Node skips what is not base64url; a cursor that does not come out as it went in was tampered with.
  if (text.length > CURSOR_LENGTH_MAX || bytes.toString("base64url") !== text) return undefined;
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined; // No JSON, which the schema refuses.
  }
}
