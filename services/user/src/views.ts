// Users as JSON: never a hash, never a secret.
import type { AccountSession, Session, User as UserView } from "@souk/contracts";
import type { SessionTokens } from "./commands/open-session.ts";
import type { User } from "./domain/user.ts";
import type { SessionSummary } from "./store/sessions.ts";
import { permittedNow } from "./second-factor/domain/second-factor.ts";

export function toUserView(user: User): UserView {
  return {
    id: user.id,
    email: user.email,
    firstName: user.firstName,
    lastName: user.lastName,
    phone: user.phone,
    emailVerified: user.emailVerifiedAt !== null,
    active: user.active,
    roles: [...user.roles],
    permissions: [...permittedNow(user)],
    addresses: [...user.addresses],
    createdAt: user.createdAt.toISOString(),
    updatedAt: user.updatedAt.toISOString(),
  };
}

export function toSessionView({ user, tokens }: { user: User; tokens: SessionTokens }): Session {
  return { user: toUserView(user), ...tokens };
}

export function toAccountSessionView(session: SessionSummary, currentSessionId: string): AccountSession {
  const { id, device, network, createdAt, lastUsedAt, expiresAt } = session;
  return {
    id,
    current: id === currentSessionId,
    device,
    network,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
