// All SQL of sign-ins that are on their way to a provider and back.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";

const SWEPT_MAX = 100;

export type NewIdentityFlow = {
  readonly tokenHash: Buffer;
  readonly provider: string;
  readonly sealedState: Buffer;
  readonly expiresAt: Date;
};

const insert = statement<never, [Buffer, string, Buffer, Date]>(
  "insert_identity_flow",
  "insert into identity_flows (token_hash, provider, sealed_state, expires_at) values ($1, $2, $3, $4)",
);
const sweep = statement<never, [Date, number]>(
  "delete_expired_identity_flows",
  `delete from identity_flows where token_hash in (select token_hash from identity_flows where expires_at <= $1
     order by expires_at limit $2 for update skip locked)`,
);
const take = statement<{ readonly sealedState: Buffer }, [Buffer, string, Date]>(
  "take_identity_flow",
  `delete from identity_flows where token_hash = $1 and provider = $2 and expires_at > $3 returning sealed_state as "sealedState"`,
);

/** Each that begins clears away some that were never finished. */
export function insertIdentityFlowQueries(flow: NewIdentityFlow, at: Date): readonly BatchQuery[] {
  const { tokenHash, provider, sealedState, expiresAt } = flow;
  return [sweep.query([at, SWEPT_MAX]), insert.query([tokenHash, provider, sealedState, expiresAt])];
}

/** Once: whoever comes second finds nothing. */
export async function takeIdentityFlow(
  db: AnyDb,
  { tokenHash, provider }: Pick<NewIdentityFlow, "tokenHash" | "provider">,
  at: Date,
): Promise<Buffer | undefined> {
  return (await take.first(db, [tokenHash, provider, at]))?.sealedState;
}
