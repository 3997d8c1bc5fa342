// How long an idempotency key protects: Stripe forgets keys once they are a day old.
const KEY_LIFE_MS = 20 * 60 * 60 * 1000; // With hours to spare.
const UUID_V7 = /^(?<high>[0-9a-f]{8})-(?<low>[0-9a-f]{4})-7[0-9a-f]{3}-/i;
const HEX = 16;

/** Our ids are UUIDv7 and say when they were made. */
export function madeAt(id: string): Date | undefined {
  const groups = UUID_V7.exec(id)?.groups;
  return groups && new Date(Number.parseInt(`${groups["high"]}${groups["low"]}`, HEX));
}

/** Whether Stripe may have forgotten what was done under this id, so that asking again could do it twice. */
export function isKeyForgotten(id: string, now: Date): boolean {
  const at = madeAt(id);
  return at === undefined || now.getTime() - at.getTime() > KEY_LIFE_MS;
}
