// Says no quickly when there is more to do than can be done. Whoever is paying is let in longer than whoever is looking around.
import { Refusal } from "@souk/errors";

const RETRY_AFTER_SECONDS = 2;
const SAMPLE_MS = 50;
/** Checkout is admitted up to so many times what browsing is. */
const CHECKOUT_FACTOR = 2;

const checkoutPrefixes = [
  "/api/v1/orders",
  "/api/v1/payments",
  "/api/v1/webhooks",
  "/api/v1/carts",
  "/checkout",
  "/cart",
  "/order",
];
/** Asked by what keeps the shop running; an overloaded shop that is taken for a dead one gets restarted, which helps nobody. */
const operationPaths: ReadonlySet<string> = new Set([
  "/healthz",
  "/readyz",
  "/metrics",
  "/.well-known/jwks.json",
]);

export type LoadGate = {
  /** A refusal where there is no room; otherwise the request counts until `leave`. */
  readonly enter: (url: string) => Refusal | undefined;
  readonly leave: () => void;
  readonly inFlight: () => number;
};

export type LoadGateOptions = {
  readonly inFlightMax: number;
  readonly loopDelayMaxMs: number;
  readonly loopDelayMs: () => number;
};

export function createLoadGate(options: LoadGateOptions): LoadGate {
  let inFlight = 0;
  return {
    enter: (url) => {
      const pressure = Math.max(
        inFlight / options.inFlightMax,
        options.loopDelayMs() / options.loopDelayMaxMs,
      );
      if (pressure >= 1 && pressure >= toleranceOf(url)) {
        return new Refusal("unavailable", "overloaded", "The shop is very busy. Try again in a moment.", {
          retryAfterSeconds: RETRY_AFTER_SECONDS,
        });
      }
      inFlight += 1;
      return undefined;
    },
    leave: () => {
      inFlight -= 1;
    },
    inFlight: () => inFlight,
  };
}

function toleranceOf(url: string): number {
  if (operationPaths.has(url)) return Infinity;
  return checkoutPrefixes.some((prefix) => url.startsWith(prefix)) ? CHECKOUT_FACTOR : 1;
}

export type LoopDelay = { readonly readMs: () => number; readonly stop: () => void };

/** How late timers are, smoothed so that one pause of the garbage collector sheds nobody. */
export function watchLoopDelay(): LoopDelay {
  let delayMs = 0;
  let expectedAtMs = performance.now() + SAMPLE_MS;
  const timer = setInterval(() => {
    const now = performance.now();
    delayMs = (delayMs + Math.max(0, now - expectedAtMs)) / 2;
    expectedAtMs = now + SAMPLE_MS;
  }, SAMPLE_MS);
  timer.unref();
  return { readMs: () => delayMs, stop: () => clearInterval(timer) };
}
