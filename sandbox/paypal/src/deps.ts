// What routes and pages may use.
import type { Store } from "./store/store.ts";
import type { Views } from "./views.ts";
import type { Courier } from "./webhooks/courier.ts";

export type Deps = {
  readonly store: Store;
  readonly courier: Courier;
  readonly views: Views;
  readonly now: () => Date;
  /** Like PayPal's: seventeen capital letters and digits. */
  readonly newId: () => string;
};
