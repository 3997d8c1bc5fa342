// Failures while talking to a provider, as refusals: who has to do something, the person, the provider or the shop's owner?
import { isRefusal, Refusal } from "@souk/errors";
import type { Logger } from "@souk/telemetry";
import * as openid from "openid-client";
import { unavailable } from "./bounded-fetch.ts";

export type Provider = { readonly id: string; readonly name: string; readonly log: Logger };

/** The person, or the provider on their behalf, said no (RFC 6749, section 4.1.2.1; OpenID Connect Core, section 3.1.2.6). */
const declined: ReadonlySet<string> = new Set([
  "access_denied",
  "account_selection_required",
  "consent_required",
  "interaction_required",
  "login_required",
]);
const busy: ReadonlySet<string> = new Set(["server_error", "temporarily_unavailable"]);
/** The code is not one of this sign-in, too old or used; the second is GitHub's word for it. */
const codeRefused: ReadonlySet<string> = new Set(["invalid_grant", "bad_verification_code"]);

/** For what the client library throws; anything else is a bug and goes up. */
export function refusalOf(error: unknown, provider: Provider): unknown {
  const ours = refusalIn(error);
  if (ours) return ours;
  if (error instanceof openid.AuthorizationResponseError) return refusalOfAnswer(error.error, provider);
  if (error instanceof openid.ResponseBodyError && !codeRefused.has(error.error))
    return misconfigured(error.error, provider);
  const isOfLibrary =
    error instanceof openid.ClientError ||
    error instanceof openid.ResponseBodyError ||
    error instanceof openid.WWWAuthenticateChallengeError;
  return isOfLibrary ? answerInvalid(provider, error) : error;
}

/** What our own fetch refused comes wrapped. */
function refusalIn(error: unknown): Refusal | undefined {
  if (isRefusal(error)) return error;
  return error instanceof Error && isRefusal(error.cause) ? error.cause : undefined;
}

function refusalOfAnswer(code: string, provider: Provider): Refusal {
  if (declined.has(code))
    return new Refusal(
      "forbidden",
      "identity_declined",
      `The sign-in with ${provider.name} was not completed.`,
    );
  return busy.has(code) ? unavailable(provider.name) : misconfigured(code, provider);
}

/** Nothing that the person could do helps. The provider's code is from a short list; its description may say anything and is not logged. */
export function misconfigured(code: string, { id, name, log }: Provider): Refusal {
  log.error({ provider: id, code }, "a sign-in provider does not accept the shop's configuration");
  return unavailable(name);
}

export function answerInvalid({ name }: Pick<Provider, "name">, cause?: unknown): Refusal {
  const message = `What ${name} answered does not belong to this sign-in; please begin again.`;
  return new Refusal("unauthenticated", "identity_answer_invalid", message, { cause });
}
