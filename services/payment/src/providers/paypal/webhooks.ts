// What PayPal's webhooks tell. Of a payment they name only our id: how it stands is asked, for no message carries all of it.
import { Refusal } from "@souk/errors";
import { z } from "zod";
import type { ProviderNews } from "../payment-provider.ts";
import type { Call } from "./call.ts";
import { disputeBody, toProviderDispute } from "./disputes.ts";
import { captureIdOf, refundBody } from "./order.ts";
import { idsOf } from "./refunds.ts";

const eventBody = z.object({ id: z.string().min(1), event_type: z.string(), resource: z.unknown() });
/** An order has our payment's id in its one purchase unit; captures, authorizations and refunds have it themselves. */
const resourceBody = z.object({
  custom_id: z.string().optional(),
  purchase_units: z.array(z.object({ custom_id: z.string().optional() })).default([]),
});
const captureBody = z.object({ custom_id: z.string().optional() });
const REFUND_EVENT = /^PAYMENT\.(?:CAPTURE\.REFUNDED|CAPTURE\.REVERSED|REFUND\.)/;
const DISPUTE_EVENT = /^CUSTOMER\.DISPUTE\./;

export function createNewsReader(call: Call): (payload: unknown) => Promise<ProviderNews> {
  return async (payload) => {
    const event = eventBody.safeParse(payload);
    if (!event.success)
      throw new Refusal("invalid", "webhook_unreadable", "This is no event of the provider.");
    const { id: eventId, event_type: type, resource } = event.data;
    if (DISPUTE_EVENT.test(type)) return { eventId, type, ...disputeNews(resource) };
    const customId =
      customIdOf(resource) ?? (REFUND_EVENT.test(type) ? await askCapture(call, resource) : undefined);
    const { paymentId } = idsOf(customId);
    return { eventId, type, ...(paymentId !== undefined && { ask: paymentId }) };
  };
}

function disputeNews(resource: unknown): Pick<ProviderNews, "dispute"> {
  const parsed = disputeBody.safeParse(resource);
  const dispute = parsed.success ? toProviderDispute(parsed.data) : undefined;
  return dispute ? { dispute } : {};
}

function customIdOf(resource: unknown): string | undefined {
  const about = resourceBody.safeParse(resource).data;
  return about?.custom_id ?? about?.purchase_units[0]?.custom_id;
}

/** A refund that was made by hand at PayPal may say no more than which capture it gives back. */
async function askCapture(call: Call, resource: unknown): Promise<string | undefined> {
  const refund = refundBody.safeParse(resource).data;
  const captureId = refund && captureIdOf(refund);
  if (captureId === undefined) return undefined;
  return (await call(captureBody, ({ payments }) => payments.getCapturedPayment({ captureId }))).custom_id;
}
