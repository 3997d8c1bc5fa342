// Identities and finished flows as JSON.
import type { Identity as IdentityView, IdentityOutcome } from "@souk/contracts";
import { toSessionView } from "../views.ts";
import type { FinishedFlow } from "./commands/finish-identity-flow.ts";
import type { IdentityProviders } from "./providers.ts";
import type { Identity } from "./store/identities.ts";

type Names = Pick<IdentityProviders, "nameOf">;

export function toIdentityView(identity: Identity, { nameOf }: Names): IdentityView {
  const { id, provider, label, createdAt, lastUsedAt } = identity;
  return {
    id,
    provider,
    providerName: nameOf(provider),
    label,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}

export function toOutcomeView(finished: FinishedFlow, names: Names): IdentityOutcome {
  const { returnTo, outcome } = finished;
  return outcome === "linked"
    ? { outcome, returnTo, identity: toIdentityView(finished.identity, names) }
    : { outcome, returnTo, session: toSessionView(finished) };
}
