// What the browser's passkey dialogue gave, as it comes back in a form. Its content only the user service judges.
import { z } from "zod";

const CREDENTIAL_LENGTH_MAX = 20_000;
const Credential = z.record(z.string(), z.json());

export type CeremonyAnswer = {
  readonly ceremonyId: string;
  readonly credential: z.infer<typeof Credential>;
};

/** Nothing where a script did not do its part. */
export function readCeremony(form: FormData, name: "assertion" | "attestation"): CeremonyAnswer | undefined {
  const ceremonyId = form.get("ceremonyId");
  const text = form.get(name);
  if (typeof ceremonyId !== "string" || typeof text !== "string" || text.length > CREDENTIAL_LENGTH_MAX)
    return undefined;
  try {
    return { ceremonyId, credential: Credential.parse(JSON.parse(text)) };
  } catch {
    return undefined;
  }
}
