// Ids: new ones are UUIDs of version 7, which grow with time, so that indexes are filled at their end and lists by id are lists by age.
import { createHash, randomFillSync } from "node:crypto";
import { v7 } from "uuid";

const UUID_BYTES = 16;
/** Randomness for so many ids is drawn at once: one by one it costs five times what the rest of an id does. */
const IDS_DRAWN = 256;
const SEQUENCE_AT = 6;

const drawn = Buffer.alloc(IDS_DRAWN * UUID_BYTES);
let used = drawn.length;
let lastMs = 0;
let sequence = 0;

function drawRandom(): Buffer {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  return drawn.subarray(used, (used += UUID_BYTES));
}

/**
 * A new id; made in code, so that it is known before anything is stored. Of two made in one process the later is the greater, also within
 * a millisecond and when the clock is set back: they count on from a random number below half of what fits.
 */
export function newId(): string {
  const random = drawRandom();
  const nowMs = Date.now();
  sequence = nowMs > lastMs ? random.readUInt32BE(SEQUENCE_AT) >>> 1 : sequence + 1;
  lastMs = Math.max(lastMs, nowMs);
  return v7({ random, msecs: lastMs, seq: sequence });
}

/**
 * The id that belongs to a name, such as "souk/order/<id>/payment": the same for whoever asks, so that work which is done again after a
 * crash asks for the same thing. A UUID of version 8 from SHA-256, https://www.rfc-editor.org/rfc/rfc9562#section-5.8
 */
export function derivedId(name: string): string {
  const bytes = createHash("sha256").update(name).digest().subarray(0, UUID_BYTES);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
