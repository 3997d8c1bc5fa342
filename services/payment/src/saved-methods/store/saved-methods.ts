// All SQL of the ways to pay that customers let us keep.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { ProviderMethod } from "../../payments/domain/payment.ts";

export type SavedMethod = ProviderMethod & {
  readonly id: string;
  readonly customerId: string;
  readonly provider: string;
  readonly createdAt: Date;
};

const columns = `id, customer_id as "customerId", provider, provider_customer_id as "providerCustomerId",
  provider_method_id as "providerMethodId", brand, last4, expires, created_at as "createdAt"`;
const METHODS_MAX = 50;

const list = statement<SavedMethod, [string]>(
  "list_saved_methods",
  `select ${columns} from saved_methods where customer_id = $1 order by created_at desc, id desc limit ${METHODS_MAX}`,
);
const find = statement<SavedMethod, [string, string]>(
  "find_saved_method",
  `select ${columns} from saved_methods where id = $1 and customer_id = $2`,
);
const remove = statement<never, [string, string]>(
  "delete_saved_method",
  `delete from saved_methods where id = $1 and customer_id = $2`,
);
const insert = statement<never, readonly unknown[]>(
  "insert_saved_method",
  `insert into saved_methods (id, customer_id, provider, provider_customer_id, provider_method_id, brand, last4, expires, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (customer_id, provider, provider_method_id) do nothing`,
);
const insertCustomer = statement<never, [string, string, string]>(
  "insert_provider_customer",
  `insert into provider_customers (customer_id, provider, provider_customer_id) values ($1, $2, $3) on conflict do nothing`,
);
const findCustomer = statement<{ readonly providerCustomerId: string }, [string, string]>(
  "find_provider_customer",
  `select provider_customer_id as "providerCustomerId" from provider_customers where customer_id = $1 and provider = $2`,
);

/** Newest first. */
export async function listSavedMethods(db: AnyDb, customerId: string): Promise<readonly SavedMethod[]> {
  return list.rows(db, [customerId]);
}

export type OwnMethod = { readonly id: string; readonly customerId: string };

export async function findSavedMethod(
  db: AnyDb,
  { id, customerId }: OwnMethod,
): Promise<SavedMethod | undefined> {
  return find.first(db, [id, customerId]);
}

export async function deleteSavedMethod(db: AnyDb, { id, customerId }: OwnMethod): Promise<void> {
  await remove.rows(db, [id, customerId]);
}

/** Keeps a method, once however often its provider tells of it. */
export function saveMethodQueries(method: SavedMethod): readonly BatchQuery[] {
  const { id, customerId, provider, providerCustomerId, providerMethodId } = method;
  const { brand, last4, expires, createdAt } = method;
  const ids = [id, customerId, provider, providerCustomerId, providerMethodId];
  return [
    insertCustomer.query([customerId, provider, providerCustomerId]),
    insert.query([...ids, brand, last4, expires, createdAt]),
  ];
}

/** Who a customer is at a provider. */
export async function findProviderCustomer(
  db: AnyDb,
  { customerId, provider }: { readonly customerId: string; readonly provider: string },
): Promise<string | undefined> {
  return (await findCustomer.first(db, [customerId, provider]))?.providerCustomerId;
}
