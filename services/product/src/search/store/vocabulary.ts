// The words of the catalogue that are near a mistyped one.
import { statement, type AnyDb } from "@souk/db";
import type { Candidate } from "../domain/corrections.ts";

const CANDIDATES_MAX = 40;
/** Up to this length words share too few three-letter pieces; all of about the same length are looked at. */
const SHORT_LENGTH_MAX = 8;

const nearStatement = statement<Candidate, readonly [string]>(
  "near_words",
  `select v.word, v.in_name as "inName" from search_vocabulary v
    where v.slot = (select live_slot from search_index) and v.word % $1::text
    order by similarity(v.word, $1::text) desc, v.word limit ${CANDIDATES_MAX}`,
);
const shortStatement = statement<Candidate, readonly [string]>(
  "near_short_words",
  `select v.word, v.in_name as "inName" from search_vocabulary v
    where v.slot = (select live_slot from search_index)
      and char_length(v.word) between char_length($1::text) - 1 and char_length($1::text) + 1
      and levenshtein_less_equal(v.word, $1::text, 2) <= 2
    order by levenshtein(v.word, $1::text), v.word limit ${CANDIDATES_MAX}`,
);
const knownStatement = statement<{ word: string }, readonly [readonly string[]]>(
  "known_words",
  `select v.word from search_vocabulary v
    where v.slot = (select live_slot from search_index) and v.word = any ($1::text[])`,
);

export async function listNearWords(db: AnyDb, word: string): Promise<readonly Candidate[]> {
  const near = await nearStatement.rows(db, [word]);
  return word.length > SHORT_LENGTH_MAX ? near : [...near, ...(await shortStatement.rows(db, [word]))];
}

export async function listKnownWords(db: AnyDb, words: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set((await knownStatement.rows(db, [words])).map(({ word }) => word));
}
