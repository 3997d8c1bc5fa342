// docs/events.md: every event, who says it and who hears it.
import { readdir, readFile } from "node:fs/promises";
import * as contracts from "@souk/contracts";
import { z } from "zod";

const EARS = "subscriptions.ts";
const services = new URL("../../services/", import.meta.url);

type Mention = { readonly service: string; readonly names: ReadonlySet<string> };

export async function eventsPage(): Promise<{ path: string; text: string }> {
  const said = await mentions((file) => file.endsWith(".ts") && !file.endsWith(EARS));
  const heard = await mentions((file) => file.endsWith(EARS));
  const rows = Object.entries(contracts)
    .flatMap(([name, value]) => (isEvent(value) ? [{ name, event: value }] : []))
    .toSorted((a, b) => (a.event.type < b.event.type ? -1 : 1))
    .map(
      ({ name, event }) =>
        `| \`${event.type}\` | ${by(said, name)} | ${by(heard, name)} | ${fieldsOf(event.schema)} |`,
    );
  const text = [
    "# Events",
    "",
    "Made by `npm run generate`. An event is a fact in the past, published in the transaction that made it true; every consumer hears it at least once, in the order of its key.",
    "",
    "| event | said by | heard by | data |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
  return { path: "docs/events.md", text };
}

type Event = contracts.EventDefinition<unknown>;

function isEvent(value: unknown): value is Event {
  return typeof value === "object" && value !== null && "keyOf" in value && "type" in value;
}

function fieldsOf(schema: Event["schema"]): string {
  const json = z.toJSONSchema(schema, { io: "output", unrepresentable: "any" });
  return Object.keys(json.properties ?? {})
    .map((field) => `\`${field}\``)
    .join(" ");
}

function by(all: readonly Mention[], name: string): string {
  const found = all.filter(({ names }) => names.has(name)).map(({ service }) => service);
  return found.length === 0 ? "–" : found.join(", ");
}

/** By the rule of the house a service hears only in `subscriptions.ts`; whoever else names an event says it. */
async function mentions(isRead: (file: string) => boolean): Promise<readonly Mention[]> {
  const names = await readdir(services);
  return Promise.all(
    names.toSorted().map(async (service) => {
      const files = await readdir(new URL(`${service}/src/`, services), { recursive: true });
      const texts = await Promise.all(
        files.filter(isRead).map((file) => readFile(new URL(`${service}/src/${file}`, services), "utf8")),
      );
      const found = texts.flatMap((source) => source.match(/\b[A-Z]\w+\b/g) ?? []);
      return { service, names: new Set(found) };
    }),
  );
}
