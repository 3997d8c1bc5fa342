// Reads and checks the launcher's environment; each service checks its own part.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const DATA_FOLDER_DEFAULT = fileURLToPath(new URL("../../.souk/", import.meta.url));
const PASSWORD_LENGTH_MIN = 12;

const port = z.coerce.number().int().min(0).max(65_535);
const schema = z.object({
  PORT: port.default(4000),
  HOST: z.string().min(1).default("127.0.0.1"),
  SOUK_DATA: z.string().min(1).default(DATA_FOLDER_DEFAULT),
  SOUK_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  SOUK_ADMIN_EMAIL: z.email().default("admin@souk.example"),
  SOUK_ADMIN_PASSWORD: z.string().min(PASSWORD_LENGTH_MIN).optional(),
  SOUK_SEED: z.enum(["demo", "none"]).default("demo"),
  SANDBOX_PORT: port.optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("warn"),
});

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
  readonly logLevel: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** Thrown where a variable of the environment cannot be used; the message names each. */
export class ConfigInvalid extends Error {}

export function readConfig(env: Readonly<Record<string, string | undefined>>): LauncherConfig {
  const parsed = schema.safeParse(env);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join(".")}: ${message}`);
    throw new ConfigInvalid(`These settings cannot be used:\n${lines.join("\n")}`);
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
    sandboxPort: values.SANDBOX_PORT ?? (values.PORT === 0 ? 0 : values.PORT + 1),
    logLevel: values.LOG_LEVEL,
    env,
  };
}
