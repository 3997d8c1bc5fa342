// What a service listens to: an event's type and the command that follows from it.
import type { EventDefinition } from "@souk/contracts";
import type { BusEvent } from "./bus.ts";

/** An event without its data. `eventId` is what the handler claims, and what it gives to providers as idempotency key. */
export type EventMeta = Omit<BusEvent, "data">;

export type Subscription = {
  readonly type: string;
  readonly handle: (event: BusEvent) => Promise<void>;
  /** Only of `onBatch`: the same for all its types. */
  readonly handleBatch?: (events: readonly BusEvent[]) => Promise<void>;
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

/**
 * Subscribes one handler to several events, which it is given many at a time, in order of each key; it claims them with `claimEvents`.
 * When a batch fails its events are given one by one. A service that counts everything needs it; it must be the service's only handler,
 * else its events come one by one.
 */
export function onBatch(
  definitions: readonly Pick<EventDefinition<unknown>, "type" | "schema">[],
  handler: (events: readonly BusEvent[]) => Promise<void>,
): readonly Subscription[] {
  const schemas = new Map(definitions.map(({ type, schema }) => [type, schema]));
  const check = (event: BusEvent): BusEvent => ({
    ...event,
    data: schemas.get(event.type)?.parse(event.data),
  });
  const handleBatch = async (events: readonly BusEvent[]): Promise<void> => handler(events.map(check));
  return definitions.map(({ type }) => ({ type, handle: (event) => handleBatch([event]), handleBatch }));
}
