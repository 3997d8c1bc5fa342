// What a handler may give back besides a plain object: JSON with headers, a ready document, nothing, another place, a stream.
import type { Readable } from "node:stream";

export type AnswerHeaders = Readonly<Record<string, string>>;
declare const carried: unique symbol;

/** Made by `json`, `preserialized`, `noContent`, `redirect` and `stream`; `Data` is the JSON it carries. */
export class Answer<Data = never> {
  declare readonly [carried]?: Data;
  readonly status: number | undefined;
  readonly headers: AnswerHeaders | undefined;
  readonly content: AnswerContent;

  constructor(content: AnswerContent, status?: number, headers?: AnswerHeaders) {
    this.content = content;
    this.status = status;
    this.headers = headers;
  }
}

export type AnswerContent =
  | { readonly kind: "json"; readonly data: unknown; readonly etag: string | undefined }
  | { readonly kind: "document"; readonly body: string | Buffer; readonly etag: string }
  | { readonly kind: "empty" }
  | { readonly kind: "stream"; readonly contentType: string; readonly content: Readable | Buffer };

export type JsonOptions = {
  readonly status?: number;
  readonly headers?: AnswerHeaders;
  readonly etag?: string;
};

/** JSON with a status, headers or an entity tag of its own. */
export function json<Data>(data: Data, options: JsonOptions = {}): Answer<Data> {
  return new Answer<Data>({ kind: "json", data, etag: options.etag }, options.status, options.headers);
}

/** A JSON document kept serialised with its tag: sent as it is, and not at all (304) to who has it. */
export function preserialized(body: string | Buffer, etag: string, headers?: AnswerHeaders): Answer {
  return new Answer({ kind: "document", body, etag }, undefined, headers);
}

/** 204. */
export function noContent(headers?: AnswerHeaders): Answer {
  return new Answer({ kind: "empty" }, 204, headers);
}

/** Sends the browser elsewhere; 303 by default, which makes the next request a GET. */
export function redirect(location: string, status: 301 | 302 | 303 | 307 | 308 = 303): Answer {
  return new Answer({ kind: "empty" }, status, { location });
}

/** Bytes of any content type: a picture, a PDF, a CSV. */
export function stream(contentType: string, content: Readable | Buffer, headers?: AnswerHeaders): Answer {
  return new Answer({ kind: "stream", contentType, content }, undefined, headers);
}
