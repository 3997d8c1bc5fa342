// PostgreSQL's settings for a small shop on two cores; each can be overridden by the caller.

/** Settings by name, as in postgresql.conf; they are given on the command line, so they win over the files in the data folder. */
export type Settings = Readonly<Record<string, string>>;

// A pool for each of eight services, two processes of each during a restart, and room for people.
const connectionsMax = 200;

const shopSettings: Settings = {
  max_connections: String(connectionsMax),
  shared_buffers: "128MB",
  effective_cache_size: "1GB",
  work_mem: "8MB",
  maintenance_work_mem: "64MB",
  wal_level: "replica",
  max_wal_size: "1GB",
  checkpoint_timeout: "15min",
  random_page_cost: "1.1",
  jit: "off",
  io_workers: "2",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
  // Errors belong to the service that caused them. Here they would only put customers' data (`Key (email)=(…)`) into a log.
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
};

/** For tests: what is lost when the machine (not the process) dies does not matter, speed does. */
const fleetingSettings: Settings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_wal_size: "2GB",
  checkpoint_timeout: "1h",
};

/** The command-line arguments for the server, the caller's settings last. */
export function settingArguments(durable: boolean, ...overrides: readonly Settings[]): readonly string[] {
  const settings = Object.assign({}, shopSettings, durable ? {} : fleetingSettings, ...overrides);
  return Object.entries<string>(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
