// The product service's settings; the only reader of its environment.
import { z } from "zod";
import type { S3Settings } from "./media/s3-storage.ts";

export type Config = {
  /** How many pictures are resized at once: each takes a core for its time. */
  readonly pictureWorkers: number;
  /** Whether hot documents are kept in memory; turned off only to measure what they save. */
  readonly keepsDocuments: boolean;
  /** The search engine; PostgreSQL without one. `index` is the name under which it is read. */
  readonly openSearch: { readonly url: string; readonly index: string } | undefined;
  /** Where pictures lie in a bucket; in the service's data folder without one. */
  readonly mediaS3: S3Settings | undefined;
};

const environment = z.object({
  PRODUCT_PICTURE_WORKERS: z.coerce.number().int().min(1).max(16).default(1),
  PRODUCT_DOCUMENT_CACHE: z.enum(["on", "off"]).default("on"),
  OPENSEARCH_URL: z.url({ protocol: /^https?$/ }).optional(),
  OPENSEARCH_INDEX: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,60}$/)
    .default("souk-products"),
  PRODUCT_MEDIA_S3_BUCKET: z.string().min(1).optional(),
  PRODUCT_MEDIA_S3_REGION: z.string().min(1).default("us-east-1"),
  PRODUCT_MEDIA_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  PRODUCT_MEDIA_S3_PATH_STYLE: z.enum(["on", "off"]).default("off"),
  PRODUCT_MEDIA_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  PRODUCT_MEDIA_S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
});

export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = environment.safeParse(env);
  if (!read.success)
    throw new Error(`The product service's settings are wrong: ${z.prettifyError(read.error)}`);
  const { PRODUCT_PICTURE_WORKERS: pictureWorkers, PRODUCT_DOCUMENT_CACHE } = read.data;
  const { OPENSEARCH_URL: url, OPENSEARCH_INDEX: index } = read.data;
  return {
    pictureWorkers,
    keepsDocuments: PRODUCT_DOCUMENT_CACHE === "on",
    openSearch: url === undefined ? undefined : { url, index },
    mediaS3: s3Of(read.data),
  };
}

function s3Of(read: z.infer<typeof environment>): S3Settings | undefined {
  const { PRODUCT_MEDIA_S3_BUCKET: bucket, PRODUCT_MEDIA_S3_ACCESS_KEY_ID: accessKeyId } = read;
  const { PRODUCT_MEDIA_S3_SECRET_ACCESS_KEY: secretAccessKey } = read;
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined)) {
    throw new Error(
      "The product service's settings are wrong: PRODUCT_MEDIA_S3_ACCESS_KEY_ID and PRODUCT_MEDIA_S3_SECRET_ACCESS_KEY go together.",
    );
  }
  if (bucket === undefined) return undefined;
  return {
    bucket,
    region: read.PRODUCT_MEDIA_S3_REGION,
    endpoint: read.PRODUCT_MEDIA_S3_ENDPOINT,
    isPathStyle: read.PRODUCT_MEDIA_S3_PATH_STYLE === "on",
    credentials:
      accessKeyId === undefined || secretAccessKey === undefined
        ? undefined
        : { accessKeyId, secretAccessKey },
  };
}
