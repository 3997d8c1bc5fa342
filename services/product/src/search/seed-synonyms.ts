// Synonyms of a seed: only for languages in which nobody has written any.
import type { SearchLanguage } from "@souk/contracts";
import type { AnyDb } from "@souk/db";
import type { SynonymGroups } from "./domain/synonyms.ts";
import { findSynonyms, saveSynonyms } from "./store/synonyms.ts";

export type SeededSynonyms = {
  readonly synonyms: readonly { readonly language: SearchLanguage; readonly groups: SynonymGroups }[];
  readonly now: Date;
};

export async function seedSynonyms(db: AnyDb, { synonyms, now }: SeededSynonyms): Promise<void> {
  for (const { language, groups } of synonyms) {
    const { version } = await findSynonyms(db, language);
    if (version === 0) await saveSynonyms(db, language, { groups, version: 1, updatedAt: now });
  }
}
