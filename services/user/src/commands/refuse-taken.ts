// An address that somebody else has proven meanwhile. Only who reads that address's mail gets here, so this tells nobody else.
import { Refusal } from "@souk/errors";
import { isTaken } from "../store/unique-violation.ts";

export async function refuseTaken<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw new Refusal("conflict", "email_taken", "There is another account with this e-mail address.");
  }
}
