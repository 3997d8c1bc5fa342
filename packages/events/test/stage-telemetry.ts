// The event that tests speak of, and a telemetry that keeps its lines; without the test runner, for child processes.
import { Writable } from "node:stream";
import { defineEvent, type EventDefinition } from "@souk/contracts";
import { createTelemetry, type Telemetry } from "@souk/telemetry";
import { z } from "zod";

export type Step = { readonly thingId: string; readonly step: number };

const stepSchema = z.object({ thingId: z.string(), step: z.int() });
const byThing = ({ thingId }: Step): string => thingId;
export const Stepped: EventDefinition<Step> = defineEvent({
  type: "thing.stepped.v1",
  schema: stepSchema,
  keyOf: byThing,
});
export const Ignored: EventDefinition<Step> = defineEvent({
  type: "thing.ignored.v1",
  schema: stepSchema,
  keyOf: byThing,
});

export function createSilentTelemetry(service: string): Telemetry & { readonly lines: string[] } {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { ...createTelemetry({ service, destination }), lines };
}
