// W1: what was asked and what was answered, written to a file before anybody acts on it or counts it.
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { z } from "zod";

const line = z.object({
  request: z.string(),
  method: z.string(),
  path: z.string(),
  key: z.string().optional(),
  body: z.unknown().optional(),
  /** Missing while no answer has come; 0 where the connection broke. */
  status: z.int().optional(),
  answer: z.unknown().optional(),
});
export type LogLine = z.infer<typeof line>;

export type WitnessLog = {
  write(entry: LogLine): void;
  /** Reads the file, not a memory of it. */
  read(): readonly LogLine[];
  close(): void;
};

export function openWitnessLog(path: string): WitnessLog {
  const file = openSync(path, "a", 0o600);
  return {
    write: (entry) => void writeSync(file, `${JSON.stringify(entry)}\n`),
    read: () =>
      readFileSync(path, "utf8")
        .split("\n")
        .filter((text) => text !== "")
        .map((text) => line.parse(JSON.parse(text))),
    close: () => closeSync(file),
  };
}
