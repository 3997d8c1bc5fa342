// Puts the payment provider together and starts it: ledger, courier of webhooks, API, hosted pages.
import { createHash, randomUUID, timingSafeEqual } from "node:crypto";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { problemBody } from "./commands/execute-once.ts";
import type { Deps } from "./deps.ts";
import { isSwitchedOn, switchesOf } from "./domain/switches.ts";
import { ApiProblem, notFound, sendProblem } from "./routes/api-problem.ts";
import { addBookRoutes } from "./routes/book-routes.ts";
import { addControlRoutes } from "./routes/control-routes.ts";
import { addPageRoutes } from "./routes/page-routes.ts";
import { addPaymentRoutes } from "./routes/payment-routes.ts";
import { CreatePaymentBody } from "./routes/schemas.ts";
import { Ledger } from "./store/ledger.ts";
import { Courier } from "./webhooks/courier.ts";
import { createSender } from "./webhooks/sender.ts";

/** How the sandbox provider is started. */
export type SandboxPaymentsOptions = {
  /** The folder of its ledger; made when it is missing. One process at a time. */
  readonly dataDirectory: string;
  readonly host?: string;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** Where webhooks go; undefined: events are only recorded. */
  readonly webhookUrl: string | undefined;
  /** Several secrets, parted by commas, sign side by side while a secret is exchanged. */
  readonly webhookSecret: string;
  readonly apiKey: string;
  readonly now?: () => Date;
  readonly log?: (line: string) => void;
  /** Where shoppers reach the hosted pages; by default the address listened on. */
  readonly baseUrl?: string;
};

const bodyLimitBytes = 65_536;

/** Starts the provider; what it acknowledges is on disk. */
export async function startSandboxPayments(
  options: SandboxPaymentsOptions,
): Promise<{ url: string; close(): Promise<void> }> {
  const { webhookUrl, webhookSecret, now = () => new Date(), log = () => undefined } = options;
  const ledger = await Ledger.open(options.dataDirectory, log);
  const closing = new AbortController();
  const secrets = webhookSecret.split(",").map((secret) => secret.trim());
  const send =
    webhookUrl === undefined
      ? undefined
      : createSender({ url: webhookUrl, secrets, now, closing: closing.signal });
  const courier = new Courier({ ledger, send, now, log });
  let listening = "";
  const newId = (): string => randomUUID().replaceAll("-", "");
  const app = await buildApp(
    { ledger, courier, now, newId, log, baseUrl: () => options.baseUrl ?? listening },
    options.apiKey,
  );
  try {
    listening = await app.listen({ host: options.host ?? "127.0.0.1", port: options.port ?? 0 });
  } catch (error) {
    await ledger.close();
    throw error;
  }
  courier.start();
  return {
    url: listening,
    close: async () => {
      courier.close();
      closing.abort();
      await app.close();
      await ledger.close();
    },
  };
}

async function buildApp(deps: Deps, apiKey: string): Promise<FastifyInstance> {
  const app = Fastify({ bodyLimit: bodyLimitBytes, forceCloseConnections: true });
  app.setErrorHandler((error, _request, reply) => sendProblem(reply, error, deps.log));
  app.setNotFoundHandler(() => {
    throw notFound("address");
  });
  app.addHook("onSend", (_request, reply, payload) => sendOnceDurable(deps, reply, payload));
  app.get("/healthz", () => ({ status: "ok" }));
  await app.register(async (api) => {
    acceptEmptyBodies(api);
    requireKey(api, apiKey);
    addControlRoutes(api, deps);
    await api.register(async (shop) => {
      addFaultHooks(shop, deps);
      addPaymentRoutes(shop, deps);
      addBookRoutes(shop, deps);
    });
  });
  await app.register(async (pages) => {
    addFaultHooks(pages, deps);
    await addPageRoutes(pages, deps);
  });
  return app;
}

// Nobody is told of anything, not even by a read, before it is on disk. A disk that fails was reported by the ledger.
async function sendOnceDurable(deps: Deps, reply: FastifyReply, payload: unknown): Promise<unknown> {
  reply.headers({
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  });
  const isDurable = await deps.ledger.durable().then(
    () => true,
    () => false,
  );
  if (isDurable) return payload;
  reply.code(500).type("application/json").removeHeader("location");
  return problemBody({ code: "internal_error", message: "Something went wrong here; ask again." });
}

// `POST /void` has nothing to say; a client library may call that nothing JSON.
function acceptEmptyBodies(api: FastifyInstance): void {
  const parseJson = api.getDefaultJsonParser("error", "error");
  api.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    if (body === "") done(null, undefined);
    else void parseJson(request, String(body), done);
  });
}

function requireKey(api: FastifyInstance, apiKey: string): void {
  const expected = digest(`Bearer ${apiKey}`);
  api.addHook("onRequest", async (request) => {
    if (timingSafeEqual(digest(request.headers.authorization ?? ""), expected)) return;
    throw new ApiProblem(401, "unauthorized", {
      message: "Send the API key as «Authorization: Bearer <key>».",
    });
  });
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function addFaultHooks(scope: FastifyInstance, deps: Deps): void {
  const { ledger } = deps;
  scope.addHook("onRequest", async (request: FastifyRequest, reply: FastifyReply) => {
    if (!isSwitchedOn(ledger.switches.offline)) return;
    ledger.spendSwitch("offline");
    reply.hijack();
    request.raw.socket.destroy();
    if (!isSwitchedOn(ledger.switches.offline)) deps.courier.resume();
  });
  scope.addHook("preHandler", async (request: FastifyRequest) => {
    const created = CreatePaymentBody.safeParse(request.body);
    const own = created.success ? switchesOf(created.data.metadata).latencyMs : 0;
    const delayMs = Math.max(own, ledger.switches.latencyMs);
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
  });
}
