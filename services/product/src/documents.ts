// Hot reads: documents kept serialised with their ETag, so that most requests cost a look-up. A document is never served longer than
// FRESH_MS after its read began, whoever changed what it tells (another replica, too); changes made in this process show at once.
// That way a shop that sells 200 orders a second, each of which changes stock, still serves nearly all reads from here.
import { hash } from "node:crypto";
import { preserialized, type Answer } from "@souk/http";
import type { Counter } from "@souk/telemetry";
import { LRUCache } from "lru-cache";
import type { Changes } from "./changes.ts";

/** Bytes, because text would be encoded anew for each answer. */
export type Document = { readonly body: Buffer; readonly etag: string };
export type LoadedDocument = {
  /** Text, or bytes in parts that only have to be put one after the other. */
  readonly body: string | readonly Buffer[];
  /** Stands for the body in its ETag where that is much shorter: it must change whenever a byte of the body does. */
  readonly digest?: string;
  /** Whose change makes it stale at once: the variants whose stock it tells. */
  readonly tags?: readonly string[];
  /** Stands before the hash in the ETag: the version that staff edit by. */
  readonly version?: number;
  /** For what may be told a little late; half a second otherwise. */
  readonly freshMs?: number;
};
export type DocumentCache = {
  /** The document: at once where it is fresh, else loaded, one load at a time for each key. */
  read(key: string, load: () => Promise<LoadedDocument>): Document | Promise<Document>;
  /** Whoever asks from now on is told of the change. */
  expire(tags: readonly string[]): void;
  expireAll(): void;
};

/** Well under the second after which nobody may be told an old stock. */
const FRESH_MS = 500;
const BYTES_MAX = 64 * 1024 * 1024;
const ENTRY_OVERHEAD_BYTES = 500;
const DIGEST_LENGTH = 22;

type Entry = Document & {
  readonly tags: readonly string[];
  readonly freshUntilMs: number;
  readonly readAtTick: number;
};
type Flight = { readonly readAtTick: number; readonly document: Promise<Document> };

export type DocumentCacheOptions = {
  readonly changes: Changes;
  readonly reads: Counter;
  readonly nowMs: () => number;
  /** False: every read loads, for measuring what a miss costs. */
  readonly isKept?: boolean;
};

export function createDocumentCache(options: DocumentCacheOptions): DocumentCache {
  const { changes, reads, nowMs, isKept = true } = options;
  const flights = new Map<string, Flight>();
  const entries = new LRUCache<string, Entry>({
    maxSize: BYTES_MAX,
    sizeCalculation: (entry) => entry.body.length + ENTRY_OVERHEAD_BYTES,
  });

  const load = async (key: string, loader: () => Promise<LoadedDocument>): Promise<Document> => {
    const [readAtMs, readAtTick] = [nowMs(), changes.tick()];
    const { body, digest, tags = [], version, freshMs = FRESH_MS } = await loader();
    const bytes = typeof body === "string" ? Buffer.from(body) : Buffer.concat(body);
    const etag = documentEtag(digest ?? bytes, version);
    const entry = { body: bytes, etag, tags, freshUntilMs: readAtMs + freshMs, readAtTick };
    entries.set(key, entry);
    return entry;
  };

  const fly = (key: string, loader: () => Promise<LoadedDocument>): Promise<Document> => {
    const flight = { readAtTick: changes.tick(), document: load(key, loader) };
    flights.set(key, flight);
    const land = (): void => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    flight.document.then(land, land);
    return flight.document;
  };

  return {
    read(key, loader) {
      if (!isKept) return load(key, loader);
      const entry = entries.get(key);
      if (
        entry !== undefined &&
        nowMs() < entry.freshUntilMs &&
        !changes.happenedSince(entry.readAtTick, entry.tags)
      ) {
        reads.inc({ outcome: "hit" });
        return entry;
      }
      reads.inc({ outcome: "miss" });
      // A load that began before the latest change may have read what was before it.
      const flight = flights.get(key);
      return flight?.readAtTick === changes.tick() ? flight.document : fly(key, loader);
    },
    expire: (tags) => changes.note(tags),
    expireAll: () => changes.noteAll(),
  };
}

/** The answer with a document; without a promise where it is at hand. */
export function answerWith(read: Document | Promise<Document>): Answer | Promise<Answer> {
  return read instanceof Promise ? read.then(toAnswer) : toAnswer(read);
}

const toAnswer = ({ body, etag }: Document): Answer => preserialized(body, etag);

function documentEtag(body: Buffer | string, version: number | undefined): string {
  const digest = hash("sha256", body, "base64url").slice(0, DIGEST_LENGTH);
  return version === undefined ? `"${digest}"` : `"v${version}.${digest}"`;
}
