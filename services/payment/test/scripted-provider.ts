// A provider that answers whatever a test tells it to: what no honest provider says must not harm either.
import { createServer, type ServerResponse } from "node:http";

export type Script = (call: { readonly method: string; readonly path: string }) => {
  readonly status: number;
  readonly body: string;
  readonly headers?: Record<string, string>;
} | "silence" | "reset"; // prettier-ignore

export type ScriptedProvider = {
  readonly url: string;
  script: Script;
  readonly calls: string[];
  close(): Promise<void>;
};

export async function startScriptedProvider(): Promise<ScriptedProvider> {
  const open = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    const { method = "", url: path = "" } = request;
    provider.calls.push(`${method} ${path.replace(/[?=].*/, "")}`);
    const answer = provider.script({ method, path });
    if (answer === "silence") open.add(response);
    else if (answer === "reset") response.destroy();
    else response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const provider: ScriptedProvider = {
    url: `http://127.0.0.1:${port}`,
    script: () => "reset",
    calls: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return provider;
}
