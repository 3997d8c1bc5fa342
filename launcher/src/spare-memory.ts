// Gives back what starting needed and running does not. Node reads and compiles some thirty megabytes of sources within seconds; V8 lets its
// space for young objects grow meanwhile, and keeps the emptied pages: 150 of 375 MiB resident. Only a collection that is told to spare memory
// returns them to the system. It stops everything meanwhile, 1.5 s were measured on a busy machine, so it waits until nobody asks the shop anything.
import { performance } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const LOOK_EVERY_MS = 1_000;
/** Looks in a row at which the process had next to nothing to do. */
const QUIET_LOOKS = 5;
const QUIET_UTILIZATION = 0.3;

export type SpareMemoryOptions = {
  readonly collect?: () => void;
  /** How much of the time since the last call the event loop was at work, from 0 to 1. */
  readonly utilization?: () => number;
  readonly lookEveryMs?: number;
};

/** Collects once, when the process has come to rest; a process that never does keeps its memory. Gives what calls it off. */
export function spareMemoryWhenQuiet(options: SpareMemoryOptions = {}): () => void {
  const {
    collect = collectAllGarbage,
    utilization = utilizationSinceLast(),
    lookEveryMs = LOOK_EVERY_MS,
  } = options;
  let quietLooks = 0;
  const timer = setInterval(() => {
    quietLooks = utilization() < QUIET_UTILIZATION ? quietLooks + 1 : 0;
    if (quietLooks < QUIET_LOOKS) return;
    clearInterval(timer);
    collect();
  }, lookEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}

function utilizationSinceLast(): () => number {
  let last = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, last);
    last = now;
    return utilization;
  };
}

/** `gc` need not be asked for on the command line: a context that is made after the flag was set has it. */
export function collectAllGarbage(): void {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  setFlagsFromString("--no-expose-gc");
  if (typeof collect === "function")
    Reflect.apply(collect, undefined, [{ type: "major", execution: "sync", flavor: "last-resort" }]);
}
