// How an event is declared: its versioned type, its schema and the aggregate that orders it.
import type { z } from "zod";

export type EventDefinition<Data> = {
  /** Subject, past tense, version: `order.placed.v1`. Never reused with another meaning. */
  readonly type: string;
  readonly schema: z.ZodType<Data>;
  /** Events with the same key reach each consumer in the order they were published. */
  readonly keyOf: (data: Data) => string;
};

/** Declares an event. Additive changes only: a field once published stays, new fields are optional. */
export function defineEvent<Data>(definition: EventDefinition<Data>): EventDefinition<Data> {
  return definition;
}
