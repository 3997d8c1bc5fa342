// Which SQL belongs to a flow and which to the house: what goes on for ever in a shop where nothing happens is no effect of a flow.
// Statements carry their names in a comment at their beginning.

/** Leases, sweeps and clearing away, in whatever database. */
const housekeeping: ReadonlySet<string> = new Set([
  "jobs_extend_leases",
  "events_relay_lease",
  "events_relay_release",
  "events_relay_notify",
  "bus_members_renew",
  "bus_offsets_take",
  "bus_offsets_find_held",
  "bus_members_delete_old",
  "expire_reservations",
  "due_products",
  "count_baskets",
  "forget_baskets",
]);
/** The jobs of this database are sweeps; no flow waits for them. */
const SWEPT_DATABASES: ReadonlySet<string> = new Set(["souk_product", "souk_user"]);
/** Questions whether there is something to do: they count where there was. */
const asking: ReadonlySet<string> = new Set([
  "jobs_finish",
  "jobs_take_due",
  "events_outbox_take",
  "events_dead_letters_take_due",
  "bus_offsets_commit",
  "bus_events_fetch",
]);
/** These always have an answer, whether there is something to do or not. */
const idle: ReadonlySet<string> = new Set([
  "jobs_find_next_due",
  "events_dead_letters_next_due",
  "bus_events_fetch",
]);
const LABEL_LENGTH_MAX = 60;
const CONTROLS = /^(begin|commit|rollback)\b/;

export type Ran = { readonly database: string; readonly texts: readonly string[] };

export function isHousekeeping({ database, texts }: Ran): boolean {
  const isSwept = SWEPT_DATABASES.has(database);
  return texts.every((text) => {
    const name = nameOf(text);
    return housekeeping.has(name) || CONTROLS.test(text) || (isSwept && name.startsWith("jobs_"));
  });
}

export function isAsking({ texts }: Ran): boolean {
  return texts.every((text) => asking.has(nameOf(text)) || idle.has(nameOf(text)));
}

/** Whether a row of its answer means that something happened. */
export function isTelling(text: string): boolean {
  return !idle.has(nameOf(text));
}

/** Short, and without data: parameters are not part of a text. */
export function labelOf({ database, texts }: Ran): string {
  return `${database}: ${texts.map(nameOf).join(" + ")}`;
}

function nameOf(text: string): string {
  return (
    /^\/\* ([\w.-]+) \*\//.exec(text)?.[1] ?? text.replaceAll(/\s+/g, " ").trim().slice(0, LABEL_LENGTH_MAX)
  );
}
