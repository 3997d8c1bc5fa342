// REST contract of disputes: a cardholder's bank took the money of a payment back and asks the shop what it has to say.
import { z } from "zod";
import { Id, MoneyBody, pageOf, pageQuery, requiredText, Timestamp } from "./common.ts";

const EXPLANATION_LENGTH_MAX = 5_000;

export const DisputeStatus = z.enum(["needs_response", "under_review", "won", "lost"]);
export const Dispute = z
  .object({
    id: Id,
    paymentId: Id,
    provider: z.string(),
    amount: MoneyBody,
    /** The provider's word for why, like `fraudulent`. */
    reason: z.string(),
    status: DisputeStatus,
    evidenceDueAt: Timestamp.nullable(),
    explanation: z.string().nullable(),
    submittedAt: Timestamp.nullable(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: "Dispute" });
export type Dispute = z.infer<typeof Dispute>;
export const DisputeList = pageOf(Dispute).meta({ id: "DisputeList" });
export const DisputesQuery = z.strictObject({ ...pageQuery, status: DisputeStatus.optional() });
export const AnswerDisputeBody = z.strictObject({ explanation: requiredText(EXPLANATION_LENGTH_MAX) });
