// What a service listens to: an event's type and the command that follows from it.
import type { EventDefinition } from "@souk/contracts";
import type { BusEvent } from "./bus.ts";

/** An event without its data. `eventId` is what the handler claims, and what it gives to providers as idempotency key. */
export type EventMeta = Omit<BusEvent, "data">;

export type Subscription = {
  readonly type: string;
  readonly handle: (event: BusEvent) => Promise<void>;
};

/** Subscribes a handler to an event. The data is checked against the schema again: the log may hold what an older version said. */
export function on<Data>(
  definition: EventDefinition<Data>,
  handler: (data: Data, meta: EventMeta) => Promise<void>,
): Subscription {
  return {
    type: definition.type,
    handle: async ({ data, ...meta }) => handler(definition.schema.parse(data), meta),
  };
}
