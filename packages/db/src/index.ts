// The public face of @souk/db: PostgreSQL through Kysely, plain SQL for the hot paths, migrations.
export { onAnnounced, type Announcement, type OnAnnounced } from "./announcements.ts";
export { closeDb, createDb, type DbOptions } from "./database.ts";
export { DatabaseUnavailable } from "./database-unavailable.ts";
export type { AnyDb, Db } from "./db.ts";
export { gathered, type Gathering } from "./gathered.ts";
export { derivedId, newId } from "./ids.ts";
export { listen, type Listener, type OnNotify } from "./listen.ts";
export { isCheckViolation, isLostUpdate } from "./lost-update.ts";
export { MigrationRefused, type MigrationSource } from "./migration-files.ts";
export { countRoundTrips } from "./round-trips.ts";
export { migrate } from "./store/migrations.ts";
export { dumpSchema } from "./store/schema-dump.ts";
export { runBatch, statement, type BatchQuery, type BatchRows, type Statement } from "./store/statement.ts";
export { inTransaction } from "./transaction.ts";
export { createSharedTransactions, type SharedTransactions } from "./shared-transactions.ts";
export { generateTypes, type Json, type JsonValue } from "./type-generation.ts";
export { backOffMs, Loop, stopMsMax, within, type Look, type LoopOptions } from "./loop.ts";
