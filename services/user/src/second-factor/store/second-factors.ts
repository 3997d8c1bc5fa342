// All SQL of one-time codes and recovery codes, and of what second factors an account has.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { SecondFactorState } from "../domain/second-factor.ts";

const findState = statement<SecondFactorState, [string]>(
  "find_second_factor",
  `select (select enabled_at from totp_secrets where user_id = $1) as "totpEnabledAt",
     (select count(*)::int from passkeys where user_id = $1) as "passkeyCount",
     (select count(*)::int from recovery_codes where user_id = $1) as "recoveryCodesLeft",
     (select staff_second_factor = 'required' from sign_in_policy) and exists (
       select from user_roles join roles on roles.name = role where user_id = $1 and cardinality(permissions) > 0
     ) as required`,
);
export async function loadSecondFactor(db: AnyDb, userId: string): Promise<SecondFactorState> {
  return (await findState.first(db, [userId])) as SecondFactorState;
}

const lock = statement<never, [string]>(
  "lock_second_factor",
  "select from users where id = $1 for no key update",
);
/** The changes of one account's factors happen one after the other, so that two of them cannot take the last two away. */
export async function lockSecondFactor(tx: AnyDb, userId: string): Promise<SecondFactorState> {
  await lock.rows(tx, [userId]);
  return loadSecondFactor(tx, userId);
}

const upsertEnrolment = statement<never, [string, Buffer, Date]>(
  "upsert_totp_enrolment",
  `insert into totp_enrolments (user_id, sealed_secret, expires_at) values ($1, $2, $3)
   on conflict (user_id) do update set sealed_secret = excluded.sealed_secret, expires_at = excluded.expires_at`,
);
const takeEnrolment = statement<{ readonly sealedSecret: Buffer }, [string, Date]>(
  "take_totp_enrolment",
  `delete from totp_enrolments where user_id = $1 and expires_at > $2 returning sealed_secret as "sealedSecret"`,
);
const deleteExpiredEnrolments = statement<never, [Date]>(
  "delete_expired_totp_enrolments",
  "delete from totp_enrolments where expires_at <= $1",
);
type SealedSecret = { readonly userId: string; readonly sealedSecret: Buffer };

export async function upsertTotpEnrolment(
  db: AnyDb,
  { userId, sealedSecret, expiresAt }: SealedSecret & { readonly expiresAt: Date },
): Promise<void> {
  await upsertEnrolment.rows(db, [userId, sealedSecret, expiresAt]);
}
export async function takeTotpEnrolment(tx: AnyDb, userId: string, at: Date): Promise<Buffer | undefined> {
  return (await takeEnrolment.first(tx, [userId, at]))?.sealedSecret;
}
export function deleteExpiredTotpEnrolmentsQuery(at: Date): BatchQuery {
  return deleteExpiredEnrolments.query([at]);
}

const upsertSecret = statement<never, [string, Buffer, Date, number]>(
  "upsert_totp_secret",
  `insert into totp_secrets (user_id, sealed_secret, enabled_at, last_used_step) values ($1, $2, $3, $4)
   on conflict (user_id) do update
   set sealed_secret = excluded.sealed_secret, enabled_at = excluded.enabled_at, last_used_step = excluded.last_used_step`,
);
const findSecret = statement<{ readonly sealedSecret: Buffer }, [string]>(
  "find_totp_secret",
  `select sealed_secret as "sealedSecret" from totp_secrets where user_id = $1`,
);
const spendStep = statement<object, [string, number]>(
  "spend_totp_step",
  "update totp_secrets set last_used_step = $2 where user_id = $1 and last_used_step < $2 returning user_id",
);
const deleteSecret = statement<never, [string]>(
  "delete_totp_secret",
  "delete from totp_secrets where user_id = $1",
);
type EnabledTotp = SealedSecret & { readonly enabledAt: Date; readonly usedStep: number };

export function upsertTotpSecretQuery({
  userId,
  sealedSecret,
  enabledAt,
  usedStep,
}: EnabledTotp): BatchQuery {
  return upsertSecret.query([userId, sealedSecret, enabledAt, usedStep]);
}
export async function findTotpSecret(db: AnyDb, userId: string): Promise<Buffer | undefined> {
  return (await findSecret.first(db, [userId]))?.sealedSecret;
}
/** False where this step or a later one was used already. */
export async function spendTotpStep(tx: AnyDb, userId: string, step: number): Promise<boolean> {
  return (await spendStep.rows(tx, [userId, step])).length === 1;
}
export function deleteTotpSecretQuery(userId: string): BatchQuery {
  return deleteSecret.query([userId]);
}

const deleteCodes = statement<never, [string]>(
  "delete_recovery_codes",
  "delete from recovery_codes where user_id = $1",
);
const insertCodes = statement<never, [string, readonly Buffer[]]>(
  "insert_recovery_codes",
  "insert into recovery_codes (user_id, code_hash) select $1, unnest($2::bytea[])",
);
const spendCode = statement<object, [string, Buffer]>(
  "spend_recovery_code",
  "delete from recovery_codes where user_id = $1 and code_hash = $2 returning user_id",
);
export function deleteRecoveryCodesQuery(userId: string): BatchQuery {
  return deleteCodes.query([userId]);
}
/** Earlier ones are good no more. */
export function replaceRecoveryCodesQueries(
  userId: string,
  hashes: readonly Buffer[],
): readonly BatchQuery[] {
  return [deleteCodes.query([userId]), insertCodes.query([userId, hashes])];
}
/** False where the code is not one of the account's, or was used. */
export async function spendRecoveryCode(tx: AnyDb, userId: string, hash: Buffer): Promise<boolean> {
  return (await spendCode.rows(tx, [userId, hash])).length === 1;
}
