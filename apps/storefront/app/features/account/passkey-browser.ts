// Passkeys in the browser: asks our server what the device needs to know, and the device for its answer. Loaded on the pages that offer passkeys only.
import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
  WebAuthnError,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";

/** Why nothing came of it: a key of the messages. */
export type PasskeyProblem = "unsupported" | "cancelled" | "known" | "failed";
export type PasskeyAnswer =
  | { readonly status: "given"; readonly fields: Readonly<Record<string, string>> }
  | { readonly status: "problem"; readonly problem: PasskeyProblem }
  /** The server wants something else first, such as the password once more. */
  | { readonly status: "elsewhere"; readonly path: string };

type UseOptions = PublicKeyCredentialRequestOptionsJSON;
type MakeOptions = PublicKeyCredentialCreationOptionsJSON;
type Ceremony<Options> = { readonly ceremonyId: string; readonly options: Options };
type Begun<Options> = Ceremony<Options> | { readonly path: string } | undefined;

export const canUsePasskeys = browserSupportsWebAuthn;

async function begin<Options>(intent: string): Promise<Begun<Options>> {
  const response = await fetch("/sign-in/passkey", { method: "POST", body: new URLSearchParams({ intent }) });
  return response.ok ? ((await response.json()) ?? undefined) : undefined;
}

function problemOf(error: unknown): PasskeyAnswer {
  if (error instanceof WebAuthnError && error.code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED")
    return { status: "problem", problem: "known" };
  const isCancelled = error instanceof Error && ["NotAllowedError", "AbortError"].includes(error.name);
  return { status: "problem", problem: isCancelled ? "cancelled" : "failed" };
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- Our server answers each intent with the options that the browser wants for it.
async function answer<Options>(
  intent: string,
  ask: (options: Options) => Promise<Readonly<Record<string, string>>>,
): Promise<PasskeyAnswer> {
  if (!browserSupportsWebAuthn()) return { status: "problem", problem: "unsupported" };
  try {
    const begun = await begin<Options>(intent);
    if (!begun) return { status: "problem", problem: "failed" };
    if ("path" in begun) return { status: "elsewhere", path: begun.path };
    return {
      status: "given",
      fields: { ceremonyId: begun.ceremonyId, ...(await ask(begun.options)) },
    };
  } catch (error) {
    return problemOf(error);
  }
}

/** Uses a passkey: `login` names nobody, `proof` is the second step of a sign-in, `again` shows that it is still the same person. */
export const askForPasskey = (intent: "login" | "proof" | "again"): Promise<PasskeyAnswer> =>
  answer<UseOptions>(intent, async (optionsJSON) => ({
    assertion: JSON.stringify(await startAuthentication({ optionsJSON })),
  }));

/** Offers passkeys where the browser fills in the e-mail address; ends when one is chosen, or with nothing. */
export async function offerPasskeys(): Promise<PasskeyAnswer | undefined> {
  if (!(await browserSupportsWebAuthnAutofill())) return undefined;
  const given = await answer<UseOptions>("login", async (optionsJSON) => ({
    assertion: JSON.stringify(await startAuthentication({ optionsJSON, useBrowserAutofill: true })),
  }));
  return given.status === "given" ? given : undefined;
}

/** Takes the offer back, when its page is left. */
export const stopOffering = (): void => WebAuthnAbortService.cancelCeremony();

export const makePasskey = (): Promise<PasskeyAnswer> =>
  answer<MakeOptions>("create", async (optionsJSON) => ({
    attestation: JSON.stringify(await startRegistration({ optionsJSON })),
  }));
