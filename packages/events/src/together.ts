// Handles many events in one call, for a service that asked for it by `onBatch`: a transaction for hundreds of events, not for each.
import { continueTrace, withSpan } from "@souk/telemetry";
import { createDeliveryMetrics, inTime, type AttemptOptions } from "./attempt.ts";
import type { BusEvent } from "./bus.ts";

/** Gives the events that are left to be handled one by one. */
export type Together = (events: readonly BusEvent[]) => Promise<readonly BusEvent[]>;

const eventsMax = 200;

export function createTogether({ subscriptions, telemetry, handlerTimeoutMs }: AttemptOptions): Together {
  const [handleBatch, ...others] = new Set(subscriptions.map((subscription) => subscription.handleBatch));
  // Mixed with other handlers the order of a key would be lost between them.
  if (handleBatch === undefined || others.length > 0) return async (events) => events;
  const count = createDeliveryMetrics(telemetry);

  return async (events) => {
    for (let start = 0; start < events.length; start += eventsMax) {
      const some = events.slice(start, start + eventsMax);
      try {
        await continueTrace({}, () =>
          withSpan(telemetry, "events", { "messaging.batch.message_count": some.length }, () =>
            inTime(handleBatch(some), handlerTimeoutMs),
          ),
        );
      } catch (error) {
        telemetry.log.warn(
          { err: error, count: some.length },
          "events could not be handled together; they go one by one",
        );
        return events.slice(start);
      }
      for (const event of some) count(event, "handled");
    }
    return [];
  };
}
