// All products as search needs them, in memory: read once, then only what changed, by whichever process. The texts stay in PostgreSQL.
// It is never read when it is older than FRESH_MS, or than a change that was made in this process.
import type { AnyDb } from "@souk/db";
import type { Changes } from "../../changes.ts";
import {
  CATALOGUE_ROWS_MAX,
  listAttributeMeanings,
  listCatalogueChanges,
  listCatalogueRows,
  snapshotXmin,
  type CatalogueRow,
} from "../store/catalogue-rows.ts";
import { createEntry, createWordStore, type Entry } from "./entries.ts";
import { FacetDictionary } from "./facet-dictionary.ts";
import { NameIndex } from "./name-index.ts";
import { TextChanges } from "./text-changes.ts";

const FRESH_MS = 250;
/** Well before the log of changes is swept (store/search-changes.ts): a process that did not look for so long reads everything again. */
const CHANGES_KNOWN_MS = 6 * 3_600_000;
/** Definitions of attributes change seldom; a changed label may be told this late. */
const MEANINGS_FRESH_MS = 5_000;

export type MemoryView = {
  /** By number; some numbers have no product. */
  readonly entries: readonly (Entry | undefined)[];
  readonly byId: ReadonlyMap<string, Entry>;
  readonly dictionary: FacetDictionary;
  readonly names: NameIndex;
  /** Which of the index's slots is read. */
  readonly slot: "a" | "b";
  /** Which texts changed, among them by a change of the slot: what was found before may be found no more. */
  readonly texts: Pick<TextChanges, "since">;
  /** Of the texts when this was read. */
  readonly generation: number;
};
export type ProductMemory = { current(): Promise<MemoryView> };

export type ProductMemoryOptions = {
  readonly db: AnyDb;
  readonly changes: Changes;
  readonly nowMs: () => number;
};
type Moment = { readonly ms: number; readonly tick: number };
/** `begunAt` is missing while it waits for the one before it. */
type Flight = { begunAt?: Moment; readonly view: Promise<MemoryView> };

export function createProductMemory({ db, changes, nowMs }: ProductMemoryOptions): ProductMemory {
  const memory = new Memory({ db, changes, nowMs });
  let flight: Flight | undefined;
  let readAt: Moment = { ms: -Infinity, tick: -1 };

  const isFresh = ({ ms, tick }: Moment): boolean => nowMs() - ms < FRESH_MS && tick === changes.tick();
  const fly = (): Promise<MemoryView> => {
    const begin = async (): Promise<MemoryView> => {
      const begunAt = { ms: nowMs(), tick: changes.tick() };
      next.begunAt = begunAt;
      const view = await memory.catchUp();
      readAt = begunAt;
      return view;
    };
    // One after the other: each begins where the one before it ended.
    const before = flight?.view.catch(() => undefined);
    const next: Flight = { view: Promise.resolve(before).then(begin) };
    flight = next;
    const land = (): void => {
      if (flight === next) flight = undefined;
    };
    next.view.then(land, land);
    return next.view;
  };
  return {
    async current() {
      if (isFresh(readAt)) return memory.view;
      const joined = flight;
      if (joined && (joined.begunAt === undefined || isFresh(joined.begunAt))) return joined.view;
      return fly();
    },
  };
}

class Memory {
  readonly #db: AnyDb;
  readonly #changes: Changes;
  readonly #nowMs: () => number;
  readonly #entries: (Entry | undefined)[] = [];
  readonly #byId = new Map<string, Entry>();
  readonly #dictionary = new FacetDictionary();
  readonly #names = new NameIndex();
  readonly #words = createWordStore();
  readonly #texts = new TextChanges();
  #xmin: string | undefined;
  #slot: "a" | "b" = "a";
  #readMs = -Infinity;
  #meaningsReadAt = { ms: -Infinity, tick: -1 };

  constructor({ db, changes, nowMs }: ProductMemoryOptions) {
    this.#db = db;
    this.#changes = changes;
    this.#nowMs = nowMs;
  }

  get view(): MemoryView {
    return {
      entries: this.#entries,
      byId: this.#byId,
      dictionary: this.#dictionary,
      names: this.#names,
      slot: this.#slot,
      texts: this.#texts,
      generation: this.#texts.generation,
    };
  }

  async catchUp(): Promise<MemoryView> {
    await this.#learnMeanings();
    const readMs = this.#nowMs();
    if (readMs - this.#readMs > CHANGES_KNOWN_MS) this.#xmin = undefined;
    this.#xmin = await this.#readChanges(this.#xmin ?? (await this.#readAll()));
    this.#readMs = readMs;
    return this.view;
  }

  async #learnMeanings(): Promise<void> {
    const { ms, tick } = this.#meaningsReadAt;
    const isFresh = this.#nowMs() - ms < MEANINGS_FRESH_MS && !this.#changes.happenedSince(tick, []);
    if (isFresh) return;
    this.#meaningsReadAt = { ms: this.#nowMs(), tick: this.#changes.tick() };
    this.#dictionary.learn(await listAttributeMeanings(this.#db));
  }

  /** Gives the moment from which on changes have to be read. */
  async #readAll(): Promise<string> {
    const xmin = await snapshotXmin(this.#db);
    for (let after = 0; ;) {
      const rows = await listCatalogueRows(this.#db, after);
      const last = rows.at(-1);
      if (last === undefined) return xmin;
      this.#keep(rows);
      after = last.number;
    }
  }

  async #readChanges(xmin: string): Promise<string> {
    let next: string | undefined;
    for (let after = 0; ;) {
      const changes = await listCatalogueChanges(this.#db, { xmin, after });
      next ??= changes.xmin;
      if (changes.slot !== this.#slot) this.#texts.forget();
      this.#slot = changes.slot;
      this.#keep(changes.rows);
      const last = changes.rows.at(-1);
      if (last === undefined || changes.rows.length < CATALOGUE_ROWS_MAX) return next;
      after = last.number;
    }
  }

  #keep(rows: readonly CatalogueRow[]): void {
    for (const row of rows) {
      const known = this.#entries[row.number];
      const entry = createEntry(row, { dictionary: this.#dictionary, words: this.#words });
      this.#entries[row.number] = entry;
      this.#byId.set(entry.id, entry);
      if (known?.textVersion === entry.textVersion) continue;
      this.#names.add(entry);
      this.#texts.note(row.number);
    }
  }
}
