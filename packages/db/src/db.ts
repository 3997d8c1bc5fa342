// What a database is to those who use it.
import type { Kysely } from "kysely";

/** A pool or a transaction; the first parameter of every store function. */
export type Db<Schema> = Kysely<Schema>;

/** A database of whatever schema. */
export type AnyDb = Pick<Kysely<unknown>, "executeQuery" | "getExecutor" | "isTransaction">;
