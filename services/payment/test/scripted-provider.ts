// A provider that answers whatever a test tells it to: what no honest provider says must not harm either.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export type Script = (call: { readonly method: string; readonly path: string }) =>
  | {
      readonly status: number;
      readonly body: string;
      readonly headers?: Record<string, string>;
    }
  | "silence"
  | "reset";

export type ScriptedProvider = {
  readonly url: string;
  script: Script;
  readonly calls: string[];
  /** What was sent with them, where something was. */
  readonly bodies: unknown[];
  close(): Promise<void>;
};

export async function startScriptedProvider(): Promise<ScriptedProvider> {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = "", url: path = "" } = request;
    const body = (await request.toArray()).join("");
    if (body !== "") provider.bodies.push(JSON.parse(body));
    provider.calls.push(`${method} ${path.replace(/[?=].*/, "")}`);
    const scripted = provider.script({ method, path });
    if (scripted === "silence") return; // The connection stays open until the caller gives up.
    if (scripted === "reset") response.destroy();
    else response.writeHead(scripted.status, scripted.headers).end(scripted.body);
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const provider: ScriptedProvider = {
    url: `http://127.0.0.1:${port}`,
    script: () => "reset",
    calls: [],
    bodies: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return provider;
}
