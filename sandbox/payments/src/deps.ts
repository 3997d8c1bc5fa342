// What commands, routes and the courier of webhooks may use.
import type { Ledger } from "./store/ledger.ts";
import type { Courier } from "./webhooks/courier.ts";

export type Deps = {
  readonly ledger: Ledger;
  readonly courier: Courier;
  /** Where shoppers reach this provider; known once it listens. */
  readonly baseUrl: () => string;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly log: (line: string) => void;
};
