// Stands for Redis: as much of its protocol as counting takes. It can stop answering, and go away.
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

const LINE_END = "\r\n";
const MS_PER_SECOND = 1_000;

export type RedisServer = {
  readonly url: string;
  /** The keys that are counted, with what was used of each. */
  readonly used: ReadonlyMap<string, number>;
  /** From now on commands wait; they are answered, late, when it speaks again. */
  fallSilent(): void;
  speakAgain(): void;
  close(): Promise<void>;
};

export async function startRedisServer(port = 0): Promise<RedisServer> {
  const used = new Map<string, number>();
  const sockets = new Set<Socket>();
  const waiting: (() => void)[] = [];
  let isSilent = false;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    let received = "";
    socket.on("data", (chunk) => {
      const { commands, rest } = parse(received + chunk.toString("latin1"));
      received = rest;
      for (const command of commands) {
        if (isSilent) waiting.push(() => socket.write(answer(command, used)));
        else socket.write(answer(command, used));
      }
    });
  });
  await listen(server, port);
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    used,
    fallSilent: () => (isSilent = true),
    speakAgain: () => {
      isSilent = false;
      for (const speak of waiting.splice(0)) speak();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
}

/** Whole commands, each an array of bulk strings, and what has come of the next. */
function parse(text: string): { readonly commands: readonly string[][]; readonly rest: string } {
  const commands: string[][] = [];
  let rest = text;
  for (;;) {
    const parts = /^\*(\d+)\r\n/.exec(rest);
    if (parts === null) return { commands, rest };
    const command: string[] = [];
    let at = parts[0].length;
    for (let index = 0; index < Number(parts[1]); index += 1) {
      const head = /^\$(\d+)\r\n/.exec(rest.slice(at));
      if (head === null) return { commands, rest };
      const start = at + head[0].length;
      command.push(rest.slice(start, start + Number(head[1])));
      at = start + Number(head[1]) + LINE_END.length;
    }
    if (at > rest.length) return { commands, rest };
    commands.push(command);
    rest = rest.slice(at);
  }
}

/** Whatever the script's text is: add to a key, and say what it has and how long it lives. */
function answer(
  [name = "", , , key = "", points = "", seconds = ""]: readonly string[],
  used: Map<string, number>,
) {
  switch (name.toUpperCase()) {
    case "INFO":
      return `$17${LINE_END}redis_version:7.0${LINE_END}`;
    case "EVAL":
    case "EVALSHA":
      used.set(key, (used.get(key) ?? 0) + Number(points));
      return `*2${LINE_END}:${used.get(key)}${LINE_END}:${Number(seconds) * MS_PER_SECOND}${LINE_END}`;
    default:
      return `+OK${LINE_END}`;
  }
}
