// The one place where a service's database gets the type of its schema: the shape that opened it cannot know it.
import type { Db } from "@souk/db";
import type { Host } from "./service.ts";

/** The host's database, typed by the caller's generated schema. */
export function databaseOf<Schema>(host: Pick<Host, "db">): Db<Schema> {
  // oxlint-disable-next-line typescript/consistent-type-assertions, typescript/no-unsafe-type-assertion -- see the first line
  return host.db as Db<Schema>;
}
