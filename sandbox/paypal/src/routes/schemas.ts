// What the API takes. Fields that the stand-in has no use for are let through, as PayPal has many more than these.
import { z } from "zod";
import { refusal } from "../domain/refusal.ts";

const TEXT_LENGTH_MAX = 127;
const Amount = z.object({ currency_code: z.string().length(3), value: z.string().max(32) });
const Id = z.string().min(1).max(TEXT_LENGTH_MAX);

const ExperienceContext = z.object({ return_url: z.url().optional(), cancel_url: z.url().optional() });
const Unit = z.object({
  reference_id: Id.default("default"),
  custom_id: Id.optional(),
  invoice_id: Id.optional(),
  description: Id.optional(),
  amount: Amount,
});
export const CreateOrderBody = z.object({
  intent: z.enum(["CAPTURE", "AUTHORIZE"]),
  purchase_units: z.tuple([Unit]),
  payment_source: z.object({
    paypal: z.object({ experience_context: ExperienceContext.default({}) }),
  }),
});
export const CaptureBody = z.object({ amount: Amount.optional(), final_capture: z.boolean().default(false) });
export const RefundBody = z.object({ amount: Amount.optional(), custom_id: Id.optional() });
export const EvidenceBody = z.object({
  evidences: z.array(
    z.object({
      evidence_type: z.enum(["PROOF_OF_FULFILLMENT", "OTHER"]),
      evidence_info: z.object({ tracking_info: z.array(z.unknown()).optional() }),
      notes: z.string().max(2_000),
    }),
  ),
});
export const IdParams = z.object({ id: z.string() });
export const TransactionsQuery = z.object({
  start_date: z.iso.datetime({ offset: true }),
  end_date: z.iso.datetime({ offset: true }),
  transaction_status: z.string().optional(),
  page: z.coerce.number().int().min(1).default(1),
  page_size: z.coerce.number().int().min(1).max(500).default(100),
});
export const DisputesQuery = z.object({
  update_time_after: z.iso.datetime({ offset: true }).optional(),
  page_size: z.coerce.number().int().min(1).max(50).default(10),
  next_page_token: z.string().optional(),
});

export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw refusal(
    400,
    parsed.error.issues[0]?.path.length === 0 ? "MALFORMED_REQUEST_JSON" : "INVALID_PARAMETER_SYNTAX",
  );
}
