// Which products have a word in PostgreSQL's index, and how well each fits: numbers and ranks as bytes, for there may be tens of thousands.
import type { SearchLanguage } from "@souk/contracts";
import { statement, type AnyDb, type Statement } from "@souk/db";
import { rulesOf, searchLanguages } from "../domain/languages.ts";

export type Slot = "a" | "b";
export type Hits = {
  readonly numbers: Int32Array;
  /** In the order of the numbers. Whole, so that they come back in a cursor as they were. */
  readonly ranks: Int32Array;
  readonly isCut: boolean;
};

/** A word that more products have says nothing any more: what is found beyond it is not counted (`isTotalExact`). */
const HITS_MAX = 250_000;
const BYTES_PER_HIT = 8;
const NUMBER_OFFSET = 0;
const RANK_OFFSET = 4;

type Row = { readonly isStopWord: boolean; readonly hits: Buffer | null };
/** `as_written`: without the language's rules, which have no place for words like "the". */
type Rules = "language" | "as_written";

type Part = { readonly slot: Slot; readonly language: SearchLanguage; readonly rules: Rules };

/** `head` alone is ranked: it is small. */
function hitsText({ slot, language, rules }: Part, condition: string): string {
  const query = `to_tsquery('${rules === "language" ? rulesOf[language].configuration : "simple"}', $1::text)`;
  return `select numnode(${query}) = 0 as "isStopWord", (
    select string_agg(int4send(h.number) || int4send(h.rank), ''::bytea) from (
      select d.number, (1e6 * ts_rank('{0, 0.2, 0.4, 1}', d.head, ${query}))::integer as rank
        from search_documents d
       where d.slot = '${slot}' and d.language = '${language}' and d.whole @@ ${query}${condition}
       limit ${HITS_MAX + 1}
    ) h) as hits`;
}

const keyOf = ({ slot, language, rules }: Part): string => `${slot}_${language}_${rules}`;
const parts = searchLanguages.flatMap((language) =>
  (["a", "b"] as const).flatMap((slot) =>
    (["language", "as_written"] as const).map((rules): Part => ({ slot, language, rules })),
  ),
);

/** A statement for each part, so that PostgreSQL plans it for the one partition that it reads. */
function statementsOf<Parameters extends readonly unknown[]>(
  name: string,
  condition: string,
): ReadonlyMap<string, Statement<Row, Parameters>> {
  return new Map(
    parts.map((part) => [
      keyOf(part),
      statement<Row, Parameters>(`${name}_${keyOf(part)}`, hitsText(part, condition)),
    ]),
  );
}
const allStatements = statementsOf<readonly [string]>("search_hits", "");
const amongStatements = statementsOf<readonly [string, readonly string[]]>(
  "search_hits_among",
  " and d.product_id = any ($2::uuid[])",
);

// Counting what may be null reads every row, and of long ones only the beginning.
const readThroughStatement = statement<{ readonly count: number }, readonly [Slot]>(
  "search_read_through",
  "select count(head)::integer as count from search_documents where slot = $1::text",
);

/** Brings the rows of an index into the database's memory: page by page, as searches would, they take fifty times as long. */
export async function readThrough(db: AnyDb, slot: Slot): Promise<void> {
  await readThroughStatement.rows(db, [slot]);
}

export type HitsQuestion = Part & {
  /** Letters and digits, so nothing needs quoting; with `:*` behind it the beginning of a word. */
  readonly word: string;
};

/** Undefined for a word that the language's index does not hold because every text has it. */
export async function findHits(db: AnyDb, question: HitsQuestion): Promise<Hits | undefined> {
  return toHits(await allStatements.get(keyOf(question))?.first(db, [question.word]));
}

/** The same, of these products alone. */
export async function findHitsAmong(
  db: AnyDb,
  question: HitsQuestion,
  productIds: readonly string[],
): Promise<Hits | undefined> {
  return toHits(await amongStatements.get(keyOf(question))?.first(db, [question.word, productIds]));
}

function toHits(row: Row | undefined): Hits | undefined {
  return row === undefined || row.isStopWord ? undefined : readHits(row.hits ?? Buffer.alloc(0));
}

function readHits(bytes: Buffer): Hits {
  const found = bytes.length / BYTES_PER_HIT;
  const kept = Math.min(found, HITS_MAX);
  const numbers = new Int32Array(kept);
  const ranks = new Int32Array(kept);
  for (let index = 0; index < kept; index += 1) {
    numbers[index] = bytes.readInt32BE(index * BYTES_PER_HIT + NUMBER_OFFSET);
    ranks[index] = bytes.readInt32BE(index * BYTES_PER_HIT + RANK_OFFSET);
  }
  return { numbers, ranks, isCut: found > kept };
}
