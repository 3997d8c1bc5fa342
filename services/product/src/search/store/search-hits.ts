// Which products a text finds in PostgreSQL, and how well each fits: numbers and ranks as bytes, for there may be tens of thousands.
import type { SearchLanguage } from "@souk/contracts";
import { statement, type AnyDb, type Statement } from "@souk/db";
import { rulesOf, searchLanguages } from "../domain/languages.ts";
import type { Clause, TextQuery } from "../domain/text-query.ts";

export type Slot = "a" | "b";
export type Hits = { readonly numbers: Int32Array; readonly ranks: Int32Array; readonly isCut: boolean };

/** More than this nobody looks through: what is found beyond it is not counted (`isTotalExact`). */
export const HITS_MAX = 40_000;
const BYTES_PER_HIT = 8;
const NUMBER_OFFSET = 0;
const RANK_OFFSET = 4;

type Row = { hits: Buffer | null };
type Parameters = readonly [match: string, typed: string, synonyms: string];

// `head` alone is ranked: it is small. What was typed counts more than its synonyms. Ranks are whole numbers, so that they come back in
// a cursor as they were.
const rankOf = (query: string): string => `ts_rank('{0, 0.2, 0.4, 1}', d.head, ${query})`;
/** A text of nothing but stop words ("the") is searched for as it is written. */
function queryOf(language: SearchLanguage, parameter: string): string {
  const query = `to_tsquery('${rulesOf[language].configuration}', ${parameter})`;
  return `coalesce(nullif(${query}, ''::tsquery), to_tsquery('simple', ${parameter}))`;
}

function hitsText(slot: Slot, language: SearchLanguage): string {
  const [match, typed] = [queryOf(language, "$1::text"), queryOf(language, "$2::text")];
  return `select string_agg(int4send(h.number) || int4send(h.rank), ''::bytea) as hits
    from (
      select d.number,
             (1e6 * (${rankOf("q.typed")} + case when $3::text = '' then 0 else 0.5 * ${rankOf("q.synonyms")} end))::integer as rank
        from (select ${match} as match, ${typed} as typed,
                     to_tsquery('${rulesOf[language].configuration}', $3::text) as synonyms) q
        join search_documents d on d.whole @@ q.match
       where d.slot = '${slot}' and d.language = '${language}'
       limit ${HITS_MAX + 1}
    ) h`;
}

const countText = (slot: Slot, language: SearchLanguage): string => `
  select count(*)::integer as count from (
    select from search_documents d join products p on p.id = d.product_id and p.status = 'active'
     where d.slot = '${slot}' and d.language = '${language}' and d.whole @@ ${queryOf(language, "$1::text")}
     limit $2::integer
  ) h`;

type Statements = {
  readonly hits: Statement<Row, Parameters>;
  readonly count: Statement<{ count: number }, readonly [match: string, upTo: number]>;
};
const statements = new Map<string, Statements>(
  searchLanguages.flatMap((language) =>
    (["a", "b"] as const).map((slot): [string, Statements] => [
      `${slot} ${language}`,
      {
        hits: statement(`search_hits_${slot}_${language}`, hitsText(slot, language)),
        count: statement(`search_count_${slot}_${language}`, countText(slot, language)),
      },
    ]),
  ),
);

export type HitsQuestion = {
  readonly slot: Slot;
  readonly language: SearchLanguage;
  readonly text: TextQuery;
  /** Whether somebody who typed this has typed a whole word: then words that begin with it are not meant. */
  readonly isWord: (word: string) => boolean;
};

export async function findHits(db: AnyDb, { slot, language, text, isWord }: HitsQuestion): Promise<Hits> {
  const found = statements.get(`${slot} ${language}`);
  const clauses = text.clauses.map((clause) => lexemesOf(clause, isWord));
  const typed = clauses.map(({ typed: words }) => words.join(" | ")).join(" | ");
  const synonyms = clauses.flatMap(({ others }) => others).join(" | ");
  const row = await found?.hits.first(db, [matchOf(clauses), typed, synonyms]);
  return readHits(row?.hits ?? null);
}

/** How many active products have the text; counting stops at `upTo`. */
export async function countHits(
  db: AnyDb,
  { slot, language, text, isWord }: HitsQuestion,
  upTo: number,
): Promise<number> {
  const match = matchOf(text.clauses.map((clause) => lexemesOf(clause, isWord)));
  const row = await statements.get(`${slot} ${language}`)?.count.first(db, [match, upTo]);
  return row?.count ?? 0;
}

function readHits(bytes: Buffer | null): Hits {
  const buffer = bytes ?? Buffer.alloc(0);
  const count = buffer.length / BYTES_PER_HIT;
  const kept = Math.min(count, HITS_MAX);
  const numbers = new Int32Array(kept);
  const ranks = new Int32Array(kept);
  for (let index = 0; index < kept; index += 1) {
    numbers[index] = buffer.readInt32BE(index * BYTES_PER_HIT + NUMBER_OFFSET);
    ranks[index] = buffer.readInt32BE(index * BYTES_PER_HIT + RANK_OFFSET);
  }
  return { numbers, ranks, isCut: count > kept };
}

type Lexemes = {
  readonly match: string;
  readonly typed: readonly string[];
  readonly others: readonly string[];
};

/** Words hold nothing but letters and digits, so nothing needs quoting. */
function lexemesOf({ alternatives }: Clause, isWord: (word: string) => boolean): Lexemes {
  const [typed = [], ...others] = alternatives.map(({ words, isPrefix }) =>
    words.map((word, index) =>
      isPrefix && index === words.length - 1 && !isWord(word) ? `${word}:*` : word,
    ),
  );
  const match = [typed, ...others].map((words) => `(${words.join(" & ")})`).join(" | ");
  return { match: `(${match})`, typed, others: others.flat() };
}

const matchOf = (clauses: readonly Lexemes[]): string => clauses.map(({ match }) => match).join(" & ");
