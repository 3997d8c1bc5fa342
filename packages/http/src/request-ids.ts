// Request ids: taken over from a trusted hop, otherwise made here; cheap, since every request has one.
import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { TrustedHops } from "./trusted-hops.ts";

const PROCESS_BYTES = 6;
const RADIX = 36;
const INCOMING_ID = /^[\w.:-]{8,100}$/;

/** Unique over processes by their random part, within one by counting. */
export function createRequestIds(
  isTrusted: TrustedHops,
): (request: Pick<IncomingMessage, "headers" | "socket">) => string {
  const processPart = randomBytes(PROCESS_BYTES).toString("hex");
  let count = 0;
  return ({ headers, socket }) => {
    const incoming = headers["x-request-id"];
    if (typeof incoming === "string" && INCOMING_ID.test(incoming) && isTrusted(socket.remoteAddress))
      return incoming;
    count += 1;
    return `${processPart}-${count.toString(RADIX)}`;
  };
}
