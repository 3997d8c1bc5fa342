// Gift cards and store credit in the database. Their balances change by entries only (credit-entries.ts).
import { type AnyDb, type BatchQuery, derivedId, statement } from "@souk/db";
import type { CustomerCredit, GiftCardCredit, StoredCredit } from "../domain/credit.ts";

const columns = `id, version, kind, currency, balance_minor as "balanceMinor", status, last4, expires_at as "expiresAt", note,
  customer_id as "customerId", created_at as "createdAt", updated_at as "updatedAt"`;

/** A customer has one credit in each currency: everybody knows its id without looking. */
export function storeCreditIdOf(customerId: string, currency: string): string {
  return derivedId(`souk/order/store-credit/${customerId}/${currency}`);
}

const findStatement = statement<GiftCardCredit, readonly [string]>(
  "find_gift_card",
  `select ${columns} from credits where id = $1::uuid and kind = 'gift_card'`,
);

export function findGiftCard(db: AnyDb, id: string): Promise<GiftCardCredit | undefined> {
  return findStatement.first(db, [id]);
}

const lockStatement = statement<GiftCardCredit, readonly [string]>(
  "lock_gift_card",
  `select ${columns} from credits where id = $1::uuid and kind = 'gift_card' for update`,
);

/** As it is until the end of the transaction. */
export function lockGiftCard(db: AnyDb, id: string): Promise<GiftCardCredit | undefined> {
  return lockStatement.first(db, [id]);
}

type FoundByCode = GiftCardCredit & { readonly codeHash: Buffer };

const byHashStatement = statement<FoundByCode, readonly [readonly Buffer[]]>(
  "find_gift_cards_by_code",
  `select ${columns}, code_hash as "codeHash" from credits where code_hash = any($1::bytea[])`,
);

/** Those of the codes' hashes that are a card's. */
export function listGiftCardsByHash(db: AnyDb, hashes: readonly Buffer[]): Promise<readonly FoundByCode[]> {
  return byHashStatement.rows(db, [hashes]);
}

const payingStatement = statement<StoredCredit, readonly [readonly string[], string | null, string]>(
  "list_paying_credits",
  `select ${columns} from credits where id = any($1::uuid[])
   union all
   select ${columns} from credits where customer_id = $2::uuid and currency = $3::text and kind = 'store_credit'`,
);

export type PayingCredits = {
  readonly giftCardIds: readonly string[];
  /** Whose store credit pays; null where none does. */
  readonly customerId: string | null;
  readonly currency: string;
};

/** The gift cards in the order in which they were named, then the store credit. */
export async function listPayingCredits(db: AnyDb, wanted: PayingCredits): Promise<readonly StoredCredit[]> {
  const { giftCardIds, customerId, currency } = wanted;
  const rows = await payingStatement.rows(db, [giftCardIds, customerId, currency]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const cards = giftCardIds.flatMap((id) => byId.get(id) ?? []);
  return [...cards, ...rows.filter(({ kind }) => kind === "store_credit")];
}

const listStatement = statement<GiftCardCredit, readonly [string | null, Date | null, string | null, number]>(
  "list_gift_cards",
  `select ${columns} from credits where kind = 'gift_card' and ($1::text is null or last4 = $1::text)
     and ($2::timestamptz is null or (created_at, id) < ($2::timestamptz, $3::uuid))
   order by created_at desc, id desc limit $4::int`,
);

export type GiftCardFilter = {
  readonly last4: string | undefined;
  readonly after: { readonly createdAt: string; readonly id: string } | undefined;
  readonly limit: number;
};

/** Gift cards, the newest first. */
export function listGiftCards(db: AnyDb, filter: GiftCardFilter): Promise<readonly GiftCardCredit[]> {
  const { last4, after, limit } = filter;
  const createdAt = after ? new Date(after.createdAt) : null;
  return listStatement.rows(db, [last4 ?? null, createdAt, after?.id ?? null, limit]);
}

const storeCreditStatement = statement<CustomerCredit, readonly [string]>(
  "list_store_credit",
  `select ${columns} from credits where customer_id = $1::uuid and kind = 'store_credit' order by currency`,
);

/** What a customer has, by currency. */
export function listStoreCredit(db: AnyDb, customerId: string): Promise<readonly CustomerCredit[]> {
  return storeCreditStatement.rows(db, [customerId]);
}

const insertGiftCardStatement = statement<
  never,
  readonly [string, string, Buffer, string, Date | null, string | null, Date]
>(
  "insert_gift_card",
  `insert into credits (id, kind, currency, code_hash, last4, expires_at, note, created_at, updated_at)
   values ($1::uuid, 'gift_card', $2::text, $3::bytea, $4::text, $5::timestamptz, $6::text, $7::timestamptz, $7::timestamptz)`,
);

export type NewGiftCard = Pick<
  GiftCardCredit,
  "id" | "currency" | "expiresAt" | "note" | "createdAt" | "last4"
> & {
  readonly codeHash: Buffer;
};

/** A card with nothing on it yet. */
export function insertGiftCardQuery(card: NewGiftCard): BatchQuery {
  const { id, currency, codeHash, last4, expiresAt, note, createdAt } = card;
  return insertGiftCardStatement.query([id, currency, codeHash, last4, expiresAt, note, createdAt]);
}

const updateGiftCardStatement = statement<never, readonly [string, string, Date | null, string | null, Date]>(
  "update_gift_card",
  `update credits set version = version + 1, status = $2::text, expires_at = $3::timestamptz, note = $4::text, updated_at = $5::timestamptz
   where id = $1::uuid`,
);

export function updateGiftCardQuery(card: GiftCardCredit): BatchQuery {
  return updateGiftCardStatement.query([card.id, card.status, card.expiresAt, card.note, card.updatedAt]);
}

/* A change of nothing locks the credit that is there, and brings it back as a new one would be. */
const ensureStatement = statement<CustomerCredit, readonly [string, string, string, Date]>(
  "ensure_store_credit",
  `insert into credits (id, kind, currency, customer_id, created_at, updated_at)
   values ($1::uuid, 'store_credit', $2::text, $3::uuid, $4::timestamptz, $4::timestamptz)
   on conflict (customer_id, currency) where kind = 'store_credit' do update set id = credits.id
   returning ${columns}`,
);

export type StoreCreditOwner = {
  readonly customerId: string;
  readonly currency: string;
  readonly at: Date;
};

/** A customer's credit in a currency, with nothing on it where it is new; nobody else changes it until the end of the transaction. */
export function ensureStoreCreditQuery({
  customerId,
  currency,
  at,
}: StoreCreditOwner): BatchQuery<CustomerCredit> {
  return ensureStatement.query([storeCreditIdOf(customerId, currency), currency, customerId, at]);
}

/** The same outside a batch. */
export async function ensureStoreCredit(db: AnyDb, owner: StoreCreditOwner): Promise<CustomerCredit> {
  const { customerId, currency, at } = owner;
  const rows = await ensureStatement.rows(db, [
    storeCreditIdOf(customerId, currency),
    currency,
    customerId,
    at,
  ]);
  return rows[0] as CustomerCredit;
}
