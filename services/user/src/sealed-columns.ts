// Where the database keeps what is sealed: whoever adds such a column adds it here, so that it moves to a new key with the others.
import { totpPurpose } from "./second-factor/totp.ts";
import { purposeOf } from "./signing-keys.ts";

export type SealedColumn = {
  readonly table: string;
  readonly idColumn: string;
  readonly column: string;
  /** What the value of a row was sealed for. */
  readonly purposeOf: (id: string) => string;
};

export const sealedColumns: readonly SealedColumn[] = [
  { table: "signing_keys", idColumn: "kid", column: "sealed_private_jwk", purposeOf },
  { table: "totp_secrets", idColumn: "user_id", column: "sealed_secret", purposeOf: totpPurpose },
  { table: "totp_enrolments", idColumn: "user_id", column: "sealed_secret", purposeOf: totpPurpose },
];
