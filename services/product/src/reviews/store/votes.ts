// What shoppers say of others' reviews: each of them once, counted in the statement that takes their word.
import { statement, type AnyDb } from "@souk/db";

export type Voter = { readonly reviewId: string; readonly customerId: string };

const helpfulStatement = statement<never, readonly [string, string]>(
  "insert_helpful_vote",
  `with voted as (
     insert into review_votes (review_id, customer_id, kind) values ($1::uuid, $2::uuid, 'helpful')
     on conflict do nothing returning review_id)
   update reviews set helpful_count = helpful_count + 1 where id in (select review_id from voted)`,
);
const notHelpfulStatement = statement<never, readonly [string, string]>(
  "delete_helpful_vote",
  `with voted as (
     delete from review_votes where review_id = $1::uuid and customer_id = $2::uuid and kind = 'helpful' returning review_id)
   update reviews set helpful_count = helpful_count - 1 where id in (select review_id from voted)`,
);
const reportStatement = statement<never, readonly [string, string, string]>(
  "insert_report",
  `with voted as (
     insert into review_votes (review_id, customer_id, kind, reason) values ($1::uuid, $2::uuid, 'report', $3::text)
     on conflict do nothing returning review_id)
   update reviews set report_count = report_count + 1 where id in (select review_id from voted)`,
);

export async function insertHelpfulVote(db: AnyDb, { reviewId, customerId }: Voter): Promise<void> {
  await helpfulStatement.rows(db, [reviewId, customerId]);
}

export async function deleteHelpfulVote(db: AnyDb, { reviewId, customerId }: Voter): Promise<void> {
  await notHelpfulStatement.rows(db, [reviewId, customerId]);
}

export async function insertReport(
  db: AnyDb,
  { reviewId, customerId, reason }: Voter & { readonly reason: string },
): Promise<void> {
  await reportStatement.rows(db, [reviewId, customerId, reason]);
}
