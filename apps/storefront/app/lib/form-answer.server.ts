// How a form that was not accepted is answered: as data to the page that is open, or, without JavaScript, as a page with the fitting status.
import { data } from "react-router";
import { isDataRequest } from "./data-request.server.ts";

/** A data answer is always 200: it arrived and was understood, and browsers report anything else as an error in their console. */
export function formAnswer<Outcome>(request: Request, outcome: Outcome, status: number) {
  return data(outcome, { status: isDataRequest(request) ? 200 : status });
}
