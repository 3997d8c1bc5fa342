// The bus carried by PostgreSQL, in a database of its own.
import { type AnyDb, listen, type Listener, Loop } from "@souk/db";
import type { Telemetry } from "@souk/telemetry";
import type { Bus, BusConsumer, BusEvent, BusHandler, ConsumeOptions } from "./bus.ts";
import { Gathered } from "./gathered.ts";
import { partitionOf } from "./partition-of.ts";
import { Member } from "./postgres-bus-member.ts";
import { findPositions, rewindGroup, deleteOldMembers } from "./store/bus-groups.ts";
import { appendEvents, deleteOldEvents, listPartitions } from "./store/bus-log.ts";

export type PostgresBusOptions = {
  /** The bus's database, migrated by `busMigrations`. */
  readonly db: AnyDb;
  readonly telemetry: Telemetry;
  /** Where to LISTEN, when several processes use the bus; one process alone needs it not. */
  readonly url?: string;
  readonly retentionMs?: number;
  readonly pollMs?: number;
  /** How long a process that died keeps its partitions. */
  readonly leaseMs?: number;
};

const dayMs = 24 * 3_600_000;
const retentionMsDefault = 30 * dayMs;
const pollMsDefault = 1_000;
const leaseMsDefault = 6_000;
const cleanEveryMs = 3_600_000;
const cleanBatchMax = 1_000;
/** Appends of several relays go together: one flush to disk for all. */
const appendMax = 2_000;

/** Opens the bus. It closes what it opened itself, not the database. */
export async function createPostgresBus(options: PostgresBusOptions): Promise<Bus> {
  const partitionCount = (await listPartitions.rows(options.db, [])).length;
  const bus = new PostgresBus(options, partitionCount);
  await bus.start();
  return bus;
}

class PostgresBus implements Bus {
  readonly #options: PostgresBusOptions;
  readonly #partitionCount: number;
  readonly #members = new Set<Member>();
  readonly #gathered = new Gathered<BusEvent>((events) => this.#appendNow(events), appendMax);
  readonly #cleaner: Loop;
  #listener: Listener | undefined;

  constructor(options: PostgresBusOptions, partitionCount: number) {
    const { db, telemetry, retentionMs } = options;
    this.#options = options;
    this.#partitionCount = partitionCount;
    this.#cleaner = new Loop({
      work: async () => cleanLog(db, retentionMs).then(() => ({})),
      pollMs: cleanEveryMs,
      onError: (error) => telemetry.log.error({ err: error }, "old events could not be deleted from the bus"),
    });
  }

  async start(): Promise<void> {
    const { url } = this.#options;
    if (url !== undefined) this.#listener = await listen(url, ["bus"], () => this.#wakeMembers());
    this.#cleaner.start();
  }

  async append(events: readonly BusEvent[]): Promise<void> {
    await this.#gathered.add(events);
  }

  async consume(
    group: string,
    handler: BusHandler,
    { types, from = "start" }: ConsumeOptions = {},
  ): Promise<BusConsumer> {
    const { db, telemetry, pollMs = pollMsDefault, leaseMs = leaseMsDefault } = this.#options;
    const member = new Member({ db, telemetry, group, handler, types, from, pollMs, leaseMs });
    await member.start();
    this.#members.add(member);
    return {
      caughtUp: () => member.caughtUp(),
      stop: async () => {
        this.#members.delete(member);
        await member.stop();
      },
    };
  }

  async replay(group: string, from: "start" | Date): Promise<void> {
    await rewindGroup.rows(this.#options.db, [group, from === "start" ? null : from]);
    await Promise.all(
      [...this.#members].filter((member) => member.group === group).map((member) => member.renew()),
    );
  }

  async lag(group: string): Promise<number> {
    const rows = await findPositions.rows(this.#options.db, [group]);
    return rows.reduce((sum, { head, position }) => sum + head - position, 0);
  }

  async close(): Promise<void> {
    await Promise.all([this.#cleaner.stop(), ...[...this.#members].map((member) => member.stop())]);
    this.#members.clear();
    await this.#listener?.close();
  }

  async #appendNow(events: readonly BusEvent[]): Promise<void> {
    const rows = events.map((event) => ({
      ...event,
      partition: partitionOf(event.key, this.#partitionCount),
    }));
    await appendEvents.rows(this.#options.db, [JSON.stringify(rows), this.#listener !== undefined]);
    this.#wakeMembers(new Set(events.map(({ type }) => type)));
  }

  #wakeMembers(types?: ReadonlySet<string>): void {
    for (const member of this.#members) member.wake(types);
  }
}

/** Deletes what is older than the retention, a bounded number at a time so that appends wait for milliseconds only. */
export async function cleanLog(db: AnyDb, retentionMs: number = retentionMsDefault): Promise<void> {
  let deleted = Infinity;
  while (deleted > 0) deleted = (await deleteOldEvents.rows(db, [retentionMs, cleanBatchMax])).length;
  await deleteOldMembers.rows(db, [dayMs]);
}
