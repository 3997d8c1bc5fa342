// Opens the shop, says where it is, and closes it cleanly when told to.
import { setTimeout as delay } from "node:timers/promises";
import { type LauncherConfig, readConfig } from "./config.ts";
import { explain } from "./explain.ts";
import { startOneProcess, type RunningShop } from "./one-process.ts";
import { spareMemoryWhenQuiet } from "./spare-memory.ts";
import { welcome } from "./welcome.ts";

/** SPEC: stops within 10 s. What is not closed by then is left to the next start, which recovers as after a crash. */
const STOP_TIMEOUT_MS = 9_000;
/** Ctrl-C reaches children as well: that one of them ended may be known before the signal that ended it. */
const SIGNAL_GRACE_MS = 250;
const MS_PER_SECOND = 1000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

export async function main(): Promise<void> {
  const lifeline = createLifeline();
  try {
    const config = readConfig(process.env);
    const shop = await startOneProcess({ config, say, onLost: (reason) => lifeline.fail(reason) });
    lifeline.holds(shop);
    announce(shop, config);
    await shop.forgetFirstPassword();
    spareMemoryWhenQuiet();
  } catch (error) {
    await delay(SIGNAL_GRACE_MS); // Whoever told it to stop gets what they asked for, and no fault.
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  }
}

function announce(shop: RunningShop, config: LauncherConfig): void {
  const seconds = (performance.now() / MS_PER_SECOND).toFixed(1);
  for (const line of welcome(shop, { seconds, dataDirectory: config.dataDirectory })) say(line);
}

type Lifeline = { holds(shop: RunningShop): void; fail(reason: string): void };

function createLifeline(): Lifeline {
  let shop: RunningShop | undefined;
  let isStopping = false;
  const stop = async (status: number): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    const timer = setTimeout(() => process.exit(1), STOP_TIMEOUT_MS);
    try {
      await shop?.stop();
      clearTimeout(timer);
      process.exit(status);
    } catch (error) {
      process.stderr.write(`${explain(error)}\n`);
      process.exit(1);
    }
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));
  for (const fault of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(fault, (error: unknown) => {
      process.stderr.write(`${explain(error)}\n`);
      void stop(1);
    });
  }
  return {
    holds(running) {
      shop = running;
    },
    fail(reason) {
      process.stderr.write(`${reason}\n`);
      void stop(1);
    },
  };
}
