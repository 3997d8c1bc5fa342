// The service's settings.
import { describe, expect, it } from "vitest";
import { readConfig } from "../src/config.ts";

describe("the settings", () => {
  it("have defaults, and are refused in words when they are wrong", () => {
    expect(readConfig({})).toEqual({ pictureWorkers: 1, keepsDocuments: true });
    expect(readConfig({ PRODUCT_PICTURE_WORKERS: "4" })).toMatchObject({ pictureWorkers: 4 });
    expect(readConfig({ PRODUCT_DOCUMENT_CACHE: "off" })).toMatchObject({ keepsDocuments: false });
    for (const wrong of ["0", "17", "many"]) {
      expect(() => readConfig({ PRODUCT_PICTURE_WORKERS: wrong })).toThrow("PRODUCT_PICTURE_WORKERS");
    }
  });

  it("say where pictures lie in a bucket, whole or not at all", () => {
    const bucket = { PRODUCT_MEDIA_S3_BUCKET: "media" };
    expect(readConfig({}).mediaS3).toBeUndefined();
    expect(readConfig(bucket).mediaS3).toEqual({
      bucket: "media",
      region: "us-east-1",
      endpoint: undefined,
      isPathStyle: false,
      credentials: undefined,
    });
    const keys = { PRODUCT_MEDIA_S3_ACCESS_KEY_ID: "id", PRODUCT_MEDIA_S3_SECRET_ACCESS_KEY: "secret" };
    const elsewhere = {
      PRODUCT_MEDIA_S3_ENDPOINT: "https://s3.example.com",
      PRODUCT_MEDIA_S3_PATH_STYLE: "on",
    };
    expect(readConfig({ ...bucket, ...keys, ...elsewhere }).mediaS3).toMatchObject({
      endpoint: "https://s3.example.com",
      isPathStyle: true,
      credentials: { accessKeyId: "id", secretAccessKey: "secret" },
    });
    expect(() => readConfig({ ...bucket, PRODUCT_MEDIA_S3_ACCESS_KEY_ID: "id" })).toThrow("go together");
    expect(() => readConfig({ PRODUCT_MEDIA_S3_ENDPOINT: "file:///etc" })).toThrow("ENDPOINT");
  });
});
