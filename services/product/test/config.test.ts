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
});
