// Headers by which proxies tell services who somebody is. A client that sends one is lying, so none gets in.
import type { IncomingHttpHeaders } from "node:http";

const forgedPrefixes = [
  "x-user",
  "x-souk-",
  "x-auth-",
  "x-authenticated-",
  "x-caller",
  "x-forwarded-user",
  "x-forwarded-email",
  "x-forwarded-preferred",
  "souk-",
  "x-remote-user",
];
const forgedNames: ReadonlySet<string> = new Set([
  "x-original-url",
  "x-rewrite-url",
  "x-http-method-override",
]);

/** Say nothing of who sends them: what they carry proves itself. */
const keptNames: ReadonlySet<string> = new Set(["souk-sandbox-signature"]);

const LETTER_X = 0x78;
const LETTER_S = 0x73;

/** Removes them in place, before anything reads the headers. */
export function stripIdentityHeaders(headers: IncomingHttpHeaders): void {
  for (const name in headers) {
    // Most headers of a request begin with neither letter.
    const first = name.charCodeAt(0);
    if ((first === LETTER_X || first === LETTER_S) && isForged(name)) delete headers[name];
  }
}

function isForged(name: string): boolean {
  if (keptNames.has(name)) return false;
  return forgedNames.has(name) || forgedPrefixes.some((prefix) => name.startsWith(prefix));
}
