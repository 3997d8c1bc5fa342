// The storefront as a function from request to response. The launcher imports the build and hands in how the API is reached.
import type { ApiFetch } from "@souk/client";
import type { RouterContext, ServerBuild } from "react-router";
import { SessionCache } from "../app/lib/session-cache.server.ts";
import type { RequestParts, StripePage } from "../app/lib/shop.server.ts";
import { isSameOrigin } from "./same-origin.ts";

/** What `build/server/index.js` exports. */
export type StorefrontBuild = ServerBuild & {
  readonly entry: {
    readonly module: {
      readonly createRequestHandler: typeof import("react-router").createRequestHandler;
      readonly RouterContextProvider: typeof import("react-router").RouterContextProvider;
      readonly requestParts: RouterContext<RequestParts>;
    };
  };
};

/** What the gateway knows about one request: `nonce` is the one in its Content-Security-Policy. */
export type StorefrontContext = {
  readonly nonce: string;
  readonly requestId: string;
  readonly clientIp: string;
};

export type StorefrontOptions = {
  readonly build: StorefrontBuild;
  /** Asks the API; the path begins with `/api/v1`. In one process a call into the gateway, elsewhere HTTP. */
  readonly apiFetch: ApiFetch;
  /** Whether visitors come by TLS: then cookies are `Secure` and carry the prefixes that browsers enforce. */
  readonly secureCookies: boolean;
  /** The shop's own origin, asked for on each request because a port may be known late. */
  readonly publicUrl: () => string;
  readonly paymentProviders?: readonly string[];
  /** Needed where `stripe` is one of them. */
  readonly stripe?: StripePage | undefined;
  readonly log?: (message: string, error: unknown) => void;
};

export type StorefrontHandler = (request: Request, context: StorefrontContext) => Promise<Response>;

const READS = new Set(["GET", "HEAD"]);
const refused = (status: number, text: string): Response =>
  new Response(text, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });

/** React Router compares `Origin` with the address it was called by, which is another one behind a proxy; it was checked here. */
function withoutOrigin(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.delete("origin");
  return new Request(request, { headers });
}

export function createStorefrontHandler(options: StorefrontOptions): StorefrontHandler {
  const {
    build,
    apiFetch,
    secureCookies,
    publicUrl,
    paymentProviders = ["sandbox"],
    stripe,
    log = () => {},
  } = options;
  const { createRequestHandler, RouterContextProvider, requestParts } = build.entry.module;
  const answer = createRequestHandler(build, "production");
  const sessions = new SessionCache();

  return async (request, { nonce, requestId, clientIp }) => {
    const isRead = READS.has(request.method);
    const origin = publicUrl().replace(/\/$/, "");
    if (!isRead && request.method !== "POST") return refused(405, "Only GET and POST are answered here.");
    if (!isRead && !isSameOrigin(request, origin))
      return refused(403, "This form was sent from another site.");

    const context = new RouterContextProvider();
    context.set(requestParts, {
      nonce,
      requestId,
      clientIp,
      apiFetch,
      secureCookies,
      publicUrl: origin,
      paymentProviders,
      stripe,
      sessions,
      log,
    });
    return answer(isRead ? request : withoutOrigin(request), context);
  };
}
