// What staff can do about events that could not be handled: see them, try them again, give them up.
import { runBatch, type AnyDb } from "@souk/db";
import type { BusEvent } from "./bus.ts";
import { hintReplayed } from "./replay-hints.ts";
import * as store from "./store/dead-letter-operations.ts";
import { promoteNext, type DeadLetterKind } from "./store/dead-letters.ts";

export type { DeadLetterKind } from "./store/dead-letters.ts";

export type DeadLetter = BusEvent & {
  readonly id: string;
  readonly consumer: string;
  readonly kind: DeadLetterKind;
  readonly attempts: number;
  readonly reason: string;
  readonly recordedAt: Date;
};

export type DeadLetterQuery = {
  readonly kind?: DeadLetterKind;
  readonly afterId?: string;
  readonly limit?: number;
};

/** By ids, by key, or everything that is parked. A parked event brings all parked events of its key along. */
export type DeadLetterChoice = { readonly ids: readonly string[] } | { readonly key: string } | "all";

const limitDefault = 100;

/** Oldest first, a page at a time. */
export async function listDeadLetters(
  db: AnyDb,
  query: DeadLetterQuery = {},
): Promise<readonly DeadLetter[]> {
  const rows = await store.selectDeadLetters.rows(db, [
    query.kind ?? null,
    query.afterId ?? "0",
    query.limit ?? limitDefault,
  ]);
  return rows.map((row) => ({ ...row, traceparent: row.traceparent ?? undefined }));
}

/** Tries events again, in the order of each key; gives their number. */
export async function replayDeadLetters(db: AnyDb, choice: DeadLetterChoice): Promise<number> {
  const ids = choice !== "all" && "ids" in choice ? choice.ids : null;
  const key = choice !== "all" && "key" in choice ? choice.key : null;
  const [, replayed] = await runBatch(db, [
    store.lockChosen.query([ids, key]),
    store.replayChosen.query([ids, key]),
  ]);
  hintReplayed();
  return replayed.length;
}

/** Gives events up for good; what waited behind a discarded retrying event goes on. */
export async function discardDeadLetters(db: AnyDb, ids: readonly string[]): Promise<number> {
  const gone = await store.deleteDeadLetters.rows(db, [ids]);
  for (const { consumer, key } of gone) await promoteNext.rows(db, [consumer, key]);
  hintReplayed();
  return gone.length;
}
