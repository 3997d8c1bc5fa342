// Who waits for what, in the database. Times are the database's.
import { statement, type AnyDb } from "@souk/db";
import { emailKeyOf, type Subscriber, type SubscriptionStatus } from "../domain/subscription.ts";

export type Subscription = {
  readonly id: string;
  readonly variantId: string;
  readonly customerId: string | null;
  readonly email: string | null;
  readonly status: SubscriptionStatus;
  readonly token: string;
  readonly productSlug: string;
  readonly productName: string;
  readonly variantName: string;
  /** Whether it can be bought at all. */
  readonly isOnSale: boolean;
};
export type Wanted = {
  readonly productSlug: string;
  readonly productName: string;
  readonly available: number;
};

const columns = `b.id, b.variant_id as "variantId", b.customer_id as "customerId", b.email, b.status, b.token, p.slug as "productSlug",
  p.name as "productName", v.name as "variantName", p.status = 'active' and v.removed_at is null as "isOnSale"`;
const joined =
  "from back_in_stock_subscriptions b join variants v on v.id = b.variant_id join products p on p.id = v.product_id";

const findStatement = statement<Subscription, readonly [string]>(
  "find_subscription",
  `select ${columns} ${joined} where b.id = $1::uuid`,
);
const lockByTokenStatement = statement<Subscription, readonly [string]>(
  "lock_subscription_by_token",
  `select ${columns} ${joined} where b.token = $1::text for update of b`,
);
// Who changes the stock waits until this is over: what comes in after it is told to whoever subscribes now.
const lockLevelsStatement = statement<never, readonly [string]>(
  "share_stock_of_variant",
  "select from stock_levels where variant_id = $1::uuid order by location for share",
);
const wantedStatement = statement<Wanted, readonly [string]>(
  "find_wanted_variant",
  `select p.slug as "productSlug", p.name as "productName",
          (select coalesce(sum(s.on_hand - s.reserved), 0)::integer from stock_levels s where s.variant_id = v.id) as available
     from variants v join products p on p.id = v.product_id and p.status = 'active'
    where v.id = $1::uuid and v.removed_at is null`,
);
const lockSubscriberStatement = statement<never, readonly [string]>(
  "lock_subscriber",
  "select pg_advisory_xact_lock(hashtextextended('back in stock ' || $1::text, 0))",
);
type Counts = { readonly isSubscribed: boolean; readonly unconfirmed: number; readonly live: number };
const countsStatement = statement<Counts, readonly [string, string | null, string | null]>(
  "count_subscriptions",
  `select coalesce(bool_or(variant_id = $1::uuid), false) as "isSubscribed",
          count(*) filter (where status = 'unconfirmed')::integer as unconfirmed, count(*)::integer as live
     from back_in_stock_subscriptions
    where status <> 'ended' and (customer_id = $2::uuid or email_key = $3::text)`,
);
const insertStatement = statement<never, readonly unknown[]>(
  "insert_subscription",
  `insert into back_in_stock_subscriptions (id, variant_id, customer_id, email, email_key, status, token)
   values ($1::uuid, $2::uuid, $3::uuid, $4::text, $5::text, case when $3::uuid is null then 'unconfirmed' else 'waiting' end, $6::text)`,
);
const confirmStatement = statement<never, readonly [string]>(
  "confirm_subscription",
  `update back_in_stock_subscriptions set status = 'waiting', changed_at = clock_timestamp()
    where id = $1::uuid and status = 'unconfirmed'`,
);
const ENDED = "status = 'ended', email = null, email_key = null, changed_at = clock_timestamp()";
const endStatement = statement<never, readonly [string]>(
  "end_subscription",
  `update back_in_stock_subscriptions set ${ENDED} where id = $1::uuid and status <> 'ended'`,
);
const endOfCustomerStatement = statement<never, readonly [string, string]>(
  "end_subscription_of_customer",
  `update back_in_stock_subscriptions set ${ENDED} where variant_id = $1::uuid and customer_id = $2::uuid and status <> 'ended'`,
);

export async function findSubscription(db: AnyDb, id: string): Promise<Subscription | undefined> {
  return findStatement.first(db, [id]);
}

export async function lockByToken(db: AnyDb, token: string): Promise<Subscription | undefined> {
  return lockByTokenStatement.first(db, [token]);
}

/** What can be bought of the variant; its stock stays so until the transaction ends. Undefined for what is not on sale. */
export async function shareWanted(db: AnyDb, variantId: string): Promise<Wanted | undefined> {
  await lockLevelsStatement.rows(db, [variantId]);
  return wantedStatement.first(db, [variantId]);
}

export async function findWanted(db: AnyDb, variantId: string): Promise<Wanted | undefined> {
  return wantedStatement.first(db, [variantId]);
}

/** Of one subscriber's requests one after the other is heard. */
export async function lockSubscriber(db: AnyDb, subscriber: Subscriber): Promise<void> {
  await lockSubscriberStatement.rows(db, [keysOf(subscriber).join("")]);
}

/** What they wait for by now. */
export async function countSubscriptions(
  db: AnyDb,
  subscriber: Subscriber,
  variantId: string,
): Promise<Counts> {
  const counts = await countsStatement.first(db, [variantId, ...keysOf(subscriber)]);
  if (counts === undefined) throw new Error("An aggregate gave no row.");
  return counts;
}

function keysOf(subscriber: Subscriber): readonly [customerId: string | null, emailKey: string | null] {
  return subscriber.kind === "customer"
    ? [subscriber.customerId, null]
    : [null, emailKeyOf(subscriber.email)];
}

/** A guest's waits to be confirmed, a customer's waits for the goods. */
export async function insertSubscription(
  db: AnyDb,
  subscription: Pick<Subscription, "id" | "variantId" | "token"> & { readonly subscriber: Subscriber },
): Promise<void> {
  const { id, variantId, token, subscriber } = subscription;
  const [customerId, emailKey] = keysOf(subscriber);
  const email = subscriber.kind === "guest" ? subscriber.email : null;
  await insertStatement.rows(db, [id, variantId, customerId, email, emailKey, token]);
}

export async function confirmSubscription(db: AnyDb, id: string): Promise<void> {
  await confirmStatement.rows(db, [id]);
}

/** From now on nothing is known of whom it was. */
export async function endSubscription(db: AnyDb, id: string): Promise<void> {
  await endStatement.rows(db, [id]);
}

export async function endSubscriptionOf(
  db: AnyDb,
  { variantId, customerId }: { readonly variantId: string; readonly customerId: string },
): Promise<void> {
  await endOfCustomerStatement.rows(db, [variantId, customerId]);
}
