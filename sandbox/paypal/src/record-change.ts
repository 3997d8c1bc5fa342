// Writes a change with its events and its movements in one line, and tells the courier.
import type { Deps } from "./deps.ts";
import type { Entry } from "./store/store.ts";
import type { StoredEvent } from "./webhooks/webhook-event.ts";

export type EventDraft = {
  readonly type: string;
  readonly resourceType: string;
  readonly resource: unknown;
};
export type Change = Omit<Entry, "events" | "delivered" | "switches"> & {
  readonly events?: readonly EventDraft[];
};

export function recordChange(deps: Deps, { events: drafts = [], ...entry }: Change): void {
  const events = drafts.map((draft) => toStoredEvent(deps, draft));
  deps.store.append({ ...entry, ...(events.length > 0 && { events }) });
  for (const stored of events) deps.courier.enqueue(stored);
}

function toStoredEvent({ store, courier, now, newId }: Deps, draft: EventDraft): StoredEvent {
  const { type, resourceType, resource } = draft;
  const event = {
    id: `WH-${newId()}-${newId()}`,
    event_version: "1.0" as const,
    create_time: now().toISOString(),
    resource_type: resourceType,
    event_type: type,
    summary: type.toLowerCase().replaceAll(".", " "),
    resource,
    links: [],
  };
  return {
    event,
    isWanted: courier.hasReceiver() && !store.spend("dropWebhooks"),
    delayMs: store.switches.webhookDelayMs,
    isDuplicated: store.spend("duplicateWebhooks"),
    isAltered: store.spend("alterWebhooks"),
  };
}
