// Puts the stand-in for Stripe together and starts it: API, pages, webhooks, and the witness of what it moved.
import { timingSafeEqual } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import Fastify, { type FastifyInstance, type FastifyReply } from "fastify";
import { ZodError } from "zod";
import { ApiError } from "./api-error.ts";
import type { PageAddresses } from "./commands/create-intent.ts";
import { addApiRoutes } from "./routes/api-routes.ts";
import { addControlRoutes } from "./routes/control-routes.ts";
import { addPageRoutes } from "./routes/page-routes.ts";
import { Account } from "./state/account.ts";
import { Courier } from "./webhooks/courier.ts";

/** The version of the API whose documents this program follows. */
const API_VERSION = "2026-10-28.endive";
const BAD_REQUEST = 400;
const UNAUTHORISED = 401;
const SERVER_ERROR = 500;

/** How the stand-in is started. */
export type SandboxStripeOptions = {
  /** The folder of its witness, `movements.jsonl`; made when it is missing. */
  readonly dataDirectory: string;
  readonly secretKey: string;
  readonly publishableKey: string;
  /** Several, parted by commas, sign side by side while a secret is exchanged. */
  readonly webhookSecret: string;
  /** Where webhooks go; undefined: events are only kept. */
  readonly webhookUrl: string | undefined;
  readonly host?: string;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly now?: () => Date;
  readonly log?: (line: string) => void;
  /** Euros for one unit of a currency that the account is not kept in. */
  readonly exchangeRates?: Readonly<Record<string, number>>;
};

export type SandboxStripe = {
  readonly url: string;
  /** Everything it knows, to look at and to change. */
  readonly account: Account;
  /** For a shop whose address is known later than this one's. */
  sendWebhooksTo(webhookUrl: string): void;
  close(): Promise<void>;
};

/** Starts it. The objects live as long as the program; the witness stays. */
export async function startSandboxStripe(options: SandboxStripeOptions): Promise<SandboxStripe> {
  const { dataDirectory, now = () => new Date(), log = () => undefined, exchangeRates = {} } = options;
  await mkdir(dataDirectory, { recursive: true });
  const logFile = join(dataDirectory, "movements.jsonl");
  appendFileSync(logFile, "");
  const account = new Account({ apiVersion: API_VERSION, logFile, now, exchangeRates });
  const secrets = options.webhookSecret.split(",").map((secret) => secret.trim());
  const courier = new Courier({ account, webhookUrl: options.webhookUrl, secrets, log });
  let url = "";
  const pages: PageAddresses = { challengeUrl: (id) => `${url}/challenge/${id}` };
  const app = Fastify({ forceCloseConnections: true });
  acceptForms(app);
  app.setErrorHandler((error, _request, reply) => sendError(reply, error, log));
  await app.register(async (api) => {
    requireKey(api, options.secretKey);
    addApiRoutes(api, { account, pages });
    addControlRoutes(api, { account, courier, logFile });
  });
  addPageRoutes(app, { account, pages, publishableKey: options.publishableKey });
  url = await app.listen({ host: options.host ?? "127.0.0.1", port: options.port ?? 0 });
  return {
    url,
    account,
    sendWebhooksTo: (webhookUrl) => courier.sendTo(webhookUrl),
    close: async () => {
      courier.close();
      await app.close();
    },
  };
}

/** Left as text: what a key was used with is compared letter by letter. */
function acceptForms(app: FastifyInstance): void {
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string" },
    (_request, body, done) => {
      done(null, body);
    },
  );
}

function requireKey(api: FastifyInstance, secretKey: string): void {
  const expected = Buffer.from(`Bearer ${secretKey}`);
  api.addHook("onRequest", async (request, reply) => {
    const given = Buffer.from(request.headers.authorization ?? "");
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      throw new ApiError(UNAUTHORISED, {
        type: "invalid_request_error",
        message: "Invalid API Key provided.",
      });
    const version = request.headers["stripe-version"];
    if (version !== undefined && version !== API_VERSION)
      throw new ApiError(BAD_REQUEST, {
        type: "invalid_request_error",
        message: "Invalid Stripe API version.",
      });
    reply.headers({ "stripe-version": API_VERSION, "request-id": `req_${request.id}` });
  });
}

function sendError(reply: FastifyReply, error: unknown, log: (line: string) => void): FastifyReply {
  if (error instanceof ApiError) return reply.code(error.status).send({ error: error.facts });
  if (error instanceof ZodError)
    return reply.code(BAD_REQUEST).send({ error: { type: "invalid_request_error", message: error.message } });
  log(`A request failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return reply
    .code(SERVER_ERROR)
    .send({ error: { type: "api_error", message: "Something went wrong here." } });
}
