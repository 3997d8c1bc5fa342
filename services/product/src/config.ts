// The product service's settings; the only reader of its environment.
import { z } from "zod";

export type Config = {
  /** How many pictures are resized at once: each takes a core for its time. */
  readonly pictureWorkers: number;
};

const environment = z.object({
  PRODUCT_PICTURE_WORKERS: z.coerce.number().int().min(1).max(16).default(1),
});

export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = environment.safeParse(env);
  if (!read.success)
    throw new Error(`The product service's settings are wrong: ${z.prettifyError(read.error)}`);
  return { pictureWorkers: read.data.PRODUCT_PICTURE_WORKERS };
}
