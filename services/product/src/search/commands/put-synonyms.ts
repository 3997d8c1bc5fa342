// Staff say which words mean the same to shoppers of a language. Searches know it at once: synonyms are not part of the index.
import { StaffActed, type SearchLanguage } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { publish } from "@souk/events";
import type { Deps } from "../../deps.ts";
import type { SynonymGroups } from "../domain/synonyms.ts";
import { lockSynonyms, saveSynonyms, type StoredSynonyms } from "../store/synonyms.ts";

export type PutSynonyms = {
  readonly language: SearchLanguage;
  readonly groups: SynonymGroups;
  readonly actorId: string;
  /** Refuses an edit of another version than the one staff saw. */
  readonly requireVersion: (current: number) => void;
};

export async function putSynonyms(deps: Deps, command: PutSynonyms): Promise<StoredSynonyms> {
  const { language, groups, actorId } = command;
  const saved = await inTransaction(deps.db, async (db) => {
    const before = await lockSynonyms(db, language);
    command.requireVersion(before.version);
    const after = { groups, version: before.version + 1, updatedAt: deps.now() };
    await saveSynonyms(db, language, after);
    await publish(db, StaffActed, {
      actorId,
      action: "search.put_synonyms",
      subjectType: "search_synonyms",
      subjectId: language,
      before: { groups: before.groups },
      after: { groups },
      at: after.updatedAt.toISOString(),
    });
    return after;
  });
  deps.documents.expireAll();
  return saved;
}
