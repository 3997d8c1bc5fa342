// Stands between a shop and PostgreSQL and shows the gate every round trip: all that is sent up to one Sync, and its whole answer.
import { createConnection, createServer, type Server, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { Effect, Gate } from "./gate.ts";
import { addressOf, type Proxy } from "./proxy.ts";
import { databaseOf, type Message, MessageReader, rowsOf, StatementTexts } from "./postgres-messages.ts";
import { isAsking, isHousekeeping, isTelling, labelOf, type Ran } from "./statements.ts";

/** Longer than the shoppers of this proof wait (crash-points/stage.ts). */
const HELD_MS = 2_500;

export type PostgresProxyOptions = {
  readonly gate: Gate;
  /** Where the server listens: a folder with its socket, or a host. */
  readonly target: { readonly host: string; readonly port: number };
};

export async function startPostgresProxy({ gate, target }: PostgresProxyOptions): Promise<Proxy> {
  const server: Server = createServer((client) => new ProxiedConnection(client, { gate, target }));
  return addressOf(server);
}

/** What was sent and not answered yet. */
type RoundTrip = { readonly ran: Ran; readonly isOurs: boolean; readonly effect: Effect | undefined };

class ProxiedConnection {
  readonly #gate: Gate;
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #texts = new StatementTexts();
  readonly #underway: RoundTrip[] = [];
  #database = "";
  #isInFlow = false;
  #sent: Message[] = [];
  #answer: Message[] = [];

  constructor(client: Socket, { gate, target }: PostgresProxyOptions) {
    this.#gate = gate;
    this.#client = client;
    this.#server = target.host.startsWith("/")
      ? createConnection(`${target.host}/.s.PGSQL.${target.port}`)
      : createConnection(target);
    const fromClient = new MessageReader({ isClient: true });
    const fromServer = new MessageReader({ isClient: false });
    client.on("data", (part) => fromClient.read(part).forEach((message) => this.#fromClient(message)));
    this.#server.on("data", (part) => fromServer.read(part).forEach((message) => this.#fromServer(message)));
    for (const socket of [client, this.#server]) {
      socket.setNoDelay(true);
      socket.on("error", () => this.#break());
      socket.on("close", () => this.#break());
    }
  }

  #fromClient(message: Message): void {
    if (message.type === "startup") this.#database = databaseOf(message);
    if (!["P", "B", "D", "E", "C", "S", "Q", "H"].includes(message.type)) {
      this.#server.write(message.bytes);
      return;
    }
    this.#sent.push(message);
    if (message.type === "S" || message.type === "Q") this.#send();
  }

  #send(): void {
    const ran = {
      database: this.#database,
      texts: this.#sent.flatMap((message) => this.#texts.runBy(message) ?? []),
    };
    const isOurs = this.#isOfFlow(ran);
    const effect = isOurs && !isAsking(ran) ? this.#gate.begin(labelOf(ran)) : undefined;
    if (effect && this.#gate.before(effect) === "lost") return this.#break();
    this.#underway.push({ ran, isOurs, effect });
    this.#server.write(Buffer.concat(this.#sent.map(({ bytes }) => bytes)));
    this.#sent = [];
  }

  /** A transaction belongs to what it began with; the COMMIT alone says nothing. */
  #isOfFlow(ran: Ran): boolean {
    const [first = ""] = ran.texts;
    if (/^(commit|rollback)\b/.test(first)) return this.#isInFlow;
    this.#isInFlow = !isHousekeeping(ran);
    return this.#isInFlow;
  }

  #fromServer(message: Message): void {
    if (this.#underway.length === 0 || message.type === "A") {
      this.#client.write(message.bytes);
      return;
    }
    this.#answer.push(message);
    if (message.type !== "Z") return;
    const answer = this.#answer;
    const roundTrip = this.#underway.shift();
    this.#answer = [];
    void this.#answered(answer, roundTrip);
  }

  async #answered(answer: readonly Message[], roundTrip: RoundTrip | undefined): Promise<void> {
    const effect = roundTrip?.effect ?? this.#foundBy(answer, roundTrip);
    const verdict = effect ? this.#gate.after(effect) : "pass";
    if (verdict === "dropped" || verdict === "dead" || verdict === "lost") return this.#break();
    if (verdict === "held") await delay(HELD_MS);
    this.#client.write(Buffer.concat(answer.map(({ bytes }) => bytes)));
  }

  /** Whoever only asks has no effect until something is found. */
  #foundBy(answer: readonly Message[], roundTrip: RoundTrip | undefined): Effect | undefined {
    if (!roundTrip?.isOurs) return undefined;
    const rows = answer.map(rowsOf).filter((count) => count !== undefined);
    const hasFound = roundTrip.ran.texts.some((text, index) => isTelling(text) && (rows[index] ?? 0) > 0);
    return hasFound ? this.#gate.begin(labelOf(roundTrip.ran)) : undefined;
  }

  #break(): void {
    this.#client.destroy();
    this.#server.destroy();
  }
}
