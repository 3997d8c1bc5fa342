// One try at handling an event, and what came of it.
import { isRefusal, type RefusalKind } from "@souk/errors";
import { continueTrace, withSpan, type Telemetry } from "@souk/telemetry";
import type { BusEvent } from "./bus.ts";
import { isAlreadyClaimed } from "./claim.ts";
import type { Subscription } from "./subscription.ts";

export type Outcome =
  | { readonly status: "handled" }
  | { readonly status: "refused" | "failed"; readonly reason: string; readonly error: unknown };

export type Attempt = (event: BusEvent) => Promise<Outcome>;

// What another service answers when it cannot answer: no decision by the domain, so it is asked again.
const passingKinds: ReadonlySet<RefusalKind> = new Set<RefusalKind>(["unavailable", "too_many_requests"]);
const reasonLengthMax = 500;

export type AttemptOptions = {
  readonly subscriptions: readonly Subscription[];
  readonly telemetry: Telemetry;
  /** A handler that hangs must not hold its group for ever; should it finish later, its claim still keeps the effect to one. */
  readonly handlerTimeoutMs: number;
};

export function createAttempt({ subscriptions, telemetry, handlerTimeoutMs }: AttemptOptions): Attempt {
  const count = createDeliveryMetrics(telemetry);

  return async (event) => {
    const { type, eventId, key, traceparent } = event;
    const outcome = await continueTrace({ traceparent }, () =>
      withSpan(telemetry, `event ${type}`, { "messaging.message.id": eventId, "souk.key": key }, async () => {
        const result = await handleAll(
          subscriptions.filter((subscription) => subscription.type === type),
          event,
          handlerTimeoutMs,
        );
        if (result.status !== "handled")
          telemetry.log.warn(
            { type, eventId, key, err: result.error },
            result.status === "refused" ? "an event was refused" : "an event could not be handled",
          );
        return result;
      }),
    );
    count(event, outcome.status);
    return outcome;
  };
}

/** Counts what became of an event and how long that took since it was published. */
export function createDeliveryMetrics({
  metrics,
}: Telemetry): (event: BusEvent, outcome: Outcome["status"]) => void {
  const handled = metrics.counter("souk_events_handled_total", "Events dealt with by a consumer", [
    "type",
    "outcome",
  ]);
  const delay = metrics.histogram("souk_events_delivery_seconds", "From publish to the end of the handler");
  return ({ type, occurredAt }, outcome) => {
    handled.inc({ type, outcome });
    delay.observe((Date.now() - occurredAt.getTime()) / 1_000);
  };
}

async function handleAll(
  handlers: readonly Subscription[],
  event: BusEvent,
  handlerTimeoutMs: number,
): Promise<Outcome> {
  for (const handler of handlers) {
    try {
      await inTime(handler.handle(event), handlerTimeoutMs);
    } catch (error) {
      if (isAlreadyClaimed(error)) continue;
      return {
        status: isRefusal(error) && !passingKinds.has(error.kind) ? "refused" : "failed",
        reason: reasonOf(error),
        error,
      };
    }
  }
  return { status: "handled" };
}

/** Gives up waiting, with an error, after the limit. */
export async function inTime(work: Promise<void>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`The handler took more than ${limitMs} ms.`)), limitMs);
  });
  await Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

/** For people: a refusal's code, or an error's name and message (its data, such as a constraint's values, stays out). */
function reasonOf(error: unknown): string {
  const text = isRefusal(error) ? `${error.code}: ${error.message}` : String(error);
  return text.slice(0, reasonLengthMax);
}
