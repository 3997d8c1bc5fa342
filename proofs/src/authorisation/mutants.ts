// Every token mutant at the gateway and at each service by itself, where a token is needed and where none is: 401, and not a word of it in a log.
import { anyone, route } from "@souk/http";
import type { FastifyInstance } from "fastify";
import { type Findings, Notes } from "./findings.ts";
import type { Mutant } from "./mutant.ts";
import { nameOf, send, type Target } from "./request.ts";
import type { Stage } from "./stage.ts";
import { tokenMutants } from "./token-mutants.ts";

const UNAUTHENTICATED = 401;
/** Shorter pieces are words like "none". */
const TELLING_LENGTH_MIN = 20;
const codes: ReadonlySet<string> = new Set(["token_invalid", "token_expired"]);

type Door = { readonly name: string; readonly app: FastifyInstance; readonly target: Target };

export async function proveMutants(stage: Stage): Promise<Findings> {
  const notes = new Notes();
  const mutants = tokenMutants(stage.forge);
  const doors = doorsOf(stage);
  for (const door of doors) {
    await tryGoodToken(stage, door, notes);
    for (const mutant of mutants) {
      const { status, code, contentType, challenge } = await send(
        { ...door.target, app: door.app },
        { authorization: `Bearer ${mutant.send}` },
      );
      const isRefused = status === UNAUTHENTICATED && codes.has(code) && challenge.startsWith("Bearer");
      notes.check(
        isRefused && contentType.includes("problem+json"),
        () => `${door.name}, ${mutant.name}: ${status} ${code}`,
      );
    }
  }
  const logged = loggedPieces(stage.logText(), mutants);
  for (const name of logged) notes.fault(`a piece of the token "${name}" is in the log`);
  return notes.findings("token mutants", [
    `${mutants.length} mutants at ${doors.length} doors, ${notes.cases} calls; nothing of them in ${stage.logText().length} characters of log`,
  ]);
}

/** The gateway's own, which no service declares. */
const keysRoute = route(
  "GET /.well-known/jwks.json",
  { summary: "The public keys", access: anyone(), ownership: "none", absolute: true },
  () => undefined,
);

/** For each service a route that needs no token, one that does and one that writes, there and behind the gateway. */
function doorsOf({ targets, gateway, serviceNames }: Stage): readonly Door[] {
  const keys = { service: "gateway", app: gateway, route: keysRoute };
  const ofServices = serviceNames.flatMap((service) => {
    const own = targets.filter((target) => target.service === service);
    const open = own.find(({ route }) => route.options.access.kind === "anyone");
    const guarded = own.find(({ route }) => route.options.access.kind === "staff");
    const write = own.find(({ route }) => route.method !== "GET" && route.options.access.kind !== "machine");
    return [open, guarded, write].flatMap((target) =>
      target === undefined
        ? []
        : [
            { name: `${service}: ${nameOf(target.route)}`, app: target.app, target },
            { name: `gateway: ${nameOf(target.route)}`, app: gateway, target },
          ],
    );
  });
  return [...ofServices, { name: `gateway: ${nameOf(keysRoute)}`, app: gateway, target: keys }];
}

/** Without this a door that refuses everything would look safe. */
async function tryGoodToken({ forge }: Stage, { name, app, target }: Door, notes: Notes): Promise<void> {
  const answer = await send({ ...target, app }, { authorization: `Bearer ${forge.token()}` });
  notes.check(!codes.has(answer.code), () => `${name} refuses a token that is good: ${answer.code}`);
}

function loggedPieces(log: string, mutants: readonly Mutant[]): readonly string[] {
  const isLogged = ({ send: text }: Mutant): boolean =>
    text.split(".").some((piece) => piece.length >= TELLING_LENGTH_MIN && log.includes(piece));
  return mutants.filter(isLogged).map(({ name }) => name);
}
