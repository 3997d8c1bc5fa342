// Who needs a second factor, and what follows from having none. No I/O.
import { type SecondFactorMethod, secondFactorMethods } from "@souk/contracts";
import { Refusal } from "@souk/errors";

/** What was shown. A passkey that knows its owner (by finger, face or PIN) is two factors; a password or an account elsewhere is one. */
export type ProvenBy = "password" | "passkey" | "identity" | "second_factor";

export function provesSecondFactor(provenBy: ProvenBy): boolean {
  return provenBy === "passkey" || provenBy === "second_factor";
}

/** What an account has, and whether it must have something. */
export type SecondFactorState = {
  readonly totpEnabledAt: Date | null;
  readonly passkeyCount: number;
  readonly recoveryCodesLeft: number;
  /** Staff, in a shop whose staff need a second factor. */
  readonly required: boolean;
};

export type Entitlement = {
  readonly permissions: readonly string[];
  readonly hasSecondFactor: boolean;
  readonly staffNeedsSecondFactor: boolean;
};

/** What somebody may do at this moment: staff who must have a second factor and have none may nothing but set one up. */
export function permittedNow({
  permissions,
  hasSecondFactor,
  staffNeedsSecondFactor,
}: Entitlement): readonly string[] {
  return staffNeedsSecondFactor && !hasSecondFactor ? [] : permissions;
}

/** Recovery codes stand in for a factor; they are none by themselves. */
export function countFactors({ totpEnabledAt, passkeyCount }: SecondFactorState): number {
  return passkeyCount + (totpEnabledAt === null ? 0 : 1);
}

export function usableMethods(state: SecondFactorState): SecondFactorMethod[] {
  const isUsable = {
    totp: state.totpEnabledAt !== null,
    passkey: state.passkeyCount > 0,
    recovery_code: state.recoveryCodesLeft > 0,
  } satisfies Record<SecondFactorMethod, boolean>;
  return secondFactorMethods.filter((method) => isUsable[method]);
}

/** True where the factor that goes is the last one. */
export function isLastFactor(state: SecondFactorState): boolean {
  const isLast = countFactors(state) === 1;
  if (isLast && state.required) {
    throw new Refusal(
      "conflict",
      "last_second_factor",
      "This shop's staff need a second factor: set up another one before you remove this one.",
    );
  }
  return isLast;
}
