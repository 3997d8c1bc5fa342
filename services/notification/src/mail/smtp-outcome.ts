// What an error on the way to a mail server means for the mail. Pure.
import { z } from "zod";
import type { MailOutcome } from "./mailer.ts";

/** What nodemailer hangs on its errors; of an error from elsewhere only that it is one is known. */
const failure = z.object({
  code: z.string().catch("EUNKNOWN"),
  responseCode: z.number().optional().catch(undefined),
  command: z.string().catch(""),
});
const NO_FROM = 400;
const PERMANENT_FROM = 500;
/** A no to these is about this mail; a no to anything else (greeting, sign-in, sender) is about us and can be mended. */
const commandsOfMail = new Set(["RCPT TO", "DATA"]);

/** A no is a no, also to the last byte; without one a mail that was handed over may have been taken. */
export function outcomeOfFailure(error: unknown, isHandedOver: boolean): MailOutcome {
  const { code, responseCode, command } = failure.parse(error);
  if (responseCode !== undefined && responseCode >= NO_FROM) {
    const isFinal = responseCode >= PERMANENT_FROM && commandsOfMail.has(command);
    return { status: isFinal ? "refused" : "deferred", reason: `smtp_${responseCode}` };
  }
  return { status: isHandedOver ? "unknown" : "deferred", reason: code.toLowerCase() };
}
