// What is thrown when no connection can be had. It is no Refusal: whoever handles an event must try again, not give up.

/** The database cannot be reached, or all its connections stayed busy for too long. Nothing was sent. */
export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    super("No connection to the database could be had.", { cause });
    this.name = "DatabaseUnavailable";
  }
}
