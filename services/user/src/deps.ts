// What the user service's commands may use.
import type { Db } from "@souk/db";
import { databaseOf, type Host } from "@souk/service";
import type { Telemetry } from "@souk/telemetry";
import type { Config } from "./config.ts";
import { createSeal } from "./seal.ts";
import type { Database } from "./store/database.gen.ts";
import { type AccessTokens, createAccessTokens } from "./tokens.ts";

export type Deps = {
  readonly db: Db<Database>;
  readonly accessTokens: AccessTokens;
  readonly telemetry: Telemetry;
  readonly now: () => Date;
  readonly newId: () => string;
};

export async function createDeps(config: Config, host: Host): Promise<Deps> {
  const { now, newId, telemetry } = host;
  const db = databaseOf<Database>(host);
  const accessTokens = await createAccessTokens({ db, seal: createSeal(config.sealSecret), now });
  return { db, accessTokens, telemetry, now, newId };
}
