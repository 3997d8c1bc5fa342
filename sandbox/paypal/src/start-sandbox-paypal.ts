// Puts the stand-in for PayPal together and starts it: books, webhooks, API, approval page.
import { randomBytes } from "node:crypto";
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from "fastify";
import type { Deps } from "./deps.ts";
import { notFound, PayPalRefusal, refusal, refusalBody } from "./domain/refusal.ts";
import { type Access, addTokenRoute, createAccess, type Credentials } from "./routes/access.ts";
import { addControlRoutes } from "./routes/control-routes.ts";
import { addDisputeRoutes } from "./routes/dispute-routes.ts";
import { addOrderRoutes } from "./routes/order-routes.ts";
import { addPageRoutes } from "./routes/page-routes.ts";
import { addPaymentRoutes } from "./routes/payment-routes.ts";
import { addReportRoutes } from "./routes/report-routes.ts";
import { Store } from "./store/store.ts";
import { createViews } from "./views.ts";
import { createCourier } from "./webhooks/courier.ts";
import { openSigner, type Signer } from "./webhooks/signer.ts";

/** How the stand-in is started. */
export type SandboxPayPalOptions = Credentials & {
  /** The folder of its books and keys; made when it is missing. One process at a time. */
  readonly dataDirectory: string;
  /** What PayPal would call the shop's webhook; every message is signed for it. */
  readonly webhookId: string;
  /** Where webhooks go; undefined: events are only recorded. */
  readonly webhookUrl: string | undefined;
  readonly host?: string;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly now?: () => Date;
  readonly log?: (line: string) => void;
};

/** A running stand-in. */
export type SandboxPayPal = {
  readonly url: string;
  /** PEM text of the authority behind the webhooks' signatures. */
  readonly webhookAuthority: string;
  /** The headers that a genuine webhook with this body would carry. */
  headersFor(rawBody: string): Record<string, string>;
  /** From now on webhooks go there: a shop whose address is known only once it runs. */
  sendWebhooksTo(address: string): void;
  close(): Promise<void>;
};

const ID_LENGTH = 17;
const ID_LETTERS = "0123456789ABCDEFGHJKLMNPQRSTUVWX";
const BODY_BYTES_MAX = 262_144;

/** Starts the stand-in; what it acknowledges is on disk. */
export async function startSandboxPayPal(options: SandboxPayPalOptions): Promise<SandboxPayPal> {
  const { dataDirectory, webhookId, now = () => new Date(), log = () => undefined } = options;
  let url = "";
  let { webhookUrl } = options;
  const store = new Store(dataDirectory);
  const signer = openSigner({ directory: dataDirectory, webhookId, now });
  const headersFor = (rawBody: string): Record<string, string> =>
    signer.headersFor(rawBody, `${url}/v1/notifications/certs/${signer.name}`);
  const courier = createCourier({ store, receiver: () => webhookUrl, sign: headersFor, log });
  const deps: Deps = { store, courier, views: createViews(() => url), now, newId };
  const access = createAccess(deps, options);
  const app = await buildApp(deps, { access, signer, baseUrl: () => url, log });
  url = await app.listen({ host: options.host ?? "127.0.0.1", port: options.port ?? 0 });
  courier.start();
  return {
    url,
    webhookAuthority: signer.authority,
    headersFor,
    sendWebhooksTo(address) {
      webhookUrl = address;
    },
    async close() {
      courier.close();
      await app.close();
      store.close();
    },
  };
}

function newId(): string {
  return [...randomBytes(ID_LENGTH)].map((byte) => ID_LETTERS[byte % ID_LETTERS.length]).join("");
}

type Parts = {
  readonly access: ReturnType<typeof createAccess>;
  readonly signer: Signer;
  readonly baseUrl: () => string;
  readonly log: (line: string) => void;
};

async function buildApp(deps: Deps, { access, signer, baseUrl, log }: Parts): Promise<FastifyInstance> {
  const app = Fastify({ bodyLimit: BODY_BYTES_MAX, forceCloseConnections: true });
  app.setErrorHandler<FastifyError>((error, _request, reply) => sendRefusal(reply, error, log));
  app.setNotFoundHandler(() => {
    throw notFound();
  });
  app.addHook("onSend", async (_request, reply) => {
    reply.headers({ "cache-control": "no-store", "x-content-type-options": "nosniff" });
  });
  app.get("/healthz", () => ({ status: "ok" }));
  await app.register(async (control) => {
    control.addHook("onRequest", async (request) => access.requireClient(request));
    addControlRoutes(control, deps);
  });
  await app.register(async (outside) => {
    addFaults(outside, deps);
    outside.get("/v1/notifications/certs/:name", (request, reply) =>
      sendCertificate(reply, request.params, signer),
    );
    await addPageRoutes(outside, deps);
    addTokenRoute(outside, deps, access);
    await outside.register(async (api) => addApi(api, { deps, access, baseUrl }));
  });
  return app;
}

type Api = { readonly deps: Deps; readonly access: Access; readonly baseUrl: () => string };

function addApi(api: FastifyInstance, { deps, access, baseUrl }: Api): void {
  api.addHook("onRequest", async (request) => access.requireToken(request));
  // `POST …/void` has nothing to say; a client library may call that nothing JSON.
  const parseJson = api.getDefaultJsonParser("error", "error");
  api.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    if (body === "") done(null, undefined);
    else void parseJson(request, String(body), done);
  });
  addOrderRoutes(api, deps);
  addPaymentRoutes(api, deps);
  addDisputeRoutes(api, deps, baseUrl);
  addReportRoutes(api, deps);
}

function addFaults(scope: FastifyInstance, { store }: Deps): void {
  scope.addHook("onRequest", async (request, reply) => {
    if (store.spend("offline")) {
      reply.hijack();
      request.raw.socket.destroy();
      return;
    }
    if (store.spend("rateLimit")) throw refusal(429, "RATE_LIMIT_REACHED");
    const { latencyMs } = store.switches;
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
  });
}

function sendCertificate(reply: FastifyReply, params: unknown, { name, chain }: Signer): FastifyReply {
  const isKnown = typeof params === "object" && params !== null && "name" in params && params.name === name;
  if (!isKnown) throw notFound();
  return reply.type("application/x-pem-file").send(chain);
}

function sendRefusal(reply: FastifyReply, error: FastifyError, log: (line: string) => void): FastifyReply {
  if (error instanceof PayPalRefusal) return reply.code(error.status).send(refusalBody(error));
  const status = error.statusCode ?? 500;
  if (status >= 500) log(`A request failed: ${error.stack ?? error.message}`);
  return reply
    .code(status)
    .send(refusalBody(refusal(status, status < 500 ? "INVALID_REQUEST" : "INTERNAL_SERVICE_ERROR")));
}
