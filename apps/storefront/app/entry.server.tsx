// Renders a page on the server, in a stream, with the request's nonce on every script. Also what the server outside of the bundle needs of React Router,
// so that there is only one copy of it.
import { createReadableStreamFromReadable } from "@react-router/node";
import { isbot } from "isbot";
import { PassThrough } from "node:stream";
import { renderToPipeableStream } from "react-dom/server";
import {
  createRequestHandler,
  isRouteErrorResponse,
  RouterContextProvider,
  ServerRouter,
  type EntryContext,
} from "react-router";
import { requestParts } from "./lib/shop.server.ts";

export { createRequestHandler, requestParts, RouterContextProvider };
export const streamTimeout = 5_000;

type Rendering = {
  readonly status: number;
  readonly headers: Headers;
  readonly waitForAll: boolean;
  readonly nonce: string;
};

function render(
  request: Request,
  routerContext: EntryContext,
  { status, headers, waitForAll, nonce }: Rendering,
) {
  return new Promise<Response>((resolve, reject) => {
    let finalStatus = status;
    const respond = () => {
      const body = new PassThrough({ final: (done) => (clearTimeout(limit), done()) });
      headers.set("content-type", "text/html; charset=utf-8");
      pipe(body);
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status: finalStatus }));
    };
    const { pipe, abort } = renderToPipeableStream(
      <ServerRouter context={routerContext} url={request.url} nonce={nonce} />,
      {
        nonce,
        [waitForAll ? "onAllReady" : "onShellReady"]: respond,
        onShellError: reject,
        onError: () => {
          finalStatus = 500;
        },
      },
    );
    const limit = setTimeout(abort, streamTimeout + 1_000);
  });
}

// oxlint-disable-next-line max-params -- The signature is React Router's.
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
  context: RouterContextProvider,
): Promise<Response> | Response {
  if (request.method === "HEAD") return new Response(null, { status, headers });
  const waitForAll = isbot(request.headers.get("user-agent") ?? "");
  const { nonce } = context.get(requestParts);
  return render(request, routerContext, { status, headers, waitForAll, nonce });
}

/** Answers that a loader or action threw on purpose are no errors; everything else is logged once. */
export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: Readonly<RouterContextProvider> },
): void {
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  context.get(requestParts).log("A page could not be made.", error);
}
