// Setting up an authenticator app: between the two steps the browser keeps what the app was shown, so that a mistyped code does not begin anew.
import type { ApiClient } from "@souk/client";
import { drawQrCode, type QrCode } from "./qr-code.server.ts";

const URI_LENGTH_MAX = 500;

export type Enrolment = { readonly uri: string; readonly secret: string; readonly picture: QrCode };

function toEnrolment(uri: string, secret: string): Enrolment {
  return { uri, secret: secret.replaceAll(/(.{4})(?=.)/g, "$1 "), picture: drawQrCode(uri) };
}

export async function beginEnrolment(api: ApiClient): Promise<Enrolment> {
  const { uri, secret } = (await api.secondFactor.beginTotp()).data;
  return toEnrolment(uri, secret);
}

/** What the form carried along; nothing where somebody made it up. */
export function carriedEnrolment(form: FormData): Enrolment | undefined {
  const uri = form.get("uri");
  if (typeof uri !== "string" || uri.length > URI_LENGTH_MAX || !uri.startsWith("otpauth://totp/"))
    return undefined;
  return toEnrolment(uri, new URL(uri).searchParams.get("secret") ?? "");
}
