// How every call of the API is answered: its key honoured, its answer expanded, its fault shown.
import type { FastifyReply, FastifyRequest } from "fastify";
import { ApiError } from "../api-error.ts";
import { type Form, listOf, parseForm } from "../form.ts";
import type { Account } from "../state/account.ts";
import { expanded } from "./expand.ts";

const OK = 200;
const BAD_REQUEST = 400;
const SERVER_ERROR = 500;
const TOO_MANY = 429;
const KEY_LIFE_MS = 24 * 60 * 60 * 1000;

type Answer = { readonly status: number; readonly body: string };
type Kept = Answer & { readonly fingerprint: string; readonly atMs: number };
/** What a call sends: its body, or its query where it only reads. */
export type Call = { readonly form: Form; readonly id: string };

export class Answers {
  readonly #account: Account;
  readonly #kept = new Map<string, Kept>();

  constructor(account: Account) {
    this.#account = account;
  }

  /** Runs a call whose work takes no time, so that two with one key never meet. */
  async answer(request: FastifyRequest, reply: FastifyReply, run: (call: Call) => unknown): Promise<unknown> {
    const { switches } = this.#account;
    if (switches.spend("offline")) return hangUp(reply);
    if (switches.spend("rateLimited")) return send(reply, failure(TOO_MANY, "rate_limit"));
    if (switches.spend("errorBefore")) return send(reply, failure(SERVER_ERROR));
    const isChange = request.method === "POST";
    const key = isChange ? request.headers["idempotency-key"] : undefined;
    const fingerprint = `${request.url}\n${typeof request.body === "string" ? request.body : ""}`;
    const earlier = typeof key === "string" ? this.#remembered(key) : undefined;
    if (earlier) return send(reply.header("idempotent-replayed", "true"), replayed(earlier, fingerprint));
    const answer = this.#run(callOf(request), run);
    const isDone = isChange && answer.status === OK;
    const isHidden = isDone && switches.spend("errorAfterSuccess");
    const told = isHidden ? failure(SERVER_ERROR) : answer;
    // A call that was refused for its form or for the state of things leaves its key free.
    if (typeof key === "string" && told.status !== BAD_REQUEST) this.#keep(key, { ...told, fingerprint });
    if (isDone && switches.spend("successThenTimeout")) return saysNothing(reply);
    return send(reply, told);
  }

  #keep(key: string, answer: Omit<Kept, "atMs">): void {
    this.#kept.set(key, { ...answer, atMs: this.#account.now().getTime() });
  }

  #remembered(key: string): Kept | undefined {
    const kept = this.#kept.get(key);
    return kept && this.#account.now().getTime() - kept.atMs < KEY_LIFE_MS ? kept : undefined;
  }

  #run(call: Call, run: (call: Call) => unknown): Answer {
    try {
      const body = expanded(this.#account, run(call), listOf(call.form["expand"]));
      return { status: OK, body: JSON.stringify(body) };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { status, facts } = error;
      return { status, body: JSON.stringify({ error: facts }) };
    }
  }
}

function callOf(request: FastifyRequest): Call {
  const text = typeof request.body === "string" ? request.body : (request.url.split("?")[1] ?? "");
  const { params } = request;
  const id = typeof params === "object" && params !== null && "id" in params ? String(params.id) : "";
  return { form: parseForm(text), id };
}

function replayed(kept: Kept, fingerprint: string): Answer {
  if (kept.fingerprint === fingerprint) return kept;
  const message =
    "Keys for idempotent requests can only be used with the same parameters they were first used with.";
  return { status: BAD_REQUEST, body: JSON.stringify({ error: { type: "idempotency_error", message } }) };
}

function failure(status: number, code?: string): Answer {
  const error = { type: "api_error", message: "Something went wrong on our end.", ...(code && { code }) };
  return { status, body: JSON.stringify({ error }) };
}

function send(reply: FastifyReply, { status, body }: Answer): FastifyReply {
  return reply.code(status).type("application/json").send(body);
}

function hangUp(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.socket?.destroy();
  return reply;
}

/** The caller learns nothing, whatever was done; its own patience ends the call. */
function saysNothing(reply: FastifyReply): FastifyReply {
  return reply.hijack();
}
