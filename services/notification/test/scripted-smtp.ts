// A mail server that does what a test wants at one point of the conversation, and remembers what it took.
import { createServer, type Socket } from "node:net";

export type Stage = "greeting" | "MAIL" | "RCPT" | "DATA" | "message";
/** Text is answered; `drop` ends the connection; `silence` says nothing more. */
export type Behaviour = string | "drop" | "silence";
export type ScriptedSmtp = {
  readonly url: string;
  /** Sources of the mails that were answered with 250. */
  readonly taken: string[];
  /** How often a whole mail arrived, whatever came after it. */
  readonly arrived: () => number;
  readonly conversations: () => number;
  behave(stage: Stage, behaviour: Behaviour | undefined): void;
  /** Ends what connections there are; the client has to greet again. */
  hangUp(): void;
  close(): Promise<void>;
};

const answers: Record<Stage, string> = {
  greeting: "220 ready",
  MAIL: "250 ok",
  RCPT: "250 ok",
  DATA: "354 go on",
  message: "250 taken",
};

export async function startScriptedSmtp(): Promise<ScriptedSmtp> {
  const behaviours = new Map<Stage, Behaviour>();
  const taken: string[] = [];
  const sockets = new Set<Socket>();
  let arrived = 0;
  let conversations = 0;
  const server = createServer((socket) => {
    conversations += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => undefined);
    const say = (stage: Stage): boolean => {
      const behaviour = behaviours.get(stage) ?? answers[stage];
      if (behaviour === "drop") socket.destroy();
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
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    arrived: () => arrived,
    conversations: () => conversations,
    behave: (stage, behaviour) => {
      if (behaviour === undefined) behaviours.delete(stage);
      else behaviours.set(stage, behaviour);
    },
    hangUp,
    close: () => {
      hangUp();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
