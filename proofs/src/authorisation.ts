// Who gets in where: every route of every service with every kind of caller, what is somebody's own with everybody else, tokens that are none,
// and fields that nobody may set. What must come of it follows from the routes' own declarations.
import { proveMassAssignment } from "./authorisation/mass-assignment.ts";
import { proveMatrix } from "./authorisation/matrix.ts";
import { proveMutants } from "./authorisation/mutants.ts";
import { proveOwnership } from "./authorisation/ownership.ts";
import { gatherPeople } from "./authorisation/people.ts";
import { openStage } from "./authorisation/stage.ts";
import type { Result, Say } from "./proof.ts";

export type AuthorisationOptions = { readonly say: Say };

/** Needs a PostgreSQL server for tests (`setup` of @souk/testing). */
export async function proveAuthorisation({ say }: AuthorisationOptions): Promise<Result> {
  const stage = await openStage();
  try {
    const people = await gatherPeople(stage);
    const parts = [
      await proveMatrix(stage, people),
      await proveOwnership(stage, people),
      await proveMassAssignment(stage, people),
      await proveMutants(stage),
    ];
    const figures = parts.flatMap((part) => part.figures);
    for (const figure of figures) say(figure);
    return {
      name: "authorisation",
      cases: parts.reduce((added, { cases }) => added + cases, 0),
      figures,
      faults: parts.flatMap(({ faults }) => faults),
    };
  } finally {
    await stage.close();
  }
}
