// Versions of products in ETags. A product's ETag begins with its version, because stock changes the document many times between two
// edits, and a condition on an edit (If-Match) asks for the version alone.
import { etagOf, requireIfMatch } from "@souk/http";

type Headers = Parameters<typeof requireIfMatch>[0];

const DOCUMENT_ETAG = /"v([0-9]+)\.[^"]*"/g;

export const versionEtag = (version: number): string => etagOf(version);

/** The same for what only adds to something: a condition holds where it is given. */
export function optionalVersionGuard(headers: Headers): (current: number) => void {
  return headers["if-match"] === undefined ? () => undefined : versionGuard(headers);
}

/** Refuses an edit of another version than the one the caller saw: 428 without a condition, 412 when it is stale. */
export function versionGuard(headers: Headers): (current: number) => void {
  const ifMatch = headers["if-match"]?.replaceAll(DOCUMENT_ETAG, '"v$1"');
  const versions = ifMatch === undefined ? headers : { ...headers, "if-match": ifMatch };
  return (current) => requireIfMatch(versions, versionEtag(current));
}
