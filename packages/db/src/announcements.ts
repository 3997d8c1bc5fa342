// What a transaction has to say to this process once it is committed: "there is something in the outbox", "a job is due". Told in memory and
// not by NOTIFY, for which all committing transactions of the cluster would queue (figures in packages/events/README.md). It only saves a
// wait: what a crash or a lost connection swallows is found by the listener's next poll.
import type { AnyDb } from "./db.ts";

/** Hung on a query: told to the listeners of the topic when the query's transaction is committed, never before and never if it is undone. */
export type Announcement = {
  readonly topic: string;
  /** When there will be something to do, counted from the commit. */
  readonly afterMs: number;
};
export type OnAnnounced = (afterMs: number) => void;

/** The listeners of one pool: whoever works on a database hears what is committed there, and nothing of others. */
export class Announcements {
  readonly #listeners = new Map<string, Set<OnAnnounced>>();

  listen(topic: string, listener: OnAnnounced): () => void {
    const listeners = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  tell({ topic, afterMs }: Announcement): void {
    for (const listener of this.#listeners.get(topic) ?? []) listener(afterMs);
  }
}

const announcementsOf = new WeakMap<AnyDb, Announcements>();

/** Makes a pool's announcements known. */
export function keepAnnouncementsOf(db: AnyDb, announcements: Announcements): void {
  announcementsOf.set(db, announcements);
}

/** Listens to what transactions of this pool announce; gives what ends it. */
export function onAnnounced(db: AnyDb, topic: string, listener: OnAnnounced): () => void {
  const announcements = announcementsOf.get(db);
  if (announcements === undefined) throw new TypeError("Announcements are heard of a pool made by createDb.");
  return announcements.listen(topic, listener);
}
