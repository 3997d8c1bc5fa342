// docs/access.md: every route of the API, who may call it and which ownership rule holds.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accessTable } from "@souk/http";
import { readConfig } from "@souk/launcher/config";
import { startOneProcess } from "@souk/launcher/one-process";

export async function accessPage(): Promise<{ path: string; text: string }> {
  const dataDirectory = await mkdtemp(join(tmpdir(), "souk-generate-"));
  const config = readConfig({ PORT: "0", SOUK_DATA: dataDirectory, SOUK_SEED: "none", LOG_LEVEL: "silent" });
  const shop = await startOneProcess({ config });
  try {
    const routes = shop.services.runtimes.flatMap(({ service }) => service.routes);
    const rows = accessTable(routes)
      .toSorted((a, b) => (a.path + a.method < b.path + b.method ? -1 : 1))
      .map(
        ({ method, path, access, ownership, idempotency }) =>
          `| ${method} | \`${path}\` | ${access} | ${ownership} | ${idempotency} |`,
      );
    const text = [
      "# Who may call what",
      "",
      "Made by `npm run generate` from the routes themselves. A route without a declaration does not build.",
      "",
      "| method | path | who | ownership rule | idempotency key |",
      "| --- | --- | --- | --- | --- |",
      ...rows,
      "",
    ].join("\n");
    return { path: "docs/access.md", text };
  } finally {
    await shop.stop();
    await rm(dataDirectory, { recursive: true });
  }
}
