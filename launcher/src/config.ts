// Reads and checks the launcher's environment; each service checks its own part.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { databaseNames, databaseVariablePrefix, variableOf } from "./database-names.ts";

const DATA_FOLDER_DEFAULT = fileURLToPath(new URL("../../.souk/", import.meta.url));
const PORT_DEFAULT = 4000;
const PASSWORD_LENGTH_MIN = 12;

const PORT_MAX = 65_535;
const SECRET_LENGTH_MIN = 16;

/** Digits only: what `Number` makes of an empty text, a port chosen at random, nobody asked for. */
const port = z
  .string()
  .regex(/^\d{1,5}$/, { error: `must be a number from 0 to ${PORT_MAX}` })
  .transform(Number)
  .pipe(z.number().max(PORT_MAX, { error: `must be a number from 0 to ${PORT_MAX}` }));
const secret = z.string().min(SECRET_LENGTH_MIN).optional();
const databaseUrl = z
  .url({ protocol: /^postgres(ql)?$/, error: "must be like postgresql://user:password@host/database" })
  .optional();
const databaseVariables = databaseNames.map(variableOf);

const schema = z.object({
  PORT: port.default(PORT_DEFAULT),
  HOST: z.string().min(1).default("127.0.0.1"),
  SOUK_DATA: z.string().min(1).default(DATA_FOLDER_DEFAULT),
  SOUK_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  SOUK_ADMIN_EMAIL: z.email().default("admin@souk.example"),
  SOUK_ADMIN_PASSWORD: z.string().min(PASSWORD_LENGTH_MIN).optional(),
  SOUK_SEED: z.enum(["demo", "none"]).default("demo"),
  SANDBOX_PORT: port.optional(),
  PAYMENT_SANDBOX_URL: z.url({ protocol: /^https?$/ }).optional(),
  PAYMENT_SANDBOX_API_KEY: secret,
  PAYMENT_SANDBOX_WEBHOOK_SECRET: secret,
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("warn"),
  ...Object.fromEntries(databaseVariables.map((name) => [name, databaseUrl])),
});

type Environment = Readonly<Record<string, string | undefined>>;

export type LauncherConfig = {
  readonly port: number;
  readonly host: string;
  readonly dataDirectory: string;
  /** Where browsers reach the shop, when that is not the address it listens on. */
  readonly publicUrl: string | undefined;
  readonly adminEmail: string;
  readonly adminPassword: string | undefined;
  readonly seed: "demo" | "none";
  /** The payment sandbox's; by default the port after the shop's, or any free one. */
  readonly sandboxPort: number;
  /** A payment sandbox that runs elsewhere; none is started then. */
  readonly sandboxUrl: string | undefined;
  readonly logLevel: string;
  readonly env: Environment;
};

/** Thrown where a variable of the environment cannot be used; the message names each. */
export class ConfigInvalid extends Error {}

export function readConfig(env: Environment): LauncherConfig {
  const parsed = schema.safeParse(env);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  faults.push(...strangers(env), ...missingKeys(env));
  if (!parsed.success || faults.length > 0) {
    throw new ConfigInvalid(
      `These settings cannot be used:\n${faults.map((fault) => `  ${fault}`).join("\n")}`,
    );
  }
  const values = parsed.data;
  return {
    port: values.PORT,
    host: values.HOST,
    dataDirectory: resolve(values.SOUK_DATA),
    publicUrl: values.SOUK_PUBLIC_URL,
    adminEmail: values.SOUK_ADMIN_EMAIL,
    adminPassword: values.SOUK_ADMIN_PASSWORD,
    seed: values.SOUK_SEED,
    sandboxUrl: values.PAYMENT_SANDBOX_URL,
    sandboxPort: values.SANDBOX_PORT ?? (values.PORT === 0 ? 0 : values.PORT + 1),
    logLevel: values.LOG_LEVEL,
    env,
  };
}

/** A misspelt database would quietly be the embedded one. */
function strangers(env: Environment): readonly string[] {
  const names = Object.keys(env).filter(
    (name) => name.startsWith(databaseVariablePrefix) && !databaseVariables.includes(name),
  );
  return names.map((name) => `${name}: there is no such database; there are ${databaseVariables.join(", ")}`);
}

/** Keys that are made here mean nothing to a sandbox that runs elsewhere. */
function missingKeys(env: Environment): readonly string[] {
  if (env["PAYMENT_SANDBOX_URL"] === undefined) return [];
  return ["PAYMENT_SANDBOX_API_KEY", "PAYMENT_SANDBOX_WEBHOOK_SECRET"]
    .filter((name) => env[name] === undefined)
    .map((name) => `${name}: must be given beside PAYMENT_SANDBOX_URL`);
}
