// How bodies are read: strict JSON, raw bytes, or not at all.
import { isUtf8 } from "node:buffer";
import { Refusal } from "@souk/errors";
import type { FastifyInstance } from "fastify";

const DEPTH_MAX = 32;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** How deep the brackets of a JSON text nest; a text that is no JSON may give any number. */
export function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isInString) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) isInString = false;
    } else if (code === QUOTE) isInString = true;
    else if (OPENING.has(code)) deepest = Math.max(deepest, (depth += 1));
    else if (CLOSING.has(code)) depth -= 1;
  }
  return deepest;
}

/** NUL and half surrogates: PostgreSQL stores neither. Only an escape can bring one into valid UTF-8. */
function hasUnstorableText(value: unknown): boolean {
  if (typeof value === "string") return value.includes("\u0000") || !value.isWellFormed();
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([name, item]) => hasUnstorableText(name) || hasUnstorableText(item));
}

export const unstorableText = (): Refusal =>
  new Refusal(
    "invalid",
    "text_invalid",
    "The request has a character that is not text (NUL or half a surrogate pair).",
  );

type ParsingDone = (error: Error | null, body?: unknown) => void;

/** JSON as everybody expects it: UTF-8, no `__proto__`, not too deep, text that can be stored. An empty body is no body. */
export function acceptJson(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/json",
    { parseAs: "buffer" },
    (request, body: Buffer, done: ParsingDone) => {
      if (body.length === 0) return done(null, undefined);
      if (!isUtf8(body)) return done(new Refusal("invalid", "body_not_utf8", "The body is not UTF-8."));
      const text = body.toString("utf8");
      if (nestingOf(text) > DEPTH_MAX)
        return done(
          new Refusal("invalid", "body_too_deep", `The body nests deeper than ${DEPTH_MAX} levels.`),
        );
      return parseJson(request, text, (error, parsed) => {
        if (error === null && text.includes("\\u") && hasUnstorableText(parsed))
          return done(unstorableText());
        return done(error, parsed);
      });
    },
  );
}

/** The bytes that were sent, of any content type: a signature covers exactly these. */
export function acceptRaw(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body: Buffer, done: ParsingDone) =>
    done(null, body),
  );
}

/** A route without a body does not read one: Node throws it away when the answer is out. */
export function ignoreBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, _payload, done: ParsingDone) => done(null, undefined));
}
