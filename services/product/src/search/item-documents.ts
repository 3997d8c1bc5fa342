// The items of a page as bytes. Their texts are kept in memory by the version that the database names for each read, and filled in anew
// only when the stock it names has changed: nothing here can be stale, and a page is mostly copied.
import { hash } from "node:crypto";
import type { AnyDb } from "@souk/db";
import { LRUCache } from "lru-cache";
import { fillIn, itemDocument, parseAvailability } from "../catalogue/domain/documents.ts";
import { createItemStates } from "./item-states.ts";
import { listItemTexts, type ItemsQuestion, type ItemState } from "./store/item-rows.ts";

export type Items = {
  readonly ids: readonly string[];
  readonly parts: readonly Buffer[];
  /** Stands for the bytes: equal digests, equal bytes. */
  readonly digest: string;
};
export type ItemDocuments = {
  /** In the order of the ids, of every status. */
  states(question: ItemsQuestion): Promise<readonly ItemState[]>;
  /** The items of these states. */
  fill(states: readonly ItemState[], currency: string): Promise<Items>;
  /** In the order of the ids; what is no longer on sale is left out. */
  list(question: ItemsQuestion): Promise<Items>;
};

const BYTES_MAX = 48 * 1024 * 1024;
const ENTRY_OVERHEAD_BYTES = 300;

type Entry = {
  readonly version: string;
  readonly document: string;
  readonly levels: string | null;
  readonly bytes: Buffer;
};

export function createItemDocuments(db: AnyDb): ItemDocuments {
  const itemStates = createItemStates(db);
  const entries = new LRUCache<string, Entry>({
    maxSize: BYTES_MAX,
    sizeCalculation: ({ document, bytes }) => document.length + bytes.length + ENTRY_OVERHEAD_BYTES,
  });

  const keep = (key: string, text: Omit<Entry, "bytes">): Entry => {
    const bytes = Buffer.from(fillIn(text.document, parseAvailability(text.levels)));
    const entry = { ...text, bytes };
    entries.set(key, entry);
    return entry;
  };
  const fill = async (shown: readonly ItemState[], currency: string): Promise<Items> => {
    const filled = new Map<string, Entry>();
    const missing = new Map<string, ItemState>();
    for (const state of shown) {
      const key = `${currency} ${state.id}`;
      const kept = entries.get(key);
      if (kept?.version !== state.version) missing.set(state.id, state);
      else if (kept.levels === state.levels) filled.set(state.id, kept);
      else filled.set(state.id, keep(key, { ...kept, levels: state.levels }));
    }
    const texts = missing.size > 0 ? await listItemTexts(db, { ids: [...missing.keys()], currency }) : [];
    for (const { id, version, document } of texts) {
      // A version that was written since the state was read is newer: its stock is what is known.
      const levels = missing.get(id)?.levels ?? null;
      filled.set(id, keep(`${currency} ${id}`, { version, document: itemDocument(document), levels }));
    }
    return toItems(shown, filled, currency);
  };
  return {
    states: itemStates,
    fill,
    async list(question) {
      const found = await itemStates(question);
      const onSale = found.filter(({ status }) => status === "active");
      return fill(onSale, question.currency);
    },
  };
}

function toItems(states: readonly ItemState[], filled: ReadonlyMap<string, Entry>, currency: string): Items {
  const ids: string[] = [];
  const parts: Buffer[] = [];
  let content = currency;
  for (const { id } of states) {
    const entry = filled.get(id);
    if (entry === undefined) continue; // Its prices in this currency were taken away meanwhile.
    ids.push(id);
    parts.push(entry.bytes);
    content += ` ${id} ${entry.version} ${entry.levels}`;
  }
  return { ids, parts, digest: hash("sha256", content, "base64url") };
}

const OPEN = Buffer.from('"items":[');
const COMMA = Buffer.from(",");
const CLOSE = Buffer.from("]");

/** The member `items` of a document. */
export function itemsMember({ parts }: Items): Buffer[] {
  return [OPEN, ...parts.flatMap((part, index) => (index === 0 ? [part] : [COMMA, part])), CLOSE];
}
