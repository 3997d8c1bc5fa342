// Lets time go by for a shop's database: what would come in a minute comes now. Nobody waits for leases and recovery jobs a thousand times.
import { inTurns } from "../crowd.ts";
import type { SteadyWitness } from "../witness-database.ts";

const SERVICES = ["user", "product", "order", "payment", "notification", "admin", "analytics"] as const;
const MINUTE = "interval '1 minute'";
/** A request that has been going on for this long has a shopper who gave up and comes again. */
const ABANDONED = "interval '25 seconds'";

const retriesSooner = `update dead_letters set due_at = due_at - ${MINUTE} where due_at is not null`;
const waitingSooner = `update jobs set run_at = run_at - ${MINUTE}
  where died_at is null and not is_running and run_at between now() and now() + ${MINUTE}`;
const abandonedEnd = `update idempotency_keys set leased_until = now() where status is null and leased_until < now() + ${ABANDONED}`;

/** For a shop that lives: what waits for its time is due. */
export async function letTimePass(database: SteadyWitness): Promise<void> {
  for (const text of [retriesSooner, waitingSooner, abandonedEnd]) await changeEach(database, text);
}

/** For a shop that was killed: everything that it held is free, as it would be a minute later. */
export async function endLeasesOfTheDead(database: SteadyWitness): Promise<void> {
  await changeEach(
    database,
    `update jobs set run_at = run_at - ${MINUTE} where died_at is null and is_running`,
  );
  await changeEach(database, "update idempotency_keys set leased_until = now() where status is null");
  await changeEach(database, "delete from relay_leases");
  await database.change({ database: "bus", text: "update bus_members set expires_at = now()" });
  await letTimePass(database);
}

async function changeEach(database: SteadyWitness, text: string): Promise<void> {
  await inTurns(SERVICES, (service) => database.change({ database: service, text }));
}
