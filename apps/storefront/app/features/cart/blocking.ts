// What in the bag must be settled before anything can be ordered.
import type { CartLine } from "@souk/contracts";

const BLOCKING: ReadonlySet<CartLine["notice"]> = new Set(["sold_out", "fewer_left", "unavailable"]);

export const isBlocked = (lines: readonly Pick<CartLine, "notice">[]): boolean =>
  lines.some(({ notice }) => BLOCKING.has(notice));
