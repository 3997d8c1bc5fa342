// Second factors as JSON: never a secret, never a key.
import type { NewPasskey, Passkey as PasskeyView, SecondFactor } from "@souk/contracts";
import type { CreatedPasskey } from "./commands/create-passkey.ts";
import type { Passkey } from "./domain/passkey.ts";
import type { SecondFactorState } from "./domain/second-factor.ts";

export function toPasskeyView({ id, name, createdAt, lastUsedAt }: Passkey): PasskeyView {
  return {
    id,
    name,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}

export function toNewPasskeyView({ passkey, recoveryCodes }: CreatedPasskey): NewPasskey {
  return { ...toPasskeyView(passkey), recoveryCodes: recoveryCodes && [...recoveryCodes] };
}

export function toSecondFactorView(state: SecondFactorState, passkeys: readonly Passkey[]): SecondFactor {
  const { required, totpEnabledAt, recoveryCodesLeft } = state;
  return {
    required,
    totp: { enabled: totpEnabledAt !== null, enabledAt: totpEnabledAt?.toISOString() ?? null },
    recoveryCodesLeft,
    passkeys: passkeys.map(toPasskeyView),
  };
}
