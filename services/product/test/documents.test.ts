// The hot documents: how long they are served, what makes them stale, and that many readers are one load.
import { createRegistry, createTelemetry } from "@souk/telemetry";
import { describe, expect, it } from "vitest";
import { createChanges } from "../src/changes.ts";
import { createDocumentCache, type Document, type LoadedDocument } from "../src/documents.ts";

function aCache(isKept = true) {
  let nowMs = 1000;
  const changes = createChanges();
  const telemetry = createTelemetry({ service: "product", registry: createRegistry(), logLevel: "silent" });
  const reads = telemetry.metrics.counter("reads_total", "Reads", ["outcome"]);
  const cache = createDocumentCache({ changes, reads, nowMs: () => nowMs, isKept });
  let loads = 0;
  const load =
    (tags: string[] = [], freshMs?: number) =>
    async () => {
      loads += 1;
      return { body: `load ${loads}`, tags, ...(freshMs === undefined ? {} : { freshMs }) };
    };
  const asText = ({ body, etag }: Document) => ({ body: body.toString(), etag });
  const read = (key: string, loader: () => Promise<LoadedDocument>) => {
    const document = cache.read(key, loader);
    return document instanceof Promise ? document.then(asText) : asText(document);
  };
  const advance = (ms: number): void => {
    nowMs += ms;
  };
  return { cache: { ...cache, read }, load, advance };
}

it("is not kept where documents are not kept: every read loads", async () => {
  const { cache, load } = aCache(false);
  const documents = await Promise.all([cache.read("a", load()), cache.read("a", load())]);
  expect(documents.map(({ body }) => body)).toEqual(["load 1", "load 2"]);
});

describe("a hot document", () => {
  it("is loaded once for all who ask at the same time, then served without a promise", async () => {
    const { cache, load } = aCache();
    const documents = await Promise.all(Array.from({ length: 10 }, async () => cache.read("a", load())));
    expect(new Set(documents.map(({ body }) => body))).toEqual(new Set(["load 1"]));
    expect(cache.read("a", load())).toMatchObject({ body: "load 1" });
  });

  it("is not served half a second after its read began, or later where it may be older", async () => {
    const { cache, load, advance } = aCache();
    await cache.read("a", load());
    await cache.read("b", load([], 10_000));
    advance(499);
    expect(cache.read("a", load())).toMatchObject({ body: "load 1" });
    advance(1);
    expect(await cache.read("a", load())).toMatchObject({ body: "load 3" });
    expect(cache.read("b", load())).toMatchObject({ body: "load 2" });
  });

  it("is loaded again when what it is tagged with changes, and only then", async () => {
    const { cache, load } = aCache();
    await cache.read("a", load(["x"]));
    cache.expire(["y"]);
    cache.expire([]);
    expect(cache.read("a", load())).toMatchObject({ body: "load 1" });
    cache.expire(["x"]);
    expect(await cache.read("a", load())).toMatchObject({ body: "load 2" });
    cache.expireAll();
    expect(await cache.read("a", load())).toMatchObject({ body: "load 3" });
  });

  it("that was being read while something changed is not served to whoever asks after the change", async () => {
    const { cache } = aCache();
    const { promise, resolve: finish } = Promise.withResolvers<{ body: string; tags: string[] }>();
    const before = cache.read("a", () => promise);
    cache.expire(["x"]);
    const after = cache.read("a", async () => ({ body: "new", tags: ["x"] }));
    expect(await after).toMatchObject({ body: "new" });
    finish({ body: "old", tags: ["x"] });
    expect(await before).toMatchObject({ body: "old" });
    expect(await cache.read("a", async () => ({ body: "newer", tags: ["x"] }))).toMatchObject({
      body: "newer",
    });
  });

  it("whose load failed is loaded again", async () => {
    const { cache, load } = aCache();
    await expect(cache.read("a", () => Promise.reject(new Error("down")))).rejects.toThrow("down");
    expect(await cache.read("a", load())).toMatchObject({ body: "load 1" });
  });

  it("carries its version in front of the ETag", async () => {
    const { cache } = aCache();
    const document = await cache.read("a", async () => ({ body: "text", version: 7 }));
    expect(document.etag).toMatch(/^"v7\..+"$/);
  });

  it("is stale for safety when more has changed than is remembered", async () => {
    const { cache, load } = aCache();
    await cache.read("a", load(["x"]));
    cache.expire(Array.from({ length: 10_001 }, (_, index) => `tag ${index}`));
    expect(cache.read("a", load())).toMatchObject({ body: "load 1" });
    cache.expire(["z"]);
    expect(await cache.read("a", load())).toMatchObject({ body: "load 2" });
  });
});
