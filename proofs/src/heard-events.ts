// Who hears which event, as docs/events.md says, which is made from the code. What a service only passes over is nothing that it has still to do.
import { readFileSync } from "node:fs";

const PAGE = new URL("../../docs/events.md", import.meta.url);
const ROW = /^\| `(?<type>[\w.]+)` \| [^|]+ \| (?<listeners>[^|]+) \|/;

export type Heard = { readonly type: string; readonly service: string };

export function heardEvents(): readonly Heard[] {
  const heard = readFileSync(PAGE, "utf8")
    .split("\n")
    .flatMap((line) => {
      const { type = "", listeners = "" } = ROW.exec(line)?.groups ?? {};
      const services = listeners.split(",").map((service) => service.trim());
      return services.filter((service) => /^\w+$/.test(service)).map((service) => ({ type, service }));
    });
  if (heard.length === 0) throw new Error("Nobody hears anything: docs/events.md could not be read.");
  return heard;
}
