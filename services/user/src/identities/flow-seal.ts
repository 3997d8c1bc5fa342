// What a flow keeps between leaving and coming back, sealed: who reads the table learns neither verifier nor nonce.
import { z } from "zod";
import type { Seal } from "../seal.ts";

const FlowState = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  returnTo: z.string().nullable(),
  /** Who links; null where somebody signs in. */
  link: z.object({ userId: z.string(), sessionId: z.string() }).nullable(),
});
export type FlowState = Readonly<z.infer<typeof FlowState>>;

export function closeFlow(seal: Seal, tokenHash: Buffer, state: FlowState): Buffer {
  return seal.close(JSON.stringify(state), purposeOf(tokenHash));
}

export function openFlow(seal: Seal, tokenHash: Buffer, sealed: Buffer): FlowState {
  return FlowState.parse(JSON.parse(seal.open(sealed, purposeOf(tokenHash))));
}

/** A sealed state moved to another row does not open. */
function purposeOf(tokenHash: Buffer): string {
  return `identity-flow/${tokenHash.toString("hex")}`;
}
