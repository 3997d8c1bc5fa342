// A log destination that keeps its lines for a test to look at.
import type { DestinationStream } from "pino";

export type LogLine = Record<string, unknown>;

export function createLines(): { readonly destination: DestinationStream; readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  return { lines, destination: { write: (line) => void lines.push(JSON.parse(line)) } };
}
