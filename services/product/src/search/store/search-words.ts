// Whether a search finds anything, and what its words may have meant.
import { statement, type AnyDb } from "@souk/db";

const queryStatement = statement<{ query: string; has_hits: boolean }, readonly [string]>(
  "resolve_search",
  `select q.query::text as query,
          exists (select from product_search s join product_details d on d.product_id = s.product_id and d.status = 'active'
                   where s.vector @@ q.query) as has_hits
     from to_tsquery('english', $1::text) as q (query)`,
);
// Near: shares enough of its three-letter pieces, or is one letter away (two for a long word).
const nearestStatement = statement<{ word: string; nearest: string | null }, readonly [readonly string[]]>(
  "nearest_words",
  `select w.word,
          case when exists (select from search_words s where starts_with(s.word, w.word)) then w.word else (
            select s.word from search_words s
             where s.word % w.word or levenshtein_less_equal(s.word, w.word, w.distance) <= w.distance
             order by levenshtein(s.word, w.word), similarity(s.word, w.word) desc, s.word limit 1
          ) end as nearest
     from (select word, n, case when char_length(word) < 6 then 1 else 2 end as distance
             from unnest($1::text[]) with ordinality as u (word, n)) w
    order by w.n`,
);

/** The stemmed condition, and whether any active product meets it. */
export async function resolveMatch(db: AnyDb, match: string): Promise<{ query: string; hasHits: boolean }> {
  const row = await queryStatement.first(db, [match]);
  if (row === undefined) throw new Error("A query without a table gave no row.");
  return { query: row.query, hasHits: row.has_hits };
}

/** For each word itself where the catalogue knows it, or else the nearest word it knows, or else itself. */
export async function listNearestWords(db: AnyDb, words: readonly string[]): Promise<readonly string[]> {
  return (await nearestStatement.rows(db, [words])).map((row) => row.nearest ?? row.word);
}
