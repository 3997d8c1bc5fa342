// The storefront's way to the API when both are in one process: a call into the gateway without a socket. It comes from the visitor's address,
// which the gateway itself handed to the page (PageContext), so that limits count the visitor; nothing that a visitor sends gets in here.
import type { ApiFetch } from "@souk/client";
import type { FastifyInstance } from "fastify";

const STATUSES_WITHOUT_BODY: readonly number[] = [204, 205, 304];

export function createApiFetch(gateway: () => FastifyInstance): ApiFetch {
  return async (url, init) => {
    const headers = Object.fromEntries(new Headers(init.headers));
    const answer = await gateway().inject({
      method: methodOf(init.method),
      url,
      headers,
      ...(headers["x-forwarded-for"] !== undefined && { remoteAddress: headers["x-forwarded-for"] }),
      ...(typeof init.body === "string" && { payload: init.body }),
    });
    const body = STATUSES_WITHOUT_BODY.includes(answer.statusCode) ? null : new Uint8Array(answer.rawPayload);
    return new Response(body, { status: answer.statusCode, headers: flatten(answer.headers) });
  };
}

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;

function methodOf(name = "GET"): (typeof methods)[number] {
  const method = methods.find((candidate) => candidate === name.toUpperCase());
  if (method) return method;
  throw new Error(`The API is not called with ${name}.`);
}

function flatten(headers: Readonly<Record<string, number | string | string[] | undefined>>): Headers {
  const flat = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const one of [value].flat()) if (one !== undefined) flat.append(name, String(one));
  }
  return flat;
}
