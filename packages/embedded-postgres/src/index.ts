// The public face of @souk/embedded-postgres: a PostgreSQL server that lives and dies with this process.
export { DataVersionMismatch } from "./cluster.ts";
export { DataInUse } from "./data-lock.ts";
export { inspectData, type DataState } from "./inspect-data.ts";
export { startEmbeddedPostgres, type EmbeddedPostgres, type EmbeddedPostgresOptions } from "./start.ts";
