// What the analytics service's commands may use.
import type { Db } from "@souk/db";
import { databaseOf, type Host } from "@souk/service";
import type { Database } from "./store/database.gen.ts";

export type Deps = { readonly db: Db<Database>; readonly now: () => Date };

export function createDeps(host: Host): Deps {
  return { db: databaseOf<Database>(host), now: host.now };
}
