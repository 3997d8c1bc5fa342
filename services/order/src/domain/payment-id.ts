// The id of an order's first payment, derived from the order's, so that whoever finishes a checkout after a crash asks for the same one.
import { createHash } from "node:crypto";

const UUID_BYTES = 16;

/** A name-based UUID of version 8; https://www.rfc-editor.org/rfc/rfc9562#section-5.8 */
export function paymentIdFor(orderId: string): string {
  const bytes = createHash("sha256").update(`souk/order/${orderId}/payment`).digest().subarray(0, UUID_BYTES);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
