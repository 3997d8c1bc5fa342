// Large bodies: each goes to a file of its own while it arrives, counted and hashed, so that memory never holds more than a piece of it.
import { createHash, randomUUID } from "node:crypto";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { Refusal } from "@souk/errors";
import type { FastifyInstance, FastifyRequest } from "fastify";

/** A body that was sent, as a file. It is removed when the handler is done; who wants to keep it copies it or moves it away. */
export class UploadedFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Of the content, in hexadecimal. */
  readonly sha256: string;

  constructor(path: string, content: { readonly sizeBytes: number; readonly sha256: string }) {
    this.path = path;
    this.sizeBytes = content.sizeBytes;
    this.sha256 = content.sha256;
  }

  /** What makes two uploads the same: the content, not the place where it happens to lie. */
  toJSON(): { readonly sizeBytes: number; readonly sha256: string } {
    return { sizeBytes: this.sizeBytes, sha256: this.sha256 };
  }
}

const OWNER_ONLY = 0o600;

const tooLarge = (bytesMax: number): Refusal =>
  new Refusal("payload_too_large", "body_too_large", `The file is larger than ${bytesMax} bytes.`, {
    extra: { bytesMax },
  });

/** Bodies of any content type, as files in a folder that lives as long as the application. */
export function acceptFile(app: FastifyInstance): void {
  let folder: string | undefined;
  app.addHook("onReady", async () => {
    folder = await mkdtemp(join(tmpdir(), "souk-uploads-"));
  });
  app.addHook("onClose", async () => {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", async (request: FastifyRequest, payload: Readable) => {
    const bytesMax = request.routeOptions.bodyLimit;
    if (Number(request.headers["content-length"]) > bytesMax) throw tooLarge(bytesMax);
    return receive(payload, join(String(folder), randomUUID()), bytesMax);
  });
}

async function receive(payload: Readable, path: string, bytesMax: number): Promise<UploadedFile> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  const file = await open(path, "wx", OWNER_ONLY);
  try {
    // Not destroyed when it is too large: the socket has to live for the answer that says so.
    for await (const chunk of pieces(payload)) {
      sizeBytes += chunk.length;
      if (sizeBytes > bytesMax) throw tooLarge(bytesMax);
      hash.update(chunk);
      await file.appendFile(chunk);
    }
    return new UploadedFile(path, { sizeBytes, sha256: hash.digest("hex") });
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

async function* pieces(payload: Readable): AsyncGenerator<Buffer> {
  const source: AsyncIterable<Buffer> = payload.iterator({ destroyOnReturn: false });
  const iterator = source[Symbol.asyncIterator]();
  for (;;) {
    const { value, done } = await iterator.next().catch(refuseBroken);
    if (done === true) return;
    yield value;
  }
}

/** The sender hung up: nobody will read the answer, and it is no fault of ours. */
function refuseBroken(cause: unknown): never {
  throw new Refusal("invalid", "body_incomplete", "The body did not arrive whole.", { cause });
}

/** The body of a route that takes a file. */
export function requireUpload(body: unknown): UploadedFile {
  if (body instanceof UploadedFile && body.sizeBytes > 0) return body;
  throw new Refusal("invalid", "body_missing", "Send the file as the body of the request.");
}

/** Removes the file, if there is one and nobody moved it away. */
export async function discardUpload(body: unknown): Promise<void> {
  if (body instanceof UploadedFile) await rm(body.path, { force: true });
}
