// The only reader of the user service's environment.
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "@souk/contracts";
import type { Environment } from "@souk/service";
import { z } from "zod";

const SECRET_LENGTH_MIN = 32;

const schema = z.object({
  SOUK_ADMIN_EMAIL: z.email().default("admin@souk.example"),
  SOUK_ADMIN_PASSWORD: z.string().min(PASSWORD_LENGTH_MIN).max(PASSWORD_LENGTH_MAX).optional(),
  /** Seals what must not be readable in the database. */
  USER_SEAL_SECRET: z.string().min(SECRET_LENGTH_MIN),
});

export type Config = {
  readonly adminEmail: string;
  /** Made where none is given, when the first administrator is. */
  readonly adminPassword: string | undefined;
  readonly sealSecret: string;
};

export function readConfig(env: Environment): Config {
  const values = schema.parse(env);
  return {
    adminEmail: values.SOUK_ADMIN_EMAIL,
    adminPassword: values.SOUK_ADMIN_PASSWORD,
    sealSecret: values.USER_SEAL_SECRET,
  };
}
