// The faults this program can be told to show, each for so many times or until it is switched off.
import { z } from "zod";

const trigger = z.union([z.boolean(), z.int().min(0)]).default(false);

export const Switches = z.strictObject({
  /** A call succeeds and its answer never comes. */
  successThenTimeout: trigger,
  /** A call succeeds and its answer is 500, which is what its key gives from then on. */
  errorAfterSuccess: trigger,
  /** A call is answered 500 and nothing was done. */
  errorBefore: trigger,
  /** Connections are reset. */
  offline: trigger,
  /** Calls are too many: 429. */
  rateLimited: trigger,
  declineAll: trigger,
  /** Search does not know the newest yet. */
  searchLags: trigger,
  /** The events of the next changes are made, and never sent. */
  dropWebhooks: trigger,
  duplicateWebhooks: trigger,
  /** An event waits until the next one was sent. */
  reorderWebhooks: trigger,
  /** The body is altered after signing on the first attempt. */
  alterWebhooks: trigger,
});
export type Switches = z.infer<typeof Switches>;
export type SwitchName = keyof Switches;

export class SwitchBoard {
  #switches: Switches = Switches.parse({});

  get all(): Switches {
    return this.#switches;
  }

  /** What is not named is off. */
  set(switches: unknown): void {
    this.#switches = Switches.parse(switches);
  }

  /** Whether it is on; one that counts is used up by one. */
  spend(name: SwitchName): boolean {
    const value = this.#switches[name];
    if (typeof value === "boolean") return value;
    if (value > 0) this.#switches = { ...this.#switches, [name]: value - 1 };
    return value > 0;
  }
}
