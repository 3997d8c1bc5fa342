// What the API accepts. Unknown fields are refused.
import { isCurrency } from "@souk/money";
import { z } from "zod";
import { parsePaymentSwitches } from "../domain/switches.ts";
import { tokens } from "../domain/test-cards.ts";

const amountMax = 999_999_999_999;
const textMax = 255;
const urlMax = 2_000;
const metadataFieldsMax = 20;
const evidenceTextMax = 20_000;
const eventsLimitMax = 1_000;
const booksLimitMax = 1_000;
const logLimitMax = 10_000_000;

const amount = z.int().min(1).max(amountMax);
const text = z.string().min(1).max(textMax);
const webUrl = z
  .string()
  .max(urlMax)
  .refine(
    (url) => URL.canParse(url) && ["http:", "https:"].includes(new URL(url).protocol),
    "is not a http or https address",
  );

const metadata = z
  .record(text, z.string().max(textMax))
  .refine(
    (fields) => Object.keys(fields).length <= metadataFieldsMax,
    `has more than ${metadataFieldsMax} fields`,
  )
  .refine(
    (fields) => parsePaymentSwitches(fields["switch"] ?? "") !== undefined,
    "asks for a switch that does not exist",
  );

export const CreatePaymentBody = z.strictObject({
  amount,
  currency: z.string().refine(isCurrency, "is not a currency of ISO 4217"),
  reference: text,
  orderId: text,
  capture: z.enum(["automatic", "manual"]),
  token: z.enum(tokens).optional(),
  method: z.strictObject({ customer: text, id: text }).optional(),
  saveFor: text.optional(),
  returnUrl: webUrl.optional(),
  metadata: metadata.default({}),
});
export type CreatePaymentBody = z.infer<typeof CreatePaymentBody>;

export const CaptureBody = z
  .strictObject({ amount: amount.optional(), final: z.boolean().default(false) })
  .default({ final: false });
export const VoidBody = z.strictObject({}).default({});
export const RefundBody = z.strictObject({ amount, reference: text, reason: text.optional() });
export const SettleRefundBody = z.strictObject({ outcome: z.enum(["succeeded", "failed"]) });
export const CloseDisputeBody = z.strictObject({ outcome: z.enum(["won", "lost"]) });

export const EvidenceBody = z
  .record(text, z.string().max(evidenceTextMax))
  .refine(
    (fields) => Object.keys(fields).length <= metadataFieldsMax,
    `has more than ${metadataFieldsMax} fields`,
  );

export const IdParameters = z.object({ id: z.string() });
export const ReferenceQuery = z.strictObject({ reference: text });
export const DisputesQuery = z.strictObject({ payment: text.optional() });
export const BooksQuery = z.strictObject({
  since: z.iso.datetime().optional(),
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(booksLimitMax).default(booksLimitMax),
});
export const EventsQuery = z.strictObject({
  after: text.optional(),
  limit: z.coerce.number().int().min(1).max(eventsLimitMax).default(100),
});
export const LogQuery = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(logLimitMax).default(logLimitMax),
});

export const IdempotencyKey = z.string().min(1).max(textMax).optional();

// A browser sends a field twice as a list; that is nobody's honest form.
const formField = z.string().max(textMax).catch("");
export const CardFormBody = z.object({
  number: formField,
  expiry: formField,
  cvc: formField,
  name: formField,
});
export const ChallengeBody = z.object({ decision: z.enum(["approve", "reject"]) });
