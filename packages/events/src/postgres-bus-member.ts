// One process's part in a group: it holds some partitions, fetches what is new in all of them with one query, has it handled, and
// moves the offsets with the next fetch. A partition that another process took over (this one stalled, or the group was replayed)
// cannot be committed any more: its fence has grown.
import { type AnyDb, type BatchQuery, type Look, Loop, newId, runBatch } from "@souk/db";
import type { Gauge, Telemetry } from "@souk/telemetry";
import type { BusConsumer, BusHandler } from "./bus.ts";
import * as groups from "./store/bus-groups.ts";
import { fetchEvents, parseFetched } from "./store/bus-log.ts";

export type MemberOptions = {
  readonly db: AnyDb;
  readonly telemetry: Telemetry;
  readonly group: string;
  readonly handler: BusHandler;
  readonly types: readonly string[] | undefined;
  readonly from: "start" | "end";
  readonly pollMs: number;
  readonly leaseMs: number;
};

/** Positions of one partition that are looked at in one go. */
const windowSize = 250;
const beatsPerLease = 3;
/** What is appended meanwhile is fetched together, and one move of the offsets serves for it. */
const restMs = 25;

type Held = { readonly partition: number; readonly fence: number; position: number; committed: number };

export class Member implements BusConsumer {
  readonly group: string;
  readonly #options: MemberOptions;
  readonly #member = newId();
  readonly #lag: Gauge;
  readonly #loop: Loop;
  readonly #beat: Loop;
  #held: readonly Held[] = [];
  #share = Infinity;
  #isCommitDue = false;

  constructor(options: MemberOptions) {
    const { telemetry, group, pollMs, leaseMs } = options;
    this.group = group;
    this.#options = options;
    this.#lag = telemetry.metrics.gauge(
      "souk_bus_lag",
      "Events that a group has not passed yet, in the partitions held here",
      ["group"],
    );
    const onError = (error: unknown): void =>
      telemetry.log.error({ err: error, group }, "a group could not read the bus");
    this.#loop = new Loop({ work: () => this.#look(), pollMs, restMs, onError });
    const beatMs = leaseMs / beatsPerLease;
    const beat = async (): Promise<Look> => this.renew().then(() => ({}));
    this.#beat = new Loop({ work: beat, pollMs: beatMs, onError });
  }

  /** Joins the group; resolves when the first partitions are held. */
  async start(): Promise<void> {
    await groups.createGroup.rows(this.#options.db, [this.group, this.#options.from]);
    await this.renew();
    this.#loop.start();
    this.#beat.start();
  }

  async stop(): Promise<void> {
    await Promise.all([this.#loop.stop(), this.#beat.stop()]);
    await this.#release(this.#held, groups.deleteMember.query([this.#member]));
  }

  /** Something was appended; `appended` are the types of the events, where they are known. */
  wake(appended?: ReadonlySet<string>): void {
    const { types } = this.#options;
    if (appended === undefined || types === undefined || types.some((type) => appended.has(type)))
      this.#loop.wake();
  }

  /** Renews the membership and looks which partitions it gives. */
  async renew(): Promise<void> {
    const renewal = groups.renewMembership.query([this.group, this.#member, this.#options.leaseMs]);
    const taking = groups.takePartitions.query([this.group, this.#member]);
    const [, , rows] = await runBatch(this.#options.db, [
      renewal,
      taking,
      groups.findHeld.query([this.group, this.#member]),
    ]);
    const known = this.#held;
    this.#held = rows.map(
      ({ partition, position, fence }) =>
        known.find((part) => part.partition === partition && part.fence === fence) ?? {
          partition,
          fence,
          position,
          committed: position,
        },
    );
    this.#share = Math.min(...rows.map(({ share }) => share));
    this.#isCommitDue = true;
    const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
    const behind = sum(rows.map(({ head }) => head)) - sum(this.#held.map(({ position }) => position));
    this.#lag.set(behind, { group: this.group });
    if (this.#held.some((part) => !known.includes(part))) this.#loop.wake();
  }

  async caughtUp(): Promise<boolean> {
    const rows = await groups.findPositions.rows(this.#options.db, [this.group]);
    const reached = new Map(this.#held.map(({ partition, position }) => [partition, position]));
    return rows.every(({ partition, position, head }) => (reached.get(partition) ?? position) >= head);
  }

  /** One round trip commits what was handled before and fetches what is new. */
  async #look(): Promise<Look> {
    await this.#releaseSurplus();
    const { db, handler, types } = this.#options;
    const reading = this.#held;
    const changed = this.#isCommitDue
      ? reading.filter(({ position, committed }) => position !== committed)
      : [];
    this.#isCommitDue = false;
    const places = [
      reading.map(({ partition }) => partition),
      reading.map(({ position }) => position),
    ] as const;
    const [committed, rows] = await runBatch(db, [
      this.#commitOf(changed),
      fetchEvents.query([...places, types ?? null, windowSize]),
    ]);
    this.#noteCommitted(changed, new Set(committed.map(({ partition }) => partition)));
    // Of a partition that was lost nothing more is handled, for what came before is being handled elsewhere.
    if (committed.length < changed.length) return { dueInMs: 0 };
    const { events, nextOf } = parseFetched(rows);
    if (events.length > 0) await handler(events);
    for (const part of reading) part.position = nextOf.get(part.partition) ?? part.position;
    // What was only passed over is committed with the next events, or with the next beat.
    this.#isCommitDue ||= events.length > 0;
    return nextOf.size > 0 ? { dueInMs: 0 } : {};
  }

  #commitOf(parts: readonly Held[]): ReturnType<typeof groups.commitOffsets.query> {
    const positions = parts.map(({ position }) => position);
    const fences = parts.map(({ fence }) => fence);
    return groups.commitOffsets.query([
      this.group,
      this.#member,
      parts.map(({ partition }) => partition),
      positions,
      fences,
    ]);
  }

  /** What could not be committed belongs to somebody else now. */
  #noteCommitted(changed: readonly Held[], committed: ReadonlySet<number>): void {
    for (const part of changed) part.committed = part.position;
    this.#held = this.#held.filter((part) => !changed.includes(part) || committed.has(part.partition));
  }

  /** Another process has joined: what is more than a fair share goes back, between two batches. */
  async #releaseSurplus(): Promise<void> {
    if (this.#held.length <= this.#share) return;
    const surplus = this.#held.slice(this.#share);
    this.#held = this.#held.slice(0, this.#share);
    await this.#release(surplus);
  }

  async #release(parts: readonly Held[], ...then: readonly BatchQuery[]): Promise<void> {
    const partitions = parts.map(({ partition }) => partition);
    const release = groups.releasePartitions.query([this.group, this.#member, partitions]);
    await runBatch(this.#options.db, [this.#commitOf(parts), release, ...then]);
  }
}
