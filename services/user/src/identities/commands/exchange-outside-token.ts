// Gives one of our access tokens for a token of a configured outside issuer (such as Clerk): the person is known by issuer and subject, and gets an
// account on first sight. Nothing here is interactive: whatever a person would have to do is a refusal.
import { isRefusal } from "@souk/errors";
import { decodeJwt } from "jose";
import type { Deps } from "../../deps.ts";
import { CUSTOMER_ROLE, type User } from "../../domain/user.ts";
import { credentialInvalid, type OutsideIssuer } from "../clients/outside-issuer.ts";
import type { OutsideIssuerSettings } from "../config.ts";
import { ensureAccount } from "./ensure-account.ts";
import { takeOutsideSession } from "./take-outside-session.ts";

export async function exchangeOutsideToken(deps: Deps, token: string): Promise<string> {
  const { settings, verify } = findIssuer(deps, token);
  const proven = await verify(token);
  try {
    const user = await ensureAccount(deps, proven.identity);
    const rightful = rightfulUser(user, settings);
    return await deps.accessTokens.sign(rightful, await takeOutsideSession(deps, user.id, proven));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    // The token is good, so it is worth telling the owner why it opens nothing; whoever sent it is told what all are told.
    deps.telemetry.log.info(
      { issuer: settings.id, code: error.code },
      "a token of an outside issuer was refused",
    );
    throw credentialInvalid(error);
  }
}

/** What the token says of itself only chooses whose keys check it. */
function findIssuer(deps: Deps, token: string): OutsideIssuer {
  const issuer = deps.identityProviders.outside.get(issuerIn(token) ?? "");
  if (issuer) return issuer;
  throw credentialInvalid();
}

function issuerIn(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch (error) {
    throw credentialInvalid(error);
  }
}

/** The user with no more than the issuer's word is good for. */
function rightfulUser(user: User, { mayBeStaff, provesSecondFactor }: OutsideIssuerSettings): User {
  const lacksFactor = user.hasSecondFactor && !provesSecondFactor;
  if (!user.active || lacksFactor) throw credentialInvalid();
  if (!mayBeStaff) return { ...user, roles: [CUSTOMER_ROLE], permissions: [] };
  return { ...user, hasSecondFactor: user.hasSecondFactor || provesSecondFactor };
}
