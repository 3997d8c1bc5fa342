// Stores a change with its events and, for API calls, the answer, in one line; then the courier may tell the receiver.
import type { Change, EventDraft } from "../domain/records.ts";
import { toPaymentView } from "../domain/payment-view.ts";
import { isSwitchedOn, switchesOf, type TriggerName } from "../domain/switches.ts";
import type { DeliveryPlan, StoredEvent } from "../domain/webhook-event.ts";
import type { Deps } from "../deps.ts";
import type { Answer } from "../store/ledger.ts";

export function recordChange(deps: Deps, change: Change, answer?: Answer): void {
  const { payment, movement, refund, dispute, method } = change;
  const events = change.events.map((draft) => toStoredEvent(deps, draft));
  deps.ledger.append({
    payment,
    ...(movement && { movement }),
    ...(refund && { refund }),
    ...(dispute && { dispute }),
    ...(method && { method }),
    ...(events.length > 0 && { events }),
    ...(answer && { answer }),
  });
  for (const stored of events) deps.courier.enqueue(stored);
}

function toStoredEvent(deps: Deps, draft: EventDraft): StoredEvent {
  const { type, payment, refund, dispute } = draft;
  const data = { payment: toPaymentView(payment), ...(refund && { refund }), ...(dispute && { dispute }) };
  const event = { id: `evt_${deps.newId()}`, type, createdAt: deps.now().toISOString(), data };
  return { event, plan: planDelivery(deps, payment.metadata) };
}

function planDelivery(deps: Deps, metadata: Readonly<Record<string, string>>): DeliveryPlan {
  const { ledger, courier } = deps;
  if (!courier.hasReceiver)
    return { delivery: "recorded", delayMs: 0, duplicate: false, reorder: false, alter: false };
  const own = switchesOf(metadata);
  const isOn = (name: TriggerName): boolean => isSwitchedOn(own[name]) || ledger.spendSwitch(name);
  return {
    delivery: isOn("dropWebhooks") ? "dropped" : "pending",
    delayMs: Math.max(own.webhookDelayMs, ledger.switches.webhookDelayMs),
    duplicate: isOn("duplicateWebhooks"),
    reorder: isOn("reorderWebhooks"),
    alter: isOn("alterWebhooks"),
  };
}
