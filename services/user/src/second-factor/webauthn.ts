// Checks what authenticators answer (WebAuthn level 3), with @simplewebauthn/server. Whatever is wrong with an answer, the caller is told the same.
import { Refusal } from "@souk/errors";
import {
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { z } from "zod";
import type { Passkey } from "./domain/passkey.ts";
import type { RelyingParty } from "./relying-party.ts";

/** COSE: Ed25519, ECDSA with P-256, RSA with PKCS #1 v1.5 (old Windows Hello), in the order we like them. */
export const KEY_ALGORITHMS = [-8, -7, -257];
const ANSWER_LENGTH_MAX = 20_000;
const TRANSPORTS_MAX = 10;

const bytes = z.base64url().min(1).max(ANSWER_LENGTH_MAX);
const envelope = { id: bytes, rawId: bytes, type: z.literal("public-key") };
const assertionSchema = z
  .object({
    ...envelope,
    response: z.object({
      clientDataJSON: bytes,
      authenticatorData: bytes,
      signature: bytes,
      userHandle: bytes.nullish(),
    }),
  })
  .transform(({ response: { userHandle, ...response }, ...rest }): Assertion => {
    const answer = { ...rest, response, clientExtensionResults: {} };
    return { answer, userHandle: userHandle ? Buffer.from(userHandle, "base64url") : undefined };
  });
const attestationSchema = z
  .object({
    ...envelope,
    response: z.object({
      clientDataJSON: bytes,
      attestationObject: bytes,
      transports: z.array(z.string().max(40)).max(TRANSPORTS_MAX).default([]),
    }),
  })
  .transform((answer): RegistrationResponseJSON => ({ ...answer, clientExtensionResults: {} }));

export type Assertion = {
  readonly answer: AuthenticationResponseJSON;
  /** Who the authenticator says it speaks for. */
  readonly userHandle: Buffer | undefined;
};

export function parseAssertion(json: unknown): Assertion {
  return parsed(assertionSchema, json, "/assertion");
}

export function parseAttestation(json: unknown): RegistrationResponseJSON {
  return parsed(attestationSchema, json, "/attestation");
}

function parsed<Value>(schema: z.ZodType<Value>, json: unknown, pointer: string): Value {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  throw new Refusal("invalid", "body_invalid", "The body is not valid.", {
    fields: [{ pointer, code: "malformed", message: "must be what the browser's WebAuthn API gave" }],
    cause: result.error,
  });
}

type Expected = { readonly relyingParty: RelyingParty; readonly challenge: string };

/** How often the authenticator says it was used; 0 where it does not count. */
export async function verifyAssertion(
  { answer }: Assertion,
  expected: Expected & { readonly passkey: Passkey; readonly verifiesUser: boolean; readonly kind: Kind },
): Promise<number> {
  const { relyingParty, challenge, passkey, verifiesUser, kind } = expected;
  const result = await orRefuse(
    kind,
    verifyAuthenticationResponse({
      response: answer,
      expectedChallenge: challenge,
      expectedOrigin: [...relyingParty.origins],
      expectedRPID: relyingParty.id,
      requireUserVerification: verifiesUser,
      // The count is compared by the statement that keeps it (store/passkeys.ts), where two uses at once cannot both pass.
      credential: { id: passkey.credentialId, publicKey: new Uint8Array(passkey.publicKey), counter: 0 },
    }),
  );
  if (result.verified) return result.authenticationInfo.newCounter;
  throw passkeyInvalid(kind);
}

/** The new credential. What it was made by is not asked: attestation would tell the model of people's devices. */
export async function verifyAttestation(
  answer: RegistrationResponseJSON,
  { relyingParty, challenge }: Expected,
): Promise<Pick<Passkey, "credentialId" | "publicKey" | "transports"> & { readonly signCount: number }> {
  const result = await orRefuse(
    "unprocessable",
    verifyRegistrationResponse({
      response: answer,
      expectedChallenge: challenge,
      expectedOrigin: [...relyingParty.origins],
      expectedRPID: relyingParty.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: KEY_ALGORITHMS,
    }),
  );
  if (!result.verified) throw passkeyInvalid("unprocessable");
  const { id, publicKey, counter, transports = [] } = result.registrationInfo.credential;
  return { credentialId: id, publicKey: Buffer.from(publicKey), transports, signCount: counter };
}

/** The library throws for every answer that is not as it should be, and for nothing else: it is given no more than the answer. */
async function orRefuse<Result>(kind: Kind, verification: Promise<Result>): Promise<Result> {
  try {
    return await verification;
  } catch (error) {
    throw passkeyInvalid(kind, error);
  }
}

/** Nobody is let in, or who is in has not proved it again: a client that reads 401 would ask for a new sign-in. */
type Kind = "unauthenticated" | "unprocessable";

export function passkeyInvalid(kind: Kind, cause?: unknown): Refusal {
  const message = "The passkey was not accepted. Please try again.";
  return new Refusal(kind, "passkey_invalid", message, { cause });
}
