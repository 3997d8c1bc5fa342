// The public face of @souk/events: outbox, bus, inbox, dead letters.
import type { MigrationSource } from "@souk/db";

export type { Bus, BusConsumer, BusEvent, BusHandler, ConsumeOptions } from "./bus.ts";
export { claimEvent, claimEvents, claimQuery, isAlreadyClaimed } from "./claim.ts";
export { createConsumer, type ConsumerOptions, type EventConsumer } from "./consumer.ts";
export {
  discardDeadLetters,
  listDeadLetters,
  replayDeadLetters,
  type DeadLetter,
  type DeadLetterChoice,
  type DeadLetterKind,
  type DeadLetterQuery,
} from "./dead-letters.ts";
export { createPostgresBus, type PostgresBusOptions } from "./postgres-bus.ts";
export { isSettled, outboxQuery, publish } from "./publish.ts";
export { createRelay, type Relay, type RelayOptions } from "./relay.ts";
export { on, onBatch, type EventMeta, type Subscription } from "./subscription.ts";

/** Tables that every service needs: outbox, inbox, dead letters. */
export const migrations: MigrationSource = {
  namespace: "events",
  directory: new URL("../migrations/", import.meta.url),
};

/** Tables of the bus's own database. */
export const busMigrations: MigrationSource = {
  namespace: "bus",
  directory: new URL("../bus-migrations/", import.meta.url),
};
