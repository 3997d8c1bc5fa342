// Bodies that somebody else reads: they pass as a stream, cut off at a limit.
import { Transform } from "node:stream";
import { Refusal } from "@souk/errors";
import type { FastifyInstance } from "fastify";

/** Within this scope every body reaches the handler as a stream of at most so many bytes. */
export function passBodies(scope: FastifyInstance, limitBytes: number): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", (request, payload, done) => {
    if (Number(request.headers["content-length"] ?? 0) > limitBytes) return done(tooLarge(limitBytes));
    const limited = createLimit(limitBytes);
    // The reader meets the error when it reads; one that comes before or after nobody else need hear of.
    limited.on("error", () => payload.unpipe(limited));
    return done(null, payload.pipe(limited));
  });
  // What nobody read is thrown away, or the next request on the connection would never be seen.
  scope.addHook("onResponse", (request, _reply, done) => {
    request.raw.unpipe();
    request.raw.resume();
    done();
  });
}

/** Counts what a chunked body brings; its length is known only when it has come. */
function createLimit(limitBytes: number): Transform {
  let receivedBytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      receivedBytes += chunk.length;
      if (receivedBytes > limitBytes) done(tooLarge(limitBytes));
      else done(null, chunk);
    },
  });
}

function tooLarge(limitBytes: number): Refusal {
  return new Refusal("payload_too_large", "body_too_large", `The body is larger than ${limitBytes} bytes.`);
}
