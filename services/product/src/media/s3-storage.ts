// Pictures in a bucket of S3 or of a server that speaks its protocol, for a shop of more than one machine.
import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import type { MediaStorage } from "./storage.ts";

export type S3Settings = {
  readonly bucket: string;
  readonly region: string;
  /** Of another server than Amazon's. */
  readonly endpoint?: string | undefined;
  /** The bucket's name in the path instead of the host name: most other servers want that. */
  readonly isPathStyle: boolean;
  /** Without them the credentials of the machine or pod are used. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
};

const CONNECTION_TIMEOUT_MS = 2_000;
const REQUEST_TIMEOUT_MS = 15_000;
const ATTEMPTS_MAX = 3;
/** A name never gets other content, so whoever has a file may keep it for ever: a CDN before the bucket, too. */
const CACHE_CONTROL = "public, max-age=31536000, immutable";

export function createS3Storage(settings: S3Settings): MediaStorage {
  const { bucket: Bucket, region, endpoint, isPathStyle, credentials } = settings;
  const client = new S3Client({
    region,
    forcePathStyle: isPathStyle,
    maxAttempts: ATTEMPTS_MAX,
    requestHandler: { connectionTimeout: CONNECTION_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
    // Servers other than Amazon's often refuse the newer checksums; TLS and the length guard the bytes on their way.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials && { credentials }),
  });
  return {
    async read(Key) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
        return Body && Buffer.from(await Body.transformToByteArray());
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async write(Key, Body, ContentType) {
      await client.send(
        new PutObjectCommand({ Bucket, Key, Body, ContentType, CacheControl: CACHE_CONTROL }),
      );
    },
    async remove(Key) {
      await client.send(new DeleteObjectCommand({ Bucket, Key }));
    },
    // A bucket shows what arrived whole and nothing else.
    removeLeftovers: () => Promise.resolve(),
    close: () => client.destroy(),
  };
}
