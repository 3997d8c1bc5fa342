// All SQL of identities: accounts elsewhere that open an account here.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { User } from "../../domain/user.ts";
import { userColumns } from "../../store/users.ts";

export type Identity = {
  readonly id: string;
  readonly provider: string;
  readonly label: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
};
/** Who says it, and whom they mean. */
export type Person = { readonly issuer: string; readonly subject: string };
export type NewIdentity = Person & {
  readonly id: string;
  readonly userId: string;
  readonly provider: string;
  readonly label: string;
  readonly fromClaim: boolean;
  readonly at: Date;
};

const columns = `id, provider, label, created_at as "createdAt", last_used_at as "lastUsedAt"`;

const list = statement<Identity, [string]>(
  "list_identities",
  `select ${columns} from identities where user_id = $1 order by created_at, id`,
);
const findUserOf = statement<User, [string, string]>(
  "find_user_of_identity",
  `select ${userColumns} from users where id = (select user_id from identities where issuer = $1 and subject = $2)`,
);
const findOwn = statement<Identity, [string, string, string]>(
  "find_own_identity",
  `select ${columns} from identities where issuer = $1 and subject = $2 and user_id = $3`,
);
const insertOne = statement<never, readonly unknown[]>(
  "insert_identity",
  `insert into identities (id, user_id, provider, issuer, subject, label, from_claim, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
);
const use = statement<never, [string, string, string, Date]>(
  "use_identity",
  "update identities set label = $3, last_used_at = $4 where issuer = $1 and subject = $2",
);
const remove = statement<Identity, [string, string]>(
  "delete_identity",
  `delete from identities where id = $1 and user_id = $2 returning ${columns}`,
);
const removeClaimed = statement<never, [string]>(
  "delete_identities_of_claim",
  "delete from identities where user_id = $1 and from_claim",
);

export async function listIdentities(db: AnyDb, userId: string): Promise<readonly Identity[]> {
  return list.rows(db, [userId]);
}

export async function findUserOfIdentity(db: AnyDb, { issuer, subject }: Person): Promise<User | undefined> {
  return findUserOf.first(db, [issuer, subject]);
}

export async function findOwnIdentity(
  db: AnyDb,
  { issuer, subject }: Person,
  userId: string,
): Promise<Identity | undefined> {
  return findOwn.first(db, [issuer, subject, userId]);
}

/** The constraint refuses a person who opens an account already. */
export function insertIdentityQuery(identity: NewIdentity): BatchQuery {
  const { id, userId, provider, issuer, subject, label, fromClaim, at } = identity;
  return insertOne.query([id, userId, provider, issuer, subject, label, fromClaim, at]);
}

/** The person came in by it; the label is what they are called there today. */
export function useIdentityQuery({ issuer, subject }: Person, label: string, at: Date): BatchQuery {
  return use.query([issuer, subject, label, at]);
}

export async function deleteIdentity(
  tx: AnyDb,
  { id, userId }: { readonly id: string; readonly userId: string },
): Promise<Identity | undefined> {
  return remove.first(tx, [id, userId]);
}

/** For who proves the account's address by choosing a password: ways in from before that may be somebody else's. */
export function deleteIdentitiesOfClaimQuery(userId: string): BatchQuery {
  return removeClaimed.query([userId]);
}

const canSignIn = statement<{ readonly can: boolean }, [string, readonly string[]]>(
  "can_sign_in",
  `select exists (select from users where id = $1 and password_hash is not null)
     or exists (select from passkeys where user_id = $1)
     or exists (select from identities where user_id = $1 and provider = any($2)) as can`,
);
/** Whether the account has a password, a passkey, or an identity at one of these providers. */
export async function hasSignInMethod(
  tx: AnyDb,
  userId: string,
  providers: readonly string[],
): Promise<boolean> {
  return (await canSignIn.first(tx, [userId, providers]))?.can === true;
}
