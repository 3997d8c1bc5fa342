// What a request of each route costs, taken from the routes' own declarations.
import { urlOf, type Route } from "@souk/http";

/** A page costs what rendering it costs; the API calls it makes for its visitor are counted as well. */
const PAGE_COST = 5;

export type Rule = {
  readonly cost: number;
  /** Whether what is sent can be guessed (a password, a code, a mailed token), and when that counts. */
  readonly guesses: "none" | "at_once" | "when_refused";
  /** A program that proves itself otherwise than by a token of ours; counted apart from everybody else. */
  readonly isMachine: boolean;
  /** Whether answers say what is left. People do not read it. */
  readonly tells: boolean;
};

/** As much of a route as its limits depend on. */
export type LimitedRoute = Pick<Route, "method" | "path" | "cost"> & {
  readonly options: Pick<Route["options"], "access" | "absolute" | "guessable">;
};

export const pageRule: Rule = { cost: PAGE_COST, guesses: "none", isMachine: false, tells: false };
/** Addresses and methods that no route has. */
const unknownRule: Rule = { cost: 1, guesses: "none", isMachine: false, tells: true };

export type RuleBook = (method: string, url: string) => Rule;

export function createRuleBook(routes: readonly LimitedRoute[]): RuleBook {
  const rules = new Map<string, Rule>(
    routes.map((route) => [`${route.method} ${urlOf(route)}`, ruleOf(route)]),
  );
  return (method, url) => rules.get(`${method === "HEAD" ? "GET" : method} ${url}`) ?? unknownRule;
}

function ruleOf({ cost, options }: LimitedRoute): Rule {
  return {
    cost,
    guesses: guessesOf(options.guessable),
    isMachine: options.access.kind === "machine",
    tells: true,
  };
}

function guessesOf(guessable: LimitedRoute["options"]["guessable"]): Rule["guesses"] {
  if (guessable === "when_refused") return guessable;
  return guessable === true ? "at_once" : "none";
}
