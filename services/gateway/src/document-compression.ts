// Compresses what the API says. Documents that are kept serialised are compressed once, not once a request.
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyReply, onSendHookHandler } from "fastify";

/** A smaller answer fits one packet anyway. */
export const COMPRESSED_BYTES_MIN = 1_400;
/** Quality 4 costs about what gzip does and is a fifth smaller. */
export const BROTLI_QUALITY = 4;
/** Browsers send a handful of different headers; strangers cannot fill the memory with more. */
const REMEMBERED_HEADERS_MAX = 64;

type Encoding = "br" | "gzip";
type Compressed = Partial<Record<Encoding, Buffer>>;

const compressible = /^(?:text\/(?!event-stream)|[^;]*[/+](?:json|xml|javascript)\b)/;

/**
 * An `onSend` hook. A client that sends no `Accept-Encoding` pays one look-up.
 * The entity tag stays strong in every encoding: an editor sends it back in `If-Match`, and `Vary` keeps caches from mixing them up.
 */
export function createDocumentCompression(): onSendHookHandler {
  const kept = new WeakMap<Buffer, Compressed>();
  const encodings = new Map<string, Encoding | undefined>();

  const encodingFor = (header: string): Encoding | undefined => {
    if (encodings.has(header)) return encodings.get(header);
    if (encodings.size >= REMEMBERED_HEADERS_MAX) encodings.clear();
    const encoding = chooseEncoding(header);
    encodings.set(header, encoding);
    return encoding;
  };

  // oxlint-disable-next-line max-params -- Fastify's hook without a promise.
  return (request, reply, payload, done) => {
    if (!isLargeDocument(payload) || reply.hasHeader("content-encoding")) return done(null, payload);
    if (!compressible.test(String(reply.getHeader("content-type")))) return done(null, payload);
    addVary(reply);
    const accepted = request.headers["accept-encoding"];
    const encoding = accepted === undefined ? undefined : encodingFor(accepted);
    if (encoding === undefined) return done(null, payload);

    const send = (body: Buffer) => {
      reply.header("content-encoding", encoding).header("content-length", body.length);
      done(null, body);
    };
    const before = typeof payload === "string" ? undefined : kept.get(payload)?.[encoding];
    if (before !== undefined) return send(before);
    return compress(payload, encoding, (error, body) => {
      if (error !== null) return done(error);
      if (typeof payload !== "string") kept.set(payload, { ...kept.get(payload), [encoding]: body });
      return send(body);
    });
  };
}

function isLargeDocument(payload: unknown): payload is string | Buffer {
  return (typeof payload === "string" || Buffer.isBuffer(payload)) && payload.length >= COMPRESSED_BYTES_MIN;
}

function addVary(reply: FastifyReply): void {
  const vary = reply.getHeader("vary");
  reply.header("vary", vary === undefined ? "accept-encoding" : `${String(vary)}, accept-encoding`);
}

function compress(
  payload: string | Buffer,
  encoding: Encoding,
  done: (error: Error | null, body: Buffer) => void,
): void {
  if (encoding === "gzip") gzip(payload, done);
  else brotliCompress(payload, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }, done);
}

/** The best of ours that the client takes; `q=0` is how a client says no. */
function chooseEncoding(header: string): Encoding | undefined {
  const accepted = new Set<string>();
  for (const part of header.toLowerCase().split(",")) {
    const [name = "", ...parameters] = part.split(";").map((piece) => piece.trim());
    if (!parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter))) accepted.add(name);
  }
  if (accepted.has("br")) return "br";
  return accepted.has("gzip") || accepted.has("*") ? "gzip" : undefined;
}
