// What follows from a new factor: its owner is told, and with the first one all other sessions end, for they were opened without any.
import type { BatchQuery } from "@souk/db";
import { accountMailQueries } from "../../commands/request-account-mail.ts";
import type { Deps } from "../../deps.ts";
import { revokeOtherSessionsQuery } from "../../store/sessions.ts";
import type { Caller } from "./begin-totp.ts";

type NewFactor = {
  readonly caller: Caller;
  readonly isFirst: boolean;
  /** How a person calls it. */
  readonly name: string;
};

export function newFactorQueries(deps: Deps, { caller, isFirst, name }: NewFactor): readonly BatchQuery[] {
  const { userId } = caller;
  const because = { reason: "second_factor_added", at: deps.now() };
  return [
    ...(isFirst ? [revokeOtherSessionsQuery(caller, because)] : []),
    ...accountMailQueries(deps, { userId, purpose: "sign_in_method_added", value: name }),
  ];
}
