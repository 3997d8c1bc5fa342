// The bucket driver against a server that speaks S3's protocol (s3rver): the same promises as the local folder's.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import S3rver from "s3rver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createS3Storage } from "../src/media/s3-storage.ts";
import { createLocalStorage, originalName, renditionName, type MediaStorage } from "../src/media/storage.ts";

const credentials = { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" };
let directory: string;
let endpoint: string;
let server: S3rver;
let s3: MediaStorage;
let storages: Record<string, MediaStorage>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "souk-s3-"));
  server = new S3rver({
    address: "127.0.0.1",
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: "media", configs: [] }],
  });
  const { address, port } = await server.run();
  endpoint = `http://${address}:${port}`;
  s3 = createS3Storage({ bucket: "media", region: "eu-central-1", endpoint, isPathStyle: true, credentials });
  storages = { folder: createLocalStorage(join(directory, "local")), bucket: s3 };
});
afterAll(async () => {
  for (const storage of Object.values(storages)) storage.close();
  await server.close();
  await rm(directory, { recursive: true });
});

const key = "a".repeat(64);

describe.each(["folder", "bucket"])("a %s", (kind) => {
  it("gives back what was written, also when it was written twice", async () => {
    const storage = storages[kind]!;
    const bytes = Buffer.from([0, 255, 1, 254]);
    const name = originalName(key);
    expect(await storage.read(name)).toBeUndefined();
    await storage.write(name, bytes, "image/jpeg");
    await storage.write(name, bytes, "image/jpeg");
    expect(await storage.read(name)).toEqual(bytes);
  });

  it("says so when it cannot be reached, and takes nothing for missing", async () => {
    const nowhere = {
      folder: createLocalStorage(fileURLToPath(import.meta.url)),
      bucket: createS3Storage({ bucket: "none", region: "x", endpoint, isPathStyle: true, credentials }),
    };
    const storage = kind === "folder" ? nowhere.folder : nowhere.bucket;
    await expect(storage.read(originalName(key))).rejects.toThrow();
    await expect(storage.write(originalName(key), Buffer.from("x"), "image/png")).rejects.toThrow();
    storage.close();
  });

  it("forgets what is removed, and is not surprised to find it gone", async () => {
    const storage = storages[kind]!;
    const name = renditionName(key, { width: 320, format: "avif" });
    await storage.write(name, Buffer.from("bytes"), "image/avif");
    await storage.remove(name);
    await storage.remove(name);
    expect(await storage.read(name)).toBeUndefined();
  });
});
