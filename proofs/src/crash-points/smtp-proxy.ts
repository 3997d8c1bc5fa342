// Stands between a shop and its mail server; the one effect of SMTP is the end of a mail, and the server's word that it was taken.
import { createConnection, createServer, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { Effect, Gate } from "./gate.ts";
import { addressOf, type Proxy } from "./proxy.ts";

const END_OF_MAIL = "\r\n.\r\n";
const HELD_MS = 2_500;

export type SmtpProxyOptions = {
  readonly gate: Gate;
  readonly target: { readonly host: string; readonly port: number };
};

export function startSmtpProxy({ gate, target }: SmtpProxyOptions): Promise<Proxy> {
  return addressOf(createServer((client) => connect(client, { gate, target })));
}

function connect(client: Socket, { gate, target }: SmtpProxyOptions): void {
  const server = createConnection(target);
  const close = (): void => {
    client.destroy();
    server.destroy();
  };
  for (const socket of [client, server]) socket.on("error", close).on("close", close);
  let tail = "";
  let mail: Effect | undefined;
  client.on("data", (part: Buffer) => {
    tail = `${tail}${part.toString("latin1")}`.slice(-END_OF_MAIL.length);
    if (tail === END_OF_MAIL) mail = gate.begin("smtp: end of a mail");
    if (mail && tail === END_OF_MAIL && gate.before(mail) === "lost") return close();
    server.write(part);
  });
  server.on("data", (part: Buffer) => {
    const verdict = mail ? gate.after(mail) : "pass";
    mail = undefined;
    if (verdict === "pass" || verdict === "failed") return void client.write(part);
    if (verdict !== "held") return close();
    void delay(HELD_MS).then(() => client.write(part));
  });
}
