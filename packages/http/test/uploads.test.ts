// Bodies that go to a file: what the handler gets, what is refused, and that nothing is left behind.
import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { connect, type AddressInfo } from "node:net";
import { dirname } from "node:path";
import { ReadableStream } from "node:stream/web";
import { Refusal } from "@souk/errors";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { z } from "zod";
import { anyone, openApiDocument, route, staff, UploadedFile, type Route } from "../src/index.ts";
import { createDatabase, type TestDatabase } from "./database.ts";
import { createStage, type Stage } from "./stage.ts";

const LIMIT_BYTES = 1_000;
const files: UploadedFile[] = [];
let database: TestDatabase;
let stage: Stage;

const Query = z.strictObject({ mode: z.enum(["refuse", "fault", "lock"]).optional() });
const routes: readonly Route[] = [
  route(
    "POST /files",
    {
      summary: "Upload",
      access: anyone(),
      ownership: "none",
      query: Query,
      rawBody: "file",
      bodyLimitBytes: LIMIT_BYTES,
    },
    async ({ body, query, idempotency }) => {
      files.push(body);
      if (query.mode === "refuse") throw new Refusal("conflict", "unwanted", "Not this one.");
      if (query.mode === "fault") throw new Error("broken");
      if (query.mode === "lock") {
        await rm(body.path);
        await mkdir(body.path);
      }
      const text = query.mode === "lock" ? "" : await readFile(body.path, "latin1");
      return { text, sizeBytes: body.sizeBytes, resourceId: idempotency?.resourceId ?? null };
    },
  ),
  route(
    "PUT /files/own",
    { summary: "Upload", access: staff("products:write"), ownership: "staff", rawBody: "file" },
    () => undefined,
  ),
];

beforeAll(async () => {
  database = await createDatabase();
  stage = await createStage(routes, { idempotencyDb: database.db });
  await stage.app.listen({ host: "127.0.0.1", port: 0 });
});
afterAll(async () => {
  const folder = dirname(files[0]!.path);
  await stage.app.close();
  expect(existsSync(folder)).toBe(false);
  await database.drop();
});

const port = (): number => (stage.app.server.address() as AddressInfo).port;
const upload = (payload: string | undefined, { query = "", key }: { query?: string; key?: string } = {}) =>
  stage.app.inject({
    method: "POST",
    url: `/api/v1/files${query}`,
    headers: { "content-type": "image/png", ...(key && { "idempotency-key": key }) },
    ...(payload !== undefined && { payload }),
  });
const isGone = (file: UploadedFile | undefined) =>
  vi.waitFor(() => expect(existsSync(file!.path)).toBe(false), { timeout: 30_000 });

it("reaches the handler as a file with its size and hash, which is gone afterwards", async () => {
  const answer = await upload("some bytes");
  expect(answer.json()).toEqual({ text: "some bytes", sizeBytes: 10, resourceId: null });
  const file = files.at(-1)!;
  expect(file.sha256).toBe(createHash("sha256").update("some bytes").digest("hex"));
  await isGone(file);
});

it.each(["refuse", "fault"])("is removed, too, when the handler ends with a %s", async (mode) => {
  const answer = await upload("unwanted bytes", { query: `?mode=${mode}` });
  expect(answer.statusCode).toBe(mode === "refuse" ? 409 : 500);
  await isGone(files.at(-1));
});

it("that cannot be removed is told to the log and to nobody else", async () => {
  expect((await upload("locked", { query: "?mode=lock" })).statusCode).toBe(200);
  await vi.waitFor(
    () =>
      expect(stage.lines).toContainEqual(
        expect.objectContaining({ msg: "an uploaded file could not be removed" }),
      ),
    { timeout: 30_000 },
  );
});

it("is removed when the rest of the request is refused before the handler", async () => {
  const folder = dirname(files[0]!.path);
  const before = files.length;
  const refused = await upload("some bytes", { query: "?mode=else" });
  expect(refused.statusCode).toBe(400);
  expect(files).toHaveLength(before);
  const left = () =>
    readdir(folder).then((names) => names.filter((name) => !files.at(-1)!.path.endsWith(name)));
  await vi.waitFor(async () => expect(await left()).toEqual([]), { timeout: 30_000 });
});

it("is refused where there is none", async () => {
  for (const payload of [undefined, ""]) {
    const answer = await upload(payload);
    expect(answer).toMatchObject({ statusCode: 400 });
    expect(answer.json()).toMatchObject({ code: "body_missing" });
  }
});

it("is refused when it says that it is too large, before it is read", async () => {
  const answer = await upload("x".repeat(LIMIT_BYTES + 1));
  expect(answer.statusCode).toBe(413);
  expect(answer.json()).toMatchObject({ code: "body_too_large", bytesMax: LIMIT_BYTES });
  expect((await upload("x".repeat(LIMIT_BYTES))).statusCode).toBe(200);
});

it("is refused when it turns out too large while it comes, and nothing of it stays", async () => {
  const folder = dirname(files[0]!.path);
  const known = new Set(await readdir(folder));
  const answer = await fetch(`http://127.0.0.1:${port()}/api/v1/files`, {
    method: "POST",
    duplex: "half",
    body: ReadableStream.from(
      (function* () {
        for (let piece = 0; piece < 20; piece += 1) yield Buffer.alloc(100, "x");
      })(),
    ),
  } as RequestInit);
  expect(answer.status).toBe(413);
  expect((await readdir(folder)).filter((name) => !known.has(name))).toEqual([]);
});

it("of a sender who hangs up is removed and is no fault of ours", async () => {
  const folder = dirname(files[0]!.path);
  const known = new Set(await readdir(folder));
  const arrived = async () => (await readdir(folder)).filter((name) => !known.has(name));
  const faults = () => stage.lines.filter(({ msg }) => msg === "request failed").length;
  const before = faults();
  const socket = connect(port(), "127.0.0.1");
  socket.write("POST /api/v1/files HTTP/1.1\r\nhost: x\r\ncontent-length: 500\r\n\r\nonly the beginning");
  await vi.waitFor(async () => expect(await arrived()).toHaveLength(1), { timeout: 30_000 });
  socket.resetAndDestroy();
  await vi.waitFor(async () => expect(await arrived()).toEqual([]), { timeout: 30_000 });
  expect(faults()).toBe(before);
});

it("is read only from who may send it", async () => {
  const [folder, before] = [dirname(files[0]!.path), files.length];
  const known = new Set(await readdir(folder));
  const answer = await stage.app.inject({ method: "PUT", url: "/api/v1/files/own", payload: "bytes" });
  expect(answer.statusCode).toBe(401);
  expect(files).toHaveLength(before);
  expect((await readdir(folder)).filter((name) => !known.has(name))).toEqual([]);
});

it("with a key is answered once; the same key with other content is refused", async () => {
  const key = randomUUID();
  const first = await upload("the content", { key });
  const [again, other] = [await upload("the content", { key }), await upload("other content", { key })];
  expect(again.headers["idempotent-replayed"]).toBe("true");
  expect(again.json()).toEqual(first.json());
  expect(other.json()).toMatchObject({ status: 422, code: "idempotency_key_reused" });
});

it("is binary in the OpenAPI document, and a declaration with a schema besides is refused", () => {
  const document = JSON.stringify(openApiDocument(routes, { title: "t", version: "1" }));
  expect(document).toContain('"format":"binary"');
  const declare = () =>
    route(
      "POST /both",
      { summary: "s", access: anyone(), ownership: "none", rawBody: "file", body: z.string() },
      () => undefined,
    );
  expect(declare).toThrow("has both a body schema and a raw body");
});
