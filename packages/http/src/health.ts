// Liveness and readiness, as Kubernetes and load balancers ask for them.
import { Refusal } from "@souk/errors";
import { z } from "zod";
import { anyone } from "./caller.ts";
import { json } from "./answers.ts";
import { route, type Route } from "./route.ts";

const RETRY_AFTER_SECONDS = 1;
const headers = { "cache-control": "no-store" };
const Health = z.object({ status: z.literal("ok") }).meta({ id: "Health" });

export type HealthOptions = {
  /** The names of what is not ready; empty when all is. */
  readonly ready: () => Promise<readonly string[]>;
};

/** `/healthz`: the process runs. `/readyz`: it can serve; 503 with the list of what is missing otherwise. */
export function healthRoutes({ ready }: HealthOptions): readonly Route[] {
  const place = { absolute: true, tags: ["health"], cost: 0 };
  const common = { ...place, access: anyone(), ownership: "none", response: Health };
  return [
    route("GET /healthz", { ...common, summary: "Whether the process runs" }, () =>
      json({ status: "ok" } as const, { headers }),
    ),
    route("GET /readyz", { ...common, summary: "Whether requests can be served" }, async () => {
      const missing = await ready();
      if (missing.length === 0) return json({ status: "ok" } as const, { headers });
      throw new Refusal("unavailable", "not_ready", "Not everything is ready yet.", {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
        extra: { missing },
      });
    }),
  ];
}
