// What everybody was asked for a variant, the newest first.
import { statement, type AnyDb } from "@souk/db";

export type HistoryRow = {
  readonly id: string;
  readonly currency: string;
  readonly amount: number | null;
  readonly compareAt: number | null;
  readonly since: Date;
};

const pageStatement = statement<HistoryRow, readonly [string, string | null, string | null, number]>(
  "list_price_history",
  `select id::text as id, currency, amount_minor as amount, compare_at_minor as "compareAt", since
     from price_history
    where variant_id = $1::uuid and ($2::text is null or currency = $2::text) and ($3::bigint is null or id < $3::bigint)
    order by id desc limit $4::integer`,
);

export type HistoryQuestion = {
  readonly variantId: string;
  readonly currency: string | undefined;
  /** The id of the last one of the page before. */
  readonly after: string | undefined;
  readonly limit: number;
};

export function listPriceHistory(db: AnyDb, question: HistoryQuestion): Promise<readonly HistoryRow[]> {
  const { variantId, currency, after, limit } = question;
  return pageStatement.rows(db, [variantId, currency ?? null, after ?? null, limit]);
}
