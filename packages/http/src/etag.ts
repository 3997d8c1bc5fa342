// Strong entity tags: made, compared for reads (304), demanded for edits (428, 412).
import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { Refusal } from "@souk/errors";

const TAG_LENGTH = 22;
const LISTED_TAG = /(W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g;

/** The tag of a version number, or of a serialised document by its content. */
export function etagOf(versionOrText: string | number): string {
  if (typeof versionOrText === "number") return `"v${versionOrText}"`;
  return `"${createHash("sha256").update(versionOrText).digest("base64url").slice(0, TAG_LENGTH)}"`;
}

/** Whether `If-None-Match` names the tag (weak comparison, RFC 9110 section 13.1.2). */
export function isNotModified(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch === etag || ifNoneMatch.trim() === "*") return true;
  return ifNoneMatch.matchAll(LISTED_TAG).some(([, , tag]) => tag === etag);
}

/** Refuses an edit of something the caller has not seen in its present state: 428 without `If-Match`, 412 when stale. */
export function requireIfMatch(headers: IncomingHttpHeaders, currentEtag: string): void {
  const ifMatch = headers["if-match"];
  if (ifMatch === undefined) {
    throw new Refusal(
      "precondition_required",
      "if_match_required",
      "Send If-Match with the ETag of the version you edit.",
    );
  }
  if (ifMatch.trim() === "*") return;
  // Strong comparison: a weak tag never matches.
  const matches = ifMatch
    .matchAll(LISTED_TAG)
    .some(([, weak, tag]) => weak === undefined && tag === currentEtag);
  if (!matches) {
    throw new Refusal(
      "precondition_failed",
      "version_stale",
      "This was changed in the meantime; load it again.",
    );
  }
}
