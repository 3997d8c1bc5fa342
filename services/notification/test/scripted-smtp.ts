// A mail server that does what a test wants at one point of the conversation, and remembers what it took.
import { createServer, type Socket } from "node:net";

export type Stage = "greeting" | "MAIL" | "RCPT" | "DATA" | "message";
/** Text is answered; `drop` ends the connection; `silence` says nothing more; `trickle` begins an answer that never ends. */
export type Behaviour = string;
export type ScriptedSmtp = {
  readonly url: string;
  /** Sources of the mails that were answered with 250. */
  readonly taken: string[];
  /** How often a whole mail arrived, whatever came after it. */
  readonly arrived: () => number;
  /** Every line that was not part of a mail. */
  readonly commands: string[];
  behave(stage: Stage, behaviour: Behaviour | undefined): void;
  /** Ends what connections there are; the client has to greet again. */
  hangUp(): void;
  /** Refuses connections until `open`. */
  shut(): Promise<void>;
  open(): Promise<void>;
  close(): Promise<void>;
};

const answers: Record<Stage, string> = {
  greeting: "220 ready",
  MAIL: "250 ok",
  RCPT: "250 ok",
  DATA: "354 go on",
  message: "250 taken",
};

const TRICKLE_MS = 10;

function trickle(socket: Socket): void {
  const timer = setInterval(() => socket.write("250-and so on\r\n"), TRICKLE_MS);
  socket.on("close", () => clearInterval(timer));
}

export async function startScriptedSmtp(): Promise<ScriptedSmtp> {
  const behaviours = new Map<Stage, Behaviour>();
  const taken: string[] = [];
  const sockets = new Set<Socket>();
  let arrived = 0;
  const commands: string[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => undefined);
    const say = (stage: Stage): boolean => {
      const behaviour = behaviours.get(stage) ?? answers[stage];
      if (behaviour === "drop") socket.destroy();
      else if (behaviour === "trickle") trickle(socket);
      else if (behaviour !== "silence") socket.write(`${behaviour}\r\n`);
      return behaviour.startsWith("2") || behaviour.startsWith("3");
    };
    let buffer = "";
    let isMessage = false;
    const takeMessage = (): boolean => {
      const end = buffer.indexOf("\r\n.\r\n");
      if (end < 0) return false;
      const source = buffer.slice(0, end);
      buffer = buffer.slice(end + 5);
      isMessage = false;
      arrived += 1;
      if (say("message")) taken.push(source);
      return true;
    };
    const takeCommand = (): boolean => {
      const end = buffer.indexOf("\r\n");
      if (end < 0) return false;
      commands.push(buffer.slice(0, end));
      const verb = buffer.slice(0, 4).toUpperCase();
      buffer = buffer.slice(end + 2);
      if (verb === "MAIL" || verb === "RCPT" || verb === "DATA") isMessage = say(verb) && verb === "DATA";
      else socket.write(verb === "QUIT" ? "221 bye\r\n" : "250 ok\r\n");
      return true;
    };
    socket.on("data", (chunk) => {
      buffer += chunk.toString("utf8");
      while (isMessage ? takeMessage() : takeCommand());
    });
    say("greeting");
  });
  const hangUp = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const shut = (): Promise<void> => {
    hangUp();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    arrived: () => arrived,
    commands,
    behave: (stage, behaviour) => {
      if (behaviour === undefined) behaviours.delete(stage);
      else behaviours.set(stage, behaviour);
    },
    hangUp,
    shut,
    open: () => new Promise((resolve) => server.listen(port, "127.0.0.1", resolve)),
    close: shut,
  };
}
