// Starts PostgreSQL below a tiny shell in a session of its own: Ctrl-C in the launcher's terminal does not reach it, and when the launcher
// ends, however it ends, the pipe between them closes and the shell stops the server.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { Socket } from "node:net";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { serverEnvironment } from "./cluster.ts";
import type { Identity } from "./identity.ts";
import { readPidFile, stopOldServer } from "./old-server.ts";

// `read` comes back at the end of the pipe. SIGINT asks for a fast shutdown; it is repeated because the shell starts background
// commands with SIGINT ignored, so that one sent before the server has set its handlers is lost.
const script = `
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
( read -r _ <&3; while kill -INT $server 2>/dev/null; do sleep 0.2 3<&- >/dev/null 2>&1; done ) &
watcher=$!
exec 3<&-
trap 'kill -INT $server' HUP INT TERM
while kill -0 $server 2>/dev/null; do wait $server; code=$?; done
kill $watcher 2>/dev/null
wait $watcher 2>/dev/null
exit $code
`;

const readyPollMs = 5;
// Recovery after a crash replays the log written since the last checkpoint; a slow disk may need minutes.
const readyMaxMs = 300_000;
const lastWordsMaxMs = 1_000;
const linesKept = 30;

export type Supervised = {
  readonly pid: number;
  /** Settles when the supervisor has ended, and the server with it unless the supervisor was killed. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
};

export type ServerPlan = {
  readonly clusterDirectory: string;
  readonly command: readonly string[];
  readonly identity: Identity;
  readonly log: (line: string) => void;
};

/** The server ended before it was ready. */
export class StartFailed extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(`PostgreSQL did not start. It said:\n${lines.join("\n")}`);
    this.name = "StartFailed";
    this.lines = lines;
  }
}

/** Comes back when the server accepts connections. */
export async function startSupervised(plan: ServerPlan): Promise<Supervised> {
  const child = spawn("/bin/sh", ["-c", script, "souk-postgres", ...plan.identity.prefix, ...plan.command], {
    ...plan.identity.user,
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "pipe"],
    env: serverEnvironment(),
  });
  const lines: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => {
    lines.push(line);
    lines.splice(0, lines.length - linesKept);
    plan.log(line);
  });
  // Not "close": a server whose supervisor was killed keeps the log open.
  const ended = new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", () => resolve());
  });
  const pid = await waitUntilReady(plan.clusterDirectory, ended);
  if (pid === undefined) {
    await Promise.race([once(child.stderr, "close"), delay(lastWordsMaxMs)]);
    throw new StartFailed(lines);
  }
  letGo(child);
  return {
    pid,
    ended,
    stop: async () => {
      child.ref();
      child.stdin.destroy();
      await ended;
      await stopOldServer(plan.clusterDirectory);
    },
  };
}

/** Gives the server's process id, or nothing when it ended instead. */
async function waitUntilReady(clusterDirectory: string, ended: Promise<void>): Promise<number | undefined> {
  const end = ended.then(() => "ended");
  for (let waitedMs = 0; waitedMs < readyMaxMs; waitedMs += readyPollMs) {
    const file = readPidFile(clusterDirectory);
    if (file?.status === "ready") return file.pid;
    if ((await Promise.race([end, delay(readyPollMs)])) === "ended") break;
  }
  return undefined;
}

/** The server must not keep its launcher's process alive: a script that forgets to stop it can still end, which stops it. */
function letGo(child: ChildProcess): void {
  child.unref();
  const pipes = [child.stdin, child.stderr].filter((pipe) => pipe instanceof Socket);
  for (const pipe of pipes) pipe.unref();
}
