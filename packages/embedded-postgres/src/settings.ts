// PostgreSQL's settings for a shop on two cores, its memory by the machine's; each can be overridden by the caller.
import { totalmem } from "node:os";

/** Settings by name, as in postgresql.conf; they are given on the command line, so they win over the files in the data folder. */
export type Settings = Readonly<Record<string, string>>;

// A pool for each of eight services, two processes of each during a restart, and room for people.
const connectionsMax = 200;

const shopSettings: Settings = {
  max_connections: String(connectionsMax),
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

const MIB = 1024 * 1024;
const bufferShare = 1 / 16;
const buffersMinMib = 128;
const buffersMaxMib = 1024;
// What the system keeps of files besides: PostgreSQL plans with it, nothing is taken.
const cachePerBuffers = 4;

/**
 * A sixteenth of the machine's memory for pages that are read again and again, but never more than a shop of 100,000 products uses: its
 * search reads some thousand rows for a common word, five times as fast from here as from the system's cache. Memory is only taken as
 * pages are read.
 */
export function memorySettings(memoryBytes: number): Settings {
  const shareMib = Math.floor((memoryBytes * bufferShare) / MIB);
  const buffersMib = Math.min(Math.max(shareMib, buffersMinMib), buffersMaxMib);
  return {
    shared_buffers: `${buffersMib}MB`,
    effective_cache_size: `${buffersMib * cachePerBuffers}MB`,
  };
}

/** A container may have less than its machine. (Without a limit, what is constrained is 0 or more than there is.) */
function machineMemoryBytes(): number {
  return Math.min(totalmem(), process.constrainedMemory() || Infinity);
}

/** For tests: what is lost when the machine (not the process) dies does not matter, speed does. */
const fleetingSettings: Settings = {
  // Their databases are small and many, and dropping one looks through all buffers.
  shared_buffers: "128MB",
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
  const settings = Object.assign(
    {},
    shopSettings,
    memorySettings(machineMemoryBytes()),
    durable ? {} : fleetingSettings,
    ...overrides,
  );
  return Object.entries<string>(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
