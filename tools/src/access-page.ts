// docs/access.md: every route of the API, who may call it and which ownership rule holds; and which built-in role has which permission.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtInRoles, permissions } from "@souk/contracts";
import { accessTable, type AccessRow, type Route } from "@souk/http";
import { readConfig } from "@souk/launcher/config";
import { startOneProcess } from "@souk/launcher/one-process";

type Row = readonly string[];

const STAFF = "staff: ";
const SIGNED_IN = "signed in";
const routeHead: Row = [
  "method",
  "path",
  "who",
  "built-in roles",
  "API key",
  "ownership rule",
  "idempotency key",
];

export async function accessPage(): Promise<{ path: string; text: string }> {
  const dataDirectory = await mkdtemp(join(tmpdir(), "souk-generate-"));
  const config = readConfig({ PORT: "0", SOUK_DATA: dataDirectory, SOUK_SEED: "none", LOG_LEVEL: "silent" });
  const shop = await startOneProcess({ config });
  try {
    const routes = shop.services.runtimes.flatMap(({ service }) => service.routes);
    return { path: "docs/access.md", text: pageOf(routes) };
  } finally {
    await shop.stop();
    await rm(dataDirectory, { recursive: true });
  }
}

function pageOf(routes: readonly Route[]): string {
  const rows = accessTable(routes)
    .toSorted((a, b) => (a.path + a.method < b.path + b.method ? -1 : 1))
    .map(routeRow);
  return [
    "# Who may call what",
    "",
    "Made by `npm run generate` from the routes themselves. A route without a declaration does not build, and every row is called for real by",
    "everybody in `proofs/test/authorisation.test.ts`. How it works: [flows/access.md](flows/access.md).",
    "",
    "**Who**: everybody, signed in or not · any signed-in person · staff who have the permission, and API keys that have it · a machine that proves",
    "itself in another way. A credential that is sent must be good, also where none is needed. API keys are no persons: what is somebody's own is never theirs.",
    "",
    ...table(routeHead, rows),
    "",
    "## Permissions of the built-in roles",
    "",
    "Own roles of the shop may have any permissions; nobody gives what they do not have.",
    "",
    ...table(["permission", ...builtInRoles.map(({ name }) => name)], permissions.map(permissionRow)),
    "",
  ].join("\n");
}

function routeRow({ method, path, access, ownership, idempotency }: AccessRow): Row {
  const permission = access.startsWith(STAFF) ? access.slice(STAFF.length) : undefined;
  const roles = builtInRoles.filter((role) => role.permissions.some((name) => name === permission));
  const who = permission === undefined ? "all" : roles.map(({ name }) => name).join(", ");
  const needsPermission = permission !== undefined || access.startsWith(`${SIGNED_IN};`);
  const key = needsPermission ? "with the permission" : access === SIGNED_IN ? "no" : "yes";
  return [
    method,
    `\`${path}\``,
    access,
    access.startsWith("machine") ? "" : who,
    key,
    ownership,
    idempotency,
  ];
}

function permissionRow(permission: string): Row {
  const has = builtInRoles.map((role) => (role.permissions.some((name) => name === permission) ? "✓" : ""));
  return [`\`${permission}\``, ...has];
}

function table(head: Row, rows: readonly Row[]): readonly string[] {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
}
