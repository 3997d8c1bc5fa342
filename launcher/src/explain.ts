// What went wrong, for a person at a terminal: one line where they can act on it, the whole trace where it is a bug.
import { DataInUse, DataVersionMismatch } from "@souk/embedded-postgres";
import { z } from "zod";
import { ConfigInvalid } from "./config.ts";
import { PortTaken } from "./port.ts";

const expected = [ConfigInvalid, PortTaken, DataInUse, DataVersionMismatch];

export function explain(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  if (!(error instanceof Error)) return String(error);
  if (expected.some((kind) => error instanceof kind)) return `${error.message}\nMore: npm run doctor`;
  return error.stack ?? error.message;
}
