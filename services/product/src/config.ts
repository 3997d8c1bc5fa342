// The product service's settings; the only reader of its environment.
import { z } from "zod";

export type Config = {
  /** How many pictures are resized at once: each takes a core for its time. */
  readonly pictureWorkers: number;
  /** Whether hot documents are kept in memory; turned off only to measure what they save. */
  readonly keepsDocuments: boolean;
};

const environment = z.object({
  PRODUCT_PICTURE_WORKERS: z.coerce.number().int().min(1).max(16).default(1),
  PRODUCT_DOCUMENT_CACHE: z.enum(["on", "off"]).default("on"),
});

export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = environment.safeParse(env);
  if (!read.success)
    throw new Error(`The product service's settings are wrong: ${z.prettifyError(read.error)}`);
  const { PRODUCT_PICTURE_WORKERS: pictureWorkers, PRODUCT_DOCUMENT_CACHE } = read.data;
  return { pictureWorkers, keepsDocuments: PRODUCT_DOCUMENT_CACHE === "on" };
}
