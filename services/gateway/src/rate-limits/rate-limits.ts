// Decides for each request whether its sender has something left. Where everything is known already it takes no promise.
import { isRefusal, type Refusal } from "@souk/errors";
import { callerFromClaims, type Claims, type TokenVerifier } from "@souk/http";
import type { Telemetry } from "@souk/telemetry";
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from "fastify";
import { describeCharges, refusalOf, type Charged } from "./answers.ts";
import { addressKey, isLocal, type ClientAddress } from "./client-address.ts";
import { isOver, type Counter, type Tally } from "./policy.ts";
import type { Rule } from "./rules.ts";

const BEARER = /^bearer +(\S+)$/i;
/** On top of what the route costs: checking a token that proves nobody is dear, and is how tokens are guessed. */
const BAD_TOKEN_COST = 10;
const FAILURE_STATUS = 400;
const OVER_LIMIT_STATUS = 429;
const SERVER_FAILURE_STATUS = 500;
const UNDECIDED_STATUS = 202;

/** One for each policy. Whoever proved who they are is counted twice, as an address and as themselves. */
export type Counters = {
  readonly address: Counter;
  /** In place of `address` and `webhooks` for this machine itself. */
  readonly local: Counter;
  readonly user: Counter;
  readonly apiKey: Counter;
  /** Whatever can be guessed, by address and by who is signed in; what was right is given back. */
  readonly signIn: Counter;
  /** Programs with a proof of their own, by address. */
  readonly webhooks: Counter;
};

export type RateLimitsOptions = {
  readonly counters: Counters;
  readonly verifier: TokenVerifier;
  readonly addressOf: ClientAddress;
  readonly metrics: Telemetry["metrics"];
};

/** Puts the limit before everything else that happens on the routes that are added to the scope from now on. */
export type LimitScope = (scope: FastifyInstance, ruleOf: (method: string, url: string) => Rule) => void;

type Charge = { readonly counter: Counter; readonly key: string; readonly cost: number };
type Visit = {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly rule: Rule;
  readonly charged: Charged[];
};
type Outcome = Refusal | undefined;
type Counted = ReturnType<Telemetry["metrics"]["counter"]>;

export function createRateLimits(options: RateLimitsOptions): LimitScope {
  const limits = new RateLimits(options);
  return (scope, ruleOf) => {
    scope.addHook("onRoute", (route) => {
      const rule = ruleOf(String(route.method), route.url);
      if (rule.cost > 0) route.onRequest = [hookOf(limits, rule), ...[route.onRequest ?? []].flat()];
      if (rule.guesses === "none") return;
      route.onResponse = [
        (request, reply, done) => {
          if (rule.guesses === "at_once") limits.giveBackGuess(request, reply.statusCode);
          else limits.countGuess(request, reply.statusCode);
          done();
        },
        ...[route.onResponse ?? []].flat(),
      ];
    });
  };
}

function hookOf(limits: RateLimits, rule: Rule): onRequestHookHandler {
  return (request, reply, done) => {
    const outcome = limits.admit({ request, reply, rule, charged: [] });
    // oxlint-disable-next-line promise/no-callback-in-promise -- a hook without a promise, where none is needed, takes a callback
    if (outcome instanceof Promise) outcome.then(done, done);
    else done(outcome);
  };
}

class RateLimits {
  readonly #options: RateLimitsOptions;
  readonly #refusals: Counted;

  constructor(options: RateLimitsOptions) {
    this.#options = options;
    this.#refusals = options.metrics.counter("gateway_rate_limited_total", "Requests over a rate limit", [
      "policy",
    ]);
  }

  /** A refusal, or nothing where there is something left. */
  admit(visit: Visit): Outcome | Promise<Outcome> {
    const { counters, verifier, addressOf } = this.#options;
    const { request, rule } = visit;
    const token = rule.isMachine ? undefined : BEARER.exec(request.headers.authorization ?? "")?.[1];
    const claims = token === undefined ? undefined : verifier.recall(token);
    const key = addressKey(addressOf(request));
    if (token !== undefined && claims === undefined) return this.#admitStranger(visit, token, key);
    const charges = addressCharges(counters, rule, key);
    if (claims !== undefined) charges.push(...principalCharges(counters, rule, claims));
    return this.#settle(visit, charges);
  }

  /** Who knew the secret was not guessing. A 202 does not say whether anything was right. */
  giveBackGuess(request: FastifyRequest, status: number): void {
    if (status >= FAILURE_STATUS || status === UNDECIDED_STATUS) return;
    for (const key of this.#guessersOf(request)) this.#options.counters.signIn.giveBack(key, 1);
  }

  /** Where only a refusal tells that something was guessed. What was over the limit already, or failed through no fault of the sender, is none. */
  countGuess(request: FastifyRequest, status: number): void {
    if (status < FAILURE_STATUS || status >= SERVER_FAILURE_STATUS || status === OVER_LIMIT_STATUS) return;
    for (const key of this.#guessersOf(request)) void this.#options.counters.signIn.charge(key, 1);
  }

  /** Guesses count for the address, and for who is signed in there. */
  #guessersOf(request: FastifyRequest): readonly string[] {
    const { verifier, addressOf } = this.#options;
    const token = BEARER.exec(request.headers.authorization ?? "")?.[1];
    const claims = token === undefined ? undefined : verifier.recall(token);
    const person = claims === undefined ? [] : [callerFromClaims(claims).userId];
    return [addressKey(addressOf(request)), ...person];
  }

  /** Somebody whose token is not known yet is an address until it was found good. */
  async #admitStranger(visit: Visit, token: string, key: string): Promise<Outcome> {
    const { counters } = this.#options;
    const refusal = await this.#settle(visit, addressCharges(counters, visit.rule, key));
    if (refusal !== undefined) return refusal;
    const claims = await this.#verify(token, key);
    return claims && this.#settle(visit, principalCharges(counters, visit.rule, claims));
  }

  /** What is wrong with a token that is not good, the route says. */
  async #verify(token: string, key: string): Promise<Claims | undefined> {
    const { counters, verifier } = this.#options;
    try {
      return await verifier.verify(token);
    } catch (error) {
      if (isRefusal(error) && error.kind === "unauthenticated")
        await addressCounter(counters, key).charge(key, BAD_TOKEN_COST);
      return undefined;
    }
  }

  #settle(visit: Visit, charges: readonly Charge[]): Outcome | Promise<Outcome> {
    const made = charges.map(makeCharge);
    if (made.some((charge) => charge instanceof Promise))
      return Promise.all(made.map(async (charge) => charge)).then((known) => this.#judge(visit, known));
    return this.#judge(visit, made.filter(isKnown));
  }

  #judge({ reply, rule, charged }: Visit, more: readonly Charged[]): Outcome {
    charged.push(...more);
    const violated = charged.filter(({ policy, tally }) => isOver(policy, tally));
    if (rule.tells || violated.length > 0) describeCharges(reply, charged);
    if (violated.length === 0) return undefined;
    for (const { policy } of violated) this.#refusals.inc({ policy: policy.name });
    return refusalOf(violated);
  }
}

function addressCharges(counters: Counters, { cost, guesses, isMachine }: Rule, key: string): Charge[] {
  const byKind = isMachine ? counters.webhooks : counters.address;
  const charges = [{ counter: isLocal(key) ? counters.local : byKind, key, cost }];
  if (guesses !== "none") charges.push(guessCharge(counters, guesses, key));
  return charges;
}

/** Nothing is taken yet where only refusals count; but whoever has nothing left is not let in to guess. */
function guessCharge({ signIn }: Counters, guesses: Rule["guesses"], key: string): Charge {
  return { counter: signIn, key, cost: guesses === "at_once" ? 1 : 0 };
}

const addressCounter = (counters: Counters, key: string): Counter =>
  isLocal(key) ? counters.local : counters.address;

function principalCharges(counters: Counters, { cost, guesses }: Rule, claims: Claims): Charge[] {
  const { userId, apiKeyId } = callerFromClaims(claims);
  if (apiKeyId !== undefined) return [{ counter: counters.apiKey, key: apiKeyId, cost }];
  const charges = [{ counter: counters.user, key: userId, cost }];
  if (guesses !== "none") charges.push(guessCharge(counters, guesses, userId));
  return charges;
}

function makeCharge({ counter, key, cost }: Charge): Charged | Promise<Charged> {
  const { policy } = counter;
  const tally = counter.charge(key, cost);
  const charged = (known: Tally): Charged => ({ policy, tally: cost === 0 ? withOneMore(known) : known });
  return tally instanceof Promise ? tally.then(charged) : charged(tally);
}

/** A look at a tally asks whether there is room for one more. */
const withOneMore = (tally: Tally): Tally => ({ ...tally, usedPoints: tally.usedPoints + 1 });

function isKnown(charged: Charged | Promise<Charged>): charged is Charged {
  return !(charged instanceof Promise);
}
