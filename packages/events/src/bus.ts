// What a bus is, whichever transport carries it: at least once, in the order of each key, from any point of the log again.

/** An event on its way: CloudEvents' id, type, source and time, the key that orders it, its data. */
export type BusEvent = {
  readonly eventId: string;
  readonly type: string;
  /** The aggregate's id: events with one key reach every group in the order in which they were published. */
  readonly key: string;
  /** The service that said it. */
  readonly source: string;
  readonly occurredAt: Date;
  readonly data: unknown;
  readonly traceparent: string | undefined;
};

/** Resolves when every event of the batch has been dealt with; a rejection brings the whole batch again. */
export type BusHandler = (events: readonly BusEvent[]) => Promise<void>;

export type ConsumeOptions = {
  /** Only these types are fetched; the others cost the group next to nothing. */
  readonly types?: readonly string[];
  /** Where a group that the bus has never seen begins; the oldest event kept unless said otherwise. */
  readonly from?: "start" | "end";
};

export type BusConsumer = {
  /** Whether the group has dealt with everything appended so far. */
  caughtUp(): Promise<boolean>;
  /** Finishes the running batch (bounded), gives the partitions to whoever else is in the group. */
  stop(): Promise<void>;
};

export type Bus = {
  /** Resolves once the events are durable. */
  append(events: readonly BusEvent[]): Promise<void>;
  consume(group: string, handler: BusHandler, options?: ConsumeOptions): Promise<BusConsumer>;
  /** Moves a group back to the oldest event kept or to a time; its consumers follow within seconds. */
  replay(group: string, from: "start" | Date): Promise<void>;
  /** How many events the group has not passed yet. */
  lag(group: string): Promise<number>;
  close(): Promise<void>;
};
