// What makes two requests the same request: a hash of everything that was asked, independent of the order of fields.
import { createHash } from "node:crypto";

const byName = ([one]: [string, unknown], [other]: [string, unknown]): number => (one < other ? -1 : 1);
const inOrder = (_name: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(byName))
    : value;

export type AskedFor = { readonly params: unknown; readonly query: unknown; readonly body: unknown };

/** SHA-256; the request itself need not be kept to recognise it. */
export function fingerprintOf({ params, query, body }: AskedFor): Buffer {
  const hash = createHash("sha256");
  if (body instanceof Uint8Array)
    return hash
      .update(JSON.stringify([params, query], inOrder))
      .update(body)
      .digest();
  return hash.update(JSON.stringify([params, query, body], inOrder)).digest();
}
