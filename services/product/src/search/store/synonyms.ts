// The synonyms of each language.
import type { SearchLanguage } from "@souk/contracts";
import { statement, type AnyDb } from "@souk/db";
import type { SynonymGroups } from "../domain/synonyms.ts";

export type StoredSynonyms = {
  readonly groups: SynonymGroups;
  /** 0 where nobody has written any. */
  readonly version: number;
  readonly updatedAt: Date | null;
};

const findStatement = statement<StoredSynonyms, readonly [string]>(
  "search_synonyms",
  'select groups, version, updated_at as "updatedAt" from search_synonyms where language = $1::text',
);
// Whoever asks for the lock first; the row of a language that has none yet is made for it.
const lockStatement = statement<never, readonly [string]>(
  "lock_search_synonyms",
  "select pg_advisory_xact_lock(hashtext('search_synonyms ' || $1::text))",
);
const saveStatement = statement<never, readonly [string, string, number, Date]>(
  "save_search_synonyms",
  `insert into search_synonyms (language, groups, version, updated_at) values ($1::text, $2::jsonb, $3::integer, $4::timestamptz)
   on conflict (language) do update set groups = excluded.groups, version = excluded.version, updated_at = excluded.updated_at`,
);

export async function findSynonyms(db: AnyDb, language: SearchLanguage): Promise<StoredSynonyms> {
  const stored = await findStatement.first(db, [language]);
  return stored ?? { groups: [], version: 0, updatedAt: null };
}

/** Locked until the transaction ends. */
export async function lockSynonyms(db: AnyDb, language: SearchLanguage): Promise<StoredSynonyms> {
  await lockStatement.rows(db, [language]);
  return findSynonyms(db, language);
}

export async function saveSynonyms(
  db: AnyDb,
  language: SearchLanguage,
  { groups, version, updatedAt }: { groups: SynonymGroups; version: number; updatedAt: Date },
): Promise<void> {
  await saveStatement.rows(db, [language, JSON.stringify(groups), version, updatedAt]);
}
